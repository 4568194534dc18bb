"""Who sends the letters to departments: what ``auditor.yaml`` says under ``letter``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

TEMPLATE = "模板"
KEYS = {
    "审核单位": "sender",
    "联系人": "contact",
    "电话": "phone",
    "反馈期限": "deadline",
    "文号": "number",
    TEMPLATE: "template",
}
"""The keys of the project file, with the fields of ``Office`` that they fill."""


@dataclass(frozen=True, slots=True)
class Office:
    """Texts as they stand in a letter; what is "" is left as a blank line for a pen. ``template`` is a DOCX file."""

    sender: str = ""
    contact: str = ""
    phone: str = ""
    deadline: str = ""
    number: str = ""
    template: Path | None = None


NOBODY = Office()
"""Without a project file, or one that says nothing of letters."""
