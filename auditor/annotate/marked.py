"""What became of a copy."""

from __future__ import annotations

from dataclasses import dataclass, field

from auditor.annotate.note import Edit


class Refused(Exception):
    """No copy can be made. The message gives the reason in Chinese."""


@dataclass(slots=True)
class MarkedFile:
    """A copy: its bytes, how many findings are ``placed`` at their cell and how many, without one, stand at the
    beginning (``loose``); which edits were made and which not; what of the original the copy has ``lost``."""

    data: bytes = b""
    placed: int = 0
    loose: int = 0
    applied: list[Edit] = field(default_factory=list)
    unapplied: list[Edit] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
