"""Every attack, by the line of the table of figures in which it is counted."""

from __future__ import annotations

from tests.attack import (
    hostile_excel,
    hostile_further,
    hostile_html,
    hostile_pdf,
    hostile_pdf_content,
    hostile_word,
    mutations,
    structure,
    sweep,
)
from tests.attack.case import TIMES, Case

HOSTILE = (hostile_pdf, hostile_pdf_content, hostile_excel, hostile_word, hostile_html, hostile_further)
DAMAGED = (mutations, structure, sweep)


def kinds(times: int = TIMES) -> dict[str, list[Case]]:
    """The cases of each kind, so many of each format as ``times`` says; hostile files are always all."""
    found: dict[str, list[Case]] = {}
    damaged = (case for family in DAMAGED for case in family.cases(times))
    hostile = (case for family in HOSTILE for case in family.cases())
    for case in (*damaged, *hostile):
        found.setdefault(case.kind, []).append(case)
    return found
