"""Hostile files, each built by code: a catalogue by family."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.attack.case import Case, Made

PROJECTS, INDICATORS = 4, 16
"""What the sound book holds that most hostile files are made of."""
Builder = Callable[[], Made]


class Catalogue:
    """Builders by name. ``family`` begins the name of each case."""

    def __init__(self, family: str, ending: str) -> None:
        self.family, self.ending = family, ending
        self._found: list[tuple[str, Builder]] = []

    def add(self, name: str, build: Callable[..., bytes], *arguments: object) -> None:
        """A file in which nobody sees a row that counts."""
        self._found.append((name, lambda: Made(build(*arguments))))

    def seen(self, name: str, build: Callable[..., bytes], *arguments: object, without: int = 0) -> None:
        """A file in which a person sees the whole sound book, ``without`` so many of its projects, or sees that a part
        of it is missing."""
        share = (PROJECTS - without) / PROJECTS
        self._found.append((name, lambda: Made(build(*arguments), PROJECTS - without, int(INDICATORS * share))))

    def cases(self) -> Iterator[Case]:
        for name, build in self._found:
            yield Case(f"{self.family}/{name}", self.ending, build)
