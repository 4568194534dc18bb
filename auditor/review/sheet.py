"""Decisions typed into the 问题清单 workbook: which columns hold them, and how they are read back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from auditor.errors import UsageError
from auditor.findings import Decision
from auditor.paths import shown
from auditor.review.file import decision_of
from auditor.review.note import joined_note

CHOICE, BY, REPLY, NOTE = "处理意见", "责任人", "部门回复", "说明"
FINGERPRINT, BEFORE = "指纹", "原意见"
"""Hidden columns: which finding the row is, and the decision that was filled in when the workbook was written."""
HEADER_WITHIN = 20
"""Rows searched for the header: people put a title or two above it."""


def before(decision: Decision | None) -> str:
    """What the hidden column says of the decision that a row is filled with."""
    if decision is None:
        return ""
    return json.dumps({key: text for key, text in asdict(decision).items() if text}, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Filled:
    """A workbook as read: its decisions in the order of rows, and rows with texts but without a choice."""

    decisions: tuple[Decision, ...]
    unchosen: tuple[str, ...]
    """Places of such rows, for people."""


@dataclass(frozen=True, slots=True)
class _Line:
    place: str
    fingerprint: str
    texts: Mapping[str, str]
    edited: bool
    decision: Decision | None


def read_filled(path: str | Path, by: str = "", today: str = "") -> Filled:
    """The decisions of a workbook that ``auditor audit`` wrote and a person filled in.

    ``by`` is who decided where 责任人 is empty, ``today`` (ISO) the date of decisions that are new or changed. A
    finding may stand on two sheets: the row that was edited counts. Raises UnreadableFile for a file that is not a
    workbook, UsageError with sheet and row if columns are missing, a choice is unknown, or two rows disagree.
    """
    where = shown(path)
    lines: dict[str, list[_Line]] = {}
    for line in _lines(path, where, by, today):
        lines.setdefault(line.fingerprint, []).append(line)
    decisions: list[Decision] = []
    unchosen: list[str] = []
    for same in lines.values():
        edited = [line for line in same if line.edited] or same[:1]
        chosen = [line for line in edited if line.decision]
        different = [line for line in chosen if line.decision != chosen[0].decision]
        if different:
            raise UsageError(f"{chosen[0].place}与{different[0].place}是同一问题，处理意见不同", where, "请改成一致")
        decisions += [line.decision for line in chosen[:1] if line.decision]
        unchosen += [line.place for line in edited if not chosen and any(line.texts.values())]
    return Filled(tuple(decisions), tuple(unchosen))


def _lines(path: str | Path, where: str, by: str, today: str) -> Iterator[_Line]:
    from auditor.readers.base import load
    from auditor.readers.package import Package
    from auditor.readers.xlsx import sheets

    found = False
    for sheet in sheets(Package(load(path, where=where), where)):
        header, columns = _header(sheet.texts)
        if not columns:
            continue
        found = True
        for row in sorted({row for row, _ in sheet.texts if row > header}):
            cells = {title: sheet.texts.get((row, column), "").strip() for title, column in columns.items()}
            if fingerprint := cells[FINGERPRINT]:
                place = f"工作表“{sheet.name}”第 {row + 1} 行"
                try:
                    yield _line(place, fingerprint, cells, by, today)
                except ValueError as error:
                    raise UsageError(f"{place}：{error}", where) from None
    if not found:
        advice = "应是 auditor audit 写出的问题清单，隐藏的“指纹”一列不能删去"
        raise UsageError(f"没有找到“{CHOICE}”和“{FINGERPRINT}”两列", where, advice)


def _header(texts: Mapping[tuple[int, int], str]) -> tuple[int, dict[str, int]]:
    """The row of the header and its columns by title; without columns if the sheet has no such header."""
    wanted = (CHOICE, BY, REPLY, NOTE, FINGERPRINT, BEFORE)
    for row in range(HEADER_WITHIN):
        columns = {text.strip(): column for (at, column), text in texts.items() if at == row and text.strip() in wanted}
        if {CHOICE, FINGERPRINT} <= columns.keys():
            return row, columns
    return -1, {}


def _line(place: str, fingerprint: str, cells: Mapping[str, str], by: str, today: str) -> _Line:
    texts = {key: cells.get(key, "") for key in (CHOICE, BY, REPLY, NOTE)}
    earlier = _earlier(fingerprint, cells.get(BEFORE, ""))
    note = joined_note(texts[NOTE], texts[REPLY])
    made = None
    if texts[CHOICE]:
        entry = {"fingerprint": fingerprint, "decision": texts[CHOICE], "note": note, "by": texts[BY]}
        made = decision_of(entry)
        if earlier and replace(made, date=earlier.date) == earlier:
            made = earlier
        else:
            made = replace(made, by=made.by or by, date=today)
    blank = not any(texts.values())
    return _Line(place, fingerprint, texts, not blank if earlier is None else made != earlier, made)


def _earlier(fingerprint: str, text: str) -> Decision | None:
    if not text:
        return None
    try:
        entry = json.loads(text)
        return replace(decision_of(entry), fingerprint=fingerprint)
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise ValueError(f"隐藏的“{BEFORE}”一列被改动过") from None
