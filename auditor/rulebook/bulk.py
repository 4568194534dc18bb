"""Findings in bulk: a rule that flags nearly every row of a table says more about the reading than about the table.

If a column is lost or shifted, every row lacks its unit; no department forgets it everywhere and nothing else. Whoever
reads the original sees in one row which of the two it is. So the rule's findings on that table become one doubt.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from auditor.facts.facts import Facts
from auditor.findings import Severity
from auditor.rulebook.ruleset import Rule

SHARE = 0.9
"""Share of a table's rows. A column read wrongly leaves out only the rows that the rule does not look at; in
the samples and the labelled documents no true error takes 0.4 of the rows. A choice between the two, near the upper
end."""
ROWS = 10
"""Flagged rows. A small table may well have the same fault in each of its rows, and so few findings are soon compared
with the original one by one."""

_Table = tuple[str, str]
"""A document and a 表类: the rows that one kind of table prints."""


class Bulk:
    """Which findings of a run are in bulk."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._sizes: dict[str, Counter[_Table]] = {}

    def doubts(self, rule: Rule, rows: Iterable[int]) -> dict[int, str]:
        """Why the findings of ``rule`` on ``rows`` (行标识) are doubts, for those that are.

        Only errors: a lost column shows as such faults, while a recommendation in every row is usual and true (the
        words of the template left in each name, a code of another form in each project). Tables whose rows are not
        printed rows do not count: a pair of indicators is a row only where two names are alike, and a rule may rightly
        flag each.
        """
        name = rule.table.name
        flagged = list(rows)
        if rule.text.severity is not Severity.ERROR or rule.table.of or len(flagged) < ROWS:
            return {}
        kinds = self._facts.row_kinds(name)
        if kinds is None:
            return {}
        found: dict[_Table, list[int]] = defaultdict(list)
        for row in flagged:
            found[self._facts.subject(name, row).document, kinds[row]].append(row)
        return {
            row: f"这条规则查出了全表 {size} 行中的 {len(hit)} 行，多半是表没有读对：请先取几行对照原件"
            for table, hit in found.items()
            if len(hit) >= ROWS and len(hit) >= SHARE * (size := self._size(name)[table])
            for row in hit
        }

    def _size(self, name: str) -> Counter[_Table]:
        if name not in self._sizes:
            kinds = self._facts.row_kinds(name) or []
            subjects = self._facts.subjects[name]
            self._sizes[name] = Counter((subject.document, kind) for subject, kind in zip(subjects, kinds, strict=True))
        return self._sizes[name]
