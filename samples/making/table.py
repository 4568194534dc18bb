"""A table with merged cells: the input of every writer of samples."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Span:
    """One printed cell; it covers ``rows`` × ``columns`` positions."""

    text: str
    rows: int = 1
    columns: int = 1
    align: str = "left"


@dataclass(slots=True)
class Table:
    """``cells`` by (row, column); positions covered by a span are absent.

    ``widths`` are millimetres, ``header_rows`` is the number of header lines, ``captions`` are the lines
    above the table after its title: (text, alignment).
    """

    title: str
    widths: list[float]
    captions: list[tuple[str, str]] = field(default_factory=list)
    cells: dict[tuple[int, int], Span] = field(default_factory=dict)
    header_rows: int = 0
    rows: int = 0

    def put(self, row: int, column: int, text: str, *, rows: int = 1, columns: int = 1, align: str = "left") -> None:
        """Place a cell; the table grows to hold it."""
        self.cells[row, column] = Span(text, rows, columns, align)
        self.rows = max(self.rows, row + rows)

    def heights(self, characters_per_mm: float, line: float, padding: float) -> list[float]:
        """Row heights (same unit as ``line``) that show the whole text of every cell, spans included."""
        heights = [line + padding] * self.rows

        def need(column: int, span: Span) -> float:
            width = sum(self.widths[column : column + span.columns])
            per_line = max(1.0, width * characters_per_mm - 1)
            printed = sum(1 if ord(sign) > 0x2E7F else 0.58 for sign in span.text)
            return line * (int(printed / per_line) + 1) + padding

        for (row, column), span in self.cells.items():
            if span.rows == 1:
                heights[row] = max(heights[row], need(column, span))
        for (row, column), span in self.cells.items():
            missing = need(column, span) - sum(heights[row : row + span.rows])
            if span.rows > 1 and missing > 0:
                for covered in range(row, row + span.rows):
                    heights[covered] += missing / span.rows
        return heights
