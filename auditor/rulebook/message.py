"""Messages of rules: text with {列名} placeholders and no other feature of format strings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from auditor.language.text import inner_marks
from auditor.rulebook.predicate import ConditionError
from auditor.rulebook.suggestions import did_you_mean

MAX_CELL = 200
"""Most characters of one cell that a message shows."""

EMPTY = "（空）"

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def _quotes(before: str, after: str) -> bool:
    """Whether a placeholder between the texts ``before`` and ``after`` stands in quotation marks of its own."""
    return before.endswith("“") and after.startswith("”")


def _quoted(shown: str) -> str:
    bare = shown.removesuffix("。")
    return inner_marks(bare if bare and not bare.endswith("。") else shown)


@dataclass(frozen=True, slots=True)
class Template:
    """Text parts and column names, alternating: parts[0] columns[0] parts[1] columns[1] … parts[-1]."""

    parts: tuple[str, ...]
    columns: tuple[str, ...]

    def fill(self, row: Mapping[str, object]) -> str:
        """The text with the row's cells put in.

        An empty cell shows as （空）; in a run of placeholders ("{指标性质}{指标值}{度量单位}") it shows as
        nothing, unless the whole run is empty. Quotation marks of a cell that the text quotes become single ones, and
        a full stop at its end is left out: the sentence goes on.
        """
        text = [self.parts[0]]
        run: list[str] = []
        for number, (column, part) in enumerate(zip(self.columns, self.parts[1:], strict=True), 1):
            shown = show(row[column])
            run.append(_quoted(shown) if _quotes(self.parts[number - 1], part) else shown)
            if part or number == len(self.columns):
                text += [cell for cell in run if cell != EMPTY] or [EMPTY]
                text.append(part)
                run = []
        return "".join(text)


def parse_template(text: str, columns: Iterable[str]) -> Template:
    """Split ``text`` at its placeholders. Raises ConditionError for a name that is not a column."""
    names = list(columns)
    parts = _PLACEHOLDER.split(text)
    if any("{" in part or "}" in part for part in parts[::2]):
        raise ConditionError("花括号不成对", "占位写作 {列名}")
    for name in parts[1::2]:
        if name not in names:
            raise ConditionError(f"没有“{name}”这一列可填入", did_you_mean(name, names, "列"))
    return Template(tuple(parts[::2]), tuple(parts[1::2]))


def show(value: object) -> str:
    """A fact cell as a person writes it: 26.5 not 26.5000000000, 是 not True, lists with 、."""
    match value:
        case None | "":
            return EMPTY
        case bool():
            return "是" if value else "否"
        case Decimal():
            return f"{value.normalize():f}"
        case float():
            return f"{value:.4g}"
        case list():
            return "、".join(show(item) for item in value) or EMPTY
        case _:
            text = str(value)
            return text if len(text) <= MAX_CELL else text[:MAX_CELL] + "……"
