"""Hostile files, each built by code: a catalogue by family."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from tests.attack.case import Case, Made

PROJECTS, INDICATORS = 4, 16
"""What the sound book holds that most hostile files are made of."""
Builder = Callable[[], bytes | Made]


class Catalogue:
    """Builders by name. ``family`` begins the name of each case."""

    def __init__(self, family: str, ending: str) -> None:
        self.family, self.ending = family, ending
        self._found: list[tuple[str, str, Builder, bool]] = []

    def add(self, name: str, build: Builder, *, sound: bool = False, ending: str = "") -> None:
        """``sound``: a person sees the whole sound book in it, so all its rows count; otherwise none does."""
        self._found.append((name, ending or self.ending, build, sound))

    def seen(self, name: str, build: Builder, ending: str = "") -> None:
        """A file in which a person sees the whole sound book."""
        self.add(name, build, sound=True, ending=ending)

    def cases(self) -> Iterator[Case]:
        for name, ending, build, sound in self._found:
            yield Case(f"{self.family}/{name}", ending, partial(_made, build, sound))


def _made(build: Builder, sound: bool) -> Made:
    data = build()
    if isinstance(data, Made):
        return data
    return Made(data, PROJECTS, INDICATORS) if sound else Made(data)
