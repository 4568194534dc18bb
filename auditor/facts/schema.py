"""The catalogue of fact tables and columns that rules can name, collected from the modules that fill them.

Loading, `auditor facts`, the completion of rule editors and the docs use it.
"""

from __future__ import annotations

from auditor.facts.budget import BUDGET
from auditor.facts.column import COUNT, NUMBER, SHARE, TEXT, TEXTS, YES_NO, Column, FactTable
from auditor.facts.contents import CONTENTS
from auditor.facts.cost import COST
from auditor.facts.document import DOCUMENT, REPAIR
from auditor.facts.funding import FUNDING
from auditor.facts.indicator import INDICATOR
from auditor.facts.page import PAGE
from auditor.facts.pair import PAIR
from auditor.facts.paragraph import PARAGRAPH
from auditor.facts.project import PROJECT
from auditor.facts.purchase import PURCHASE
from auditor.facts.stated import STATED
from auditor.facts.table_head import TABLE_HEAD
from auditor.facts.tie import TIES

__all__ = ["COUNT", "NUMBER", "SHARE", "TABLES", "TEXT", "TEXTS", "YES_NO", "Column", "FactTable"]

TABLES: dict[str, FactTable] = {
    table.name: table
    for table in (
        *(INDICATOR, PROJECT, FUNDING, PAIR, COST, DOCUMENT),
        *(BUDGET, PURCHASE, TABLE_HEAD, CONTENTS, PAGE, REPAIR, TIES, STATED, PARAGRAPH),
    )
}
