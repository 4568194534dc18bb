"""The anchors of one page: its projects, rows and entries, and the links between them."""

from __future__ import annotations

from auditor.evidence.cell_sources import sources
from auditor.findings import Finding
from auditor.model import Book, Indicator
from auditor.report.issues import Entry
from auditor.report.location import place, short

_OTHERS_SHOWN = 12
"""Links to other rows or projects in one entry, about one line as in ``location``; the rest is counted."""
ROWS = 20_000
"""Rows that a page shows, about 20 MB; after that only rows with an entry of their own. findings.json has all."""


class Numbers:
    """Anchors of one page: projects, rows and entries, and the links between them."""

    def __init__(self, book: Book) -> None:
        self.projects: dict[str, str] = {}
        """Project id → its number on the page ("12"); 整体 and 转移支付 tables are numbered after the projects."""
        self.rows: dict[str, int] = {}
        self._text: dict[str, str] = {}
        self._on_page = _rows_of_pages(book)
        self._doubted: dict[str, str] = {}
        for project in book.goals():
            number = str(len(self.projects) + 1)
            self.projects[project.id] = number
            self._text[project.id] = f"{number} {project.name}"
            for indicator in project.indicators:
                self.rows[indicator.id] = len(self.rows) + 1
                self._text[indicator.id] = place(indicator.source) or indicator.name

    def short(self, indicator: Indicator) -> str:
        """Where a row is printed, for a narrow column: line, cell, or page and row of the page."""
        row = self._on_page.get(indicator.id)
        return short(indicator.source) + (f"{row}行" if row else "")

    def where(self, finding: Finding) -> str:
        """Where ``finding`` is printed, in words; of a row of a PDF also which row of its page."""
        row = self._on_page.get(finding.indicator or "")
        return place(finding.source) + (f"第 {row} 行" if row and finding.source.page is not None else "")

    def links(self, entry: Entry) -> list[tuple[str, str]]:
        """Anchor and text of the other rows and projects that ``entry`` involves; [] if it has several findings."""
        if entry.rolled:
            return []
        made = [(self._anchor(id_), self._text[id_]) for id_ in entry.first.others if id_ in self._text]
        if len(made) > _OTHERS_SHOWN:
            made[_OTHERS_SHOWN:] = [("", f"等 {len(made)} 处")]
        return made

    def doubts(self, entry: Entry) -> None:
        """Remember which rows and projects ``entry``, a finding that a person has to check, is about."""
        for finding in entry.findings:
            about = finding.indicator or finding.project
            if about is not None:
                self._doubted.setdefault(about, entry.anchor)

    def doubt_of(self, id_: str) -> str:
        """The anchor of the entry that ``doubts`` remembered for a row or project, "" if there is none."""
        return self._doubted.get(id_, "")

    def shows(self, id_: str) -> bool:
        """Whether the page shows the row ``id_`` even if no entry is about it alone."""
        return self.rows[id_] <= ROWS

    def _anchor(self, id_: str) -> str:
        if id_ in self.rows and not self.shows(id_):
            return ""
        return f"p{self.projects[id_]}" if id_ in self.projects else f"r{self.rows[id_]}"


def _rows_of_pages(book: Book) -> dict[str, int]:
    """Indicator → its place among the rows of its page, counted from the top without titles; only of pages."""
    pages: dict[int, list[tuple[float, str]]] = {}
    for project in book.goals():
        for indicator in project.indicators:
            # The row itself may begin with a cell that is merged over many rows; its name is not.
            source = sources(indicator).get("三级指标", indicator.source)
            if source.page is not None and source.bbox is not None:
                pages.setdefault(source.page, []).append((source.bbox[1], indicator.id))
    return {id_: row for rows in pages.values() for row, (_, id_) in enumerate(sorted(rows), 1)}
