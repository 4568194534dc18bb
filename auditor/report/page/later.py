"""Parts of a large page that the browser builds when they are first seen."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup


@dataclass(slots=True)
class Later:
    """Called with a part of a page: gives it back, or (``on``) an empty place for it, and keeps the part."""

    on: bool
    bodies: list[str] = field(default_factory=list)

    def __call__(self, part: Markup) -> Markup:
        if not self.on:
            return part
        self.bodies.append(str(part))
        return Markup('<div data-later="{}"></div>').format(len(self.bodies) - 1)
