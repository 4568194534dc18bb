"""What holds for the texts of every format: bounds in characters, and no control characters.

``readers.read_data`` passes everything through here, so that no format can forget it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from auditor.grid import Cell, Grid, Line, Printed, Source, Unread
from auditor.readers.limits import MAX_CHARACTERS, MAX_TEXT

LOST = "\ufffd"
"""Stands for a character that the file holds no more."""

_BREAKS = re.compile("[\x0b\x0c]")
"""Word's line and page break, which stay in texts copied from it."""
_GONE = re.compile("[\0\ud800-\udfff]")
"""NUL and halves of characters: no program writes them into a text, damage does. What stood there is not known."""
_UNSEEN = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
"""Control characters that no program shows: marks of cells and fields that stay in texts copied from Word."""


def bounded(printed: Printed) -> Printed:
    """``printed`` itself, its texts without control characters and cut at the bounds.

    A cell whose text was changed keeps the printed one in ``raw``, control characters as their pictures (␀): it becomes
    a repair. What is cut off is an entry in ``unread``: the rest of a text, and everything after ``MAX_CHARACTERS``.
    """
    walk = _Walk(printed.unread)
    for number, block in enumerate(printed.blocks):
        if isinstance(block, Grid):
            walk.grid(block)
        else:
            printed.blocks[number] = walk.line(block)
        if walk.left < 0:
            del printed.blocks[number + (isinstance(block, Grid) and bool(block.rows)) :]
            break
    return printed


def readable(text: str) -> str:
    """``text`` without control characters: line breaks of Word as such, NUL as ``LOST``, the others left out."""
    if text.isprintable():
        return text
    return _UNSEEN.sub("", _GONE.sub(LOST, _BREAKS.sub("\n", text)))


def visible(text: str) -> str:
    """``text`` with each control character as its picture, so that a report can show what stood there."""
    pictures = _UNSEEN.sub(lambda found: chr(0x2400 + ord(found[0])) if found[0] < " " else "␡", text)
    return _GONE.sub(lambda found: "␀" if found[0] == "\0" else LOST, pictures)


class _Walk:
    """One walk over the blocks of a file. ``left``: characters that may still be read; negative beyond the bound."""

    def __init__(self, unread: list[Unread]) -> None:
        self.left = MAX_CHARACTERS
        self._unread = unread

    def line(self, line: Line) -> Line:
        text = self._cut(readable(line.text), line.source)
        return line if text == line.text else replace(line, text=text)

    def grid(self, grid: Grid) -> None:
        """Cleans the cells in place, and ends the table above the row that exceeds the bound."""
        for number, row in enumerate(grid.rows):
            for column, cell in enumerate(row):
                if cell.text and (text := self._cut(readable(cell.text), cell.source)) != cell.text:
                    row[column] = self._changed(cell, text)
            if self.left < 0:
                del grid.rows[number:]
                _end_spans(grid)
                return

    def _changed(self, cell: Cell, text: str) -> Cell:
        raw = "" if readable(cell.text) == cell.text else visible(cell.text[:MAX_TEXT])
        return replace(cell, text=text, raw=cell.raw or raw)

    def _cut(self, text: str, source: Source) -> str:
        if len(text) > MAX_TEXT:
            self._unread.append(Unread(source, f"一处文字超过 {MAX_TEXT} 个字符，只读了前面部分"))
            text = text[:MAX_TEXT]
        if 0 <= self.left < len(text):
            self._unread.append(Unread(source, f"文件的文字超过 {MAX_CHARACTERS} 个字符，本行起未读取"))
        if self.left >= 0:
            self.left -= len(text)
        return text


def _end_spans(grid: Grid) -> None:
    """Let no merged cell reach beyond the last row."""
    for number, row in enumerate(grid.rows):
        for column, cell in enumerate(row):
            if number + cell.rowspan > len(grid.rows):
                row[column] = replace(cell, rowspan=len(grid.rows) - number)
