"""Self-contained HTML pages: templates, inlined assets under a strict content policy, and escaping."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from auditor import resources
from auditor.results import GENERATOR
from auditor.visible import SIGNS

if TYPE_CHECKING:
    from jinja2 import Environment

CELL = 160
"""Characters of a cell that are shown; the rest is folded. About 14 lines in the column of names."""
GOAL = 420
"""The same for goals, which have the full width of the page: about five lines."""
NAME = 80
"""Characters of a name in headings and links, which cannot be unfolded; the whole name stands in the project's head."""
_SLACK = 20
"""A rest of so few characters is shown: the fold's own text (…全文 180 字) takes half as many."""


def _visible(value: object) -> object:
    # isprintable() is much faster than translate(), and nearly every text is printable.
    return value.translate(SIGNS) if type(value) is str and not value.isprintable() else value


def folded(text: str, limit: int = CELL) -> Markup:
    """``text`` escaped; what exceeds ``limit`` characters is folded and can be opened without any script."""
    if not text.isprintable():
        text = text.translate(SIGNS)
    if len(text) <= limit + _SLACK:
        return escape(text)
    return Markup('<details class="long"><summary>{}<i>…全文 {} 字</i></summary>{}</details>').format(
        text[:limit], len(text), text[limit:]
    )


def framed(raw: str, cells: Collection[str]) -> Markup:
    """A row as printed (``a | b | c``), long cells folded, those whose text is in ``cells`` framed."""
    shown = [
        Markup("<mark>{}</mark>").format(folded(cell)) if cell and cell in cells else folded(cell)
        for cell in (part.strip() for part in raw.split(" | "))
    ]
    return Markup(" | ").join(shown)


def cut(text: str, limit: int = NAME) -> str:
    """``text`` cut at ``limit``, for headings and links whose full text is shown elsewhere."""
    return text if len(text) <= limit else text[:limit] + "…"


def render(template: str, scripts: tuple[str, ...], context: Mapping[str, Any]) -> bytes:
    """The page of ``template`` with style.css and ``scripts`` inlined, in UTF-8. The scripts share one scope."""
    style, code = _asset("style.css"), _joined(scripts)
    policy = (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(code)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    page = (
        _environment()
        .get_template(template)
        .render(context, generator=GENERATOR, style=style, script=code, policy=policy)
    )
    return page.encode("utf-8", "replace")


@cache
def _joined(scripts: tuple[str, ...]) -> Markup:
    return Markup("\n(() => {\n'use strict';\n" + "\n".join(_asset(f"js/{name}.js") for name in scripts) + "})();\n")


@cache
def _asset(name: str) -> Markup:
    # Part of the program, not of a document: the only text that may be inserted unescaped.
    return Markup("\n" + (resources.folder("reports") / name).read_text(encoding="utf-8"))


@cache
def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(resources.folder("reports"), encoding="utf-8"),
        autoescape=True,
        finalize=_visible,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["folded"] = folded
    environment.filters["cut"] = cut
    return environment
