"""A note holds what the reviewer writes and what the department answers; a list shows them in two columns."""

from __future__ import annotations

REPLY = "部门回复："
"""Begins the line of a note from which on it is the department's answer."""


def split_note(note: str) -> tuple[str, str]:
    """(The reviewer's own note, the department's reply)."""
    own, _, reply = f"\n{note}".partition(f"\n{REPLY}")
    return own.strip(), reply.strip()


def joined_note(note: str, reply: str) -> str:
    """The note of both; ``split_note`` takes it apart again."""
    return "\n".join(filter(None, (note.strip(), REPLY + reply.strip() if reply.strip() else "")))
