"""Where something is printed, in words: 第 1010 行, 第 12 页, 工作表“项目” B7."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from auditor.grid import Source

_SHOWN = 12
"""Runs of line or page numbers that are written out, about one line of text; further ones are only counted."""


def place(source: Source) -> str:
    """One location in words, "" if the format has none."""
    if source.line is not None:
        return f"第 {source.line} 行"
    if source.page is not None:
        return f"第 {source.page} 页"
    if source.sheet is not None:
        return f"工作表“{source.sheet}” {source.cell or ''}".strip()
    return source.cell or ""


def short(source: Source) -> str:
    """One location for a narrow table column, whose header says whether it is a line, page or cell."""
    if source.line is not None:
        return str(source.line)
    if source.page is not None:
        return f"{source.page}页"
    return source.cell or ""


def places(sources: Sequence[Source]) -> str:
    """Many locations in words, runs of numbers joined: 第 12–15、18 行."""
    lines = {source.line for source in sources if source.line is not None}
    if lines:
        return _runs(lines, "行")
    pages = {source.page for source in sources if source.page is not None}
    if pages:
        return _runs(pages, "页")
    return _listed(list(dict.fromkeys(filter(None, map(place, sources)))))


def _runs(numbers: Collection[int], unit: str) -> str:
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    parts = [str(first) if first == last else f"{first}–{last}" for first, last in runs]
    if len(parts) > _SHOWN:
        return f"第 {'、'.join(parts[:_SHOWN])} {unit}等，共 {len(numbers)} {unit}"
    return f"第 {'、'.join(parts)} {unit}"


def _listed(parts: list[str]) -> str:
    if len(parts) > _SHOWN:
        return "、".join(parts[:_SHOWN]) + f" 等 {len(parts)} 处"
    return "、".join(parts)
