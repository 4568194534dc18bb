"""Which column of a table holds what: the fields bound by a header, and what follows from their places."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from auditor.forms.table import vocabulary
from auditor.forms.table.money_units import unit_of
from auditor.forms.table.title import known_title
from auditor.forms.table.title_grammar import is_source


@dataclass(frozen=True)
class Columns:
    """Columns of a performance table. ``roles``: fact column → column index; ``last``: the last bound column."""

    roles: dict[str, int]
    rows: int
    titles: dict[int, str] = field(default_factory=dict)
    """Printed titles by column, those of unknown columns included."""
    periods: tuple[tuple[str, dict[str, int]], ...] = ()
    """(长期 or 年度, roles) of each block of indicator columns if two are side by side."""
    upper: bool = False
    """Whether the row above is the header's first line."""
    unsure: bool = False
    """Whether a column that nobody knows may hold the names of the indicators."""

    def over(self, above: Columns) -> Columns:
        """This repeated header, with the columns of the one ``above`` that it lacks: other text can hide a title."""
        taken = set(self.roles.values())
        kept = {role: place for role, place in above.roles.items() if place not in taken and role not in self.roles}
        return replace(self, roles={**kept, **self.roles}, titles={**above.titles, **self.titles})

    def missing(self, needed: tuple[str, ...]) -> list[str]:
        """Which of the ``needed`` columns the header lacks."""
        return [role for role in needed if role not in self.roles]

    @cached_property
    def project(self) -> list[tuple[str, int]]:
        """The project's columns, left to right."""
        return self._placed((*vocabulary.PROJECT_ROLES, *vocabulary.PROJECT_EXTRA))

    @cached_property
    def indicator(self) -> list[tuple[str, int]]:
        """The six columns of an indicator, left to right."""
        return self._placed(vocabulary.INDICATOR_ROLES)

    @cached_property
    def extra(self) -> list[tuple[str, int]]:
        """Bound columns that belong neither to the project nor to the six cells of an indicator, left to right."""
        known = {
            *vocabulary.PROJECT_ROLES,
            *vocabulary.PROJECT_EXTRA,
            *vocabulary.INDICATOR_ROLES,
            vocabulary.ACTIVITY,
            vocabulary.GLUED,
        }
        return self._placed(tuple(role for role in self.roles if role not in known))

    @cached_property
    def mixed(self) -> bool:
        """Whether columns of the project are right of level 1, or columns of the indicator left of it.

        一级指标 | 三级指标 | 指标值 | 项目名称; 指标值 | 一级指标 | 三级指标. Then only the header shows what is whose.
        """
        first = self.roles.get(vocabulary.LEVEL1, -1)
        own = [place for _, place in (*self.indicator, *self.extra)]
        return first >= 0 and (first < max((place for _, place in self.project), default=-1) or min(own) < first)

    @cached_property
    def shared(self) -> frozenset[str]:
        """The fields that the blocks of two periods have in the same column."""
        blocks = [roles for _, roles in self.periods]
        return frozenset(
            role for role, place in self.roles.items() if blocks and all(one.get(role) == place for one in blocks)
        )

    @cached_property
    def unit(self) -> str:
        """The money unit that the titles of the sums name ("项目总额（元）"), "" if none. It overrides the table's."""
        places = (self.roles.get(role, -1) for role in (vocabulary.TOTAL, vocabulary.FISCAL, vocabulary.OTHER))
        return next(filter(None, (unit_of(self.titles.get(place, "")) for place in places)), "")

    @cached_property
    def unknown(self) -> list[str]:
        """Titles that name no field, as printed."""
        return [title for title in self.titles.values() if not known_title(title) and not is_source(title)]

    def _placed(self, roles: tuple[str, ...]) -> list[tuple[str, int]]:
        return sorted(((role, self.roles[role]) for role in roles if role in self.roles), key=lambda pair: pair[1])
