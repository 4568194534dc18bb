"""Runs the examples of rules: each is turned into a small Book, which is judged like a real one.

An example under ``flagged`` must give at least one finding of its rule, one under ``clean`` must give none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from auditor.facts.load import load
from auditor.facts.particulars import LABELS
from auditor.findings import RuleState
from auditor.grid import Source
from auditor.language.headings import heading_level
from auditor.model import (
    INDICATOR_CELLS,
    PROJECT_CELLS,
    Amount,
    Book,
    BudgetLine,
    BudgetTable,
    Funding,
    Indicator,
    LedgerEntry,
    Paragraph,
    PrintedCell,
    Project,
    Repair,
    RepairKind,
)
from auditor.rulebook.engine import run
from auditor.rulebook.example_paper import checked, print_paper
from auditor.rulebook.pack import BudgetLineText, ExampleText, FurtherProject, RepairText
from auditor.rulebook.ruleset import Rule, RuleSet
from auditor.table_kinds import FACT_KINDS, TableKind

NOT_THERE = ("未设栏目", "未读栏目")
HEAD_CELLS = (*PROJECT_CELLS, "表类", "金额单位", *NOT_THERE)
BOOK_CELLS = ("部门名称", "年度", "未读")

_AMOUNT = re.compile(r"[+-]?\d{1,20}(\.\d{1,10})?|[+-]?\d{1,3}(,\d{3}){1,6}(\.\d{1,10})?")


@dataclass(frozen=True, slots=True)
class Tried:
    """One example and its result. ``error``: why it could not be judged, in Chinese."""

    rule: str
    case: str
    expected: bool
    flagged: bool
    messages: tuple[str, ...] = ()
    error: str | None = None

    @property
    def passed(self) -> bool:
        return self.error is None and self.flagged == self.expected

    def __str__(self) -> str:
        want, got = (("应标出", "未标出"), ("不应标出", "标出了"))[not self.expected]
        said = f"{want}，{got}" if self.error is None else self.error
        return f"{self.rule}：{said}：{self.case}" + "".join(f"\n    {message}" for message in self.messages)


@dataclass(frozen=True, slots=True)
class _Case:
    rule: Rule
    text: str | ExampleText
    expected: bool
    book: Book


def run_examples(rulebook: RuleSet) -> list[Tried]:
    """Judge all examples of all enabled rules, in the order of the rules, flagged ones first.

    Examples with mistakes in their notation come before all others.
    """
    cases: list[_Case] = []
    tried: list[Tried] = []
    for rule in rulebook.rules:
        for expected, texts in ((True, rule.text.examples.flagged), (False, rule.text.examples.clean)):
            for text in texts:
                try:
                    cases.append(_Case(rule, text, expected, build_book(text, f"示例{len(cases) + 1}")))
                except ValueError as error:
                    tried.append(Tried(rule.id, _shown(text), expected, False, error=f"示例写法有误：{error}"))
    # One load for all: each example is a separate document, and rules never compare documents.
    facts = load([case.book for case in cases], rulebook.relations)
    outcomes, findings = run(rulebook, facts)
    facts.close()
    failed = {outcome.id: outcome.why for outcome in outcomes if outcome.outcome is RuleState.ERROR}
    said: dict[tuple[str, str], list[str]] = {}
    for finding in findings:
        said.setdefault((finding.rule, finding.document), []).append(finding.message)
    for case in cases:
        if not case.rule.text.enabled:
            continue
        messages = tuple(said.get((case.rule.id, case.book.id), ()))
        why = failed.get(case.rule.id)
        tried.append(Tried(case.rule.id, _shown(case.text), case.expected, bool(messages), messages, why))
    return tried


def build_book(example: str | ExampleText, id: str) -> Book:
    """The Book that an example describes. Raises ValueError with a Chinese message for a wrong line or key.

    A text is one indicator, "产出指标 | 数量指标 | 培训人次 | ≥ | 100 | 人次".
    """
    if isinstance(example, str):
        example = ExampleText.model_validate({"指标": [example]})
    source = Source(id, line=1)
    head = checked(example.document, BOOK_CELLS)
    year = head.get("年度", "2026")
    if year and not year.isdecimal():
        raise ValueError(f"年度应是数字，不能是“{year}”")
    book = Book(id, id, "", "示例", head.get("部门名称", ""), int(year) if year else None, None, None)
    parts: list[FurtherProject] = [example, *example.further]
    if not (example.project or example.indicators):
        # The example describes no project, so it is about the document or a budget table.
        parts = parts[1:]
    for number, part in enumerate(parts, 1):
        repairs = [_repair(repair, source) for repair in example.repairs] if part is example else []
        _add_project(book, part, number, source, repairs)
    book.repairs = [_repair(repair, source) for repair in example.repairs]
    for line in example.budget:
        amounts = {line.column: _amount(str(line.amount), line.unit, source)}
        table = _budget_table(book, line)
        last = table.lines[-1] if table.lines else None
        if last and (last.label, last.code) == (line.line, line.code) and line.column not in last.amounts:
            last.amounts.update(amounts)  # a further cell of the same line
        else:
            table.lines.append(BudgetLine(line.line, line.code, _labels(line), amounts, source, line.line))
    book.paragraphs = list(_paragraphs(example.prose, id))
    print_paper(book, example)
    if "未读" in head:
        book.ledger.append(LedgerEntry(head["未读"], "", 0, False, "示例", source))
    return book


def _paragraphs(texts: Iterable[str], id: str) -> Iterator[Paragraph]:
    """The paragraphs of an example, each under the headings before it."""
    stack: list[tuple[int, str]] = []
    for at, text in enumerate(texts, 1):
        level = heading_level(text, prominent=False)
        if level is not None:
            stack = [(depth, title) for depth, title in stack if depth < level]
        section = tuple(title for _, title in stack)
        yield Paragraph(text, section, level is not None, (0,), (Source(id, line=at),))
        if level is not None:
            stack.append((level, text))


def _add_project(book: Book, part: FurtherProject, number: int, source: Source, repairs: list[Repair]) -> None:
    cells = checked(part.project, (*HEAD_CELLS, *sorted(LABELS)))
    kind = FACT_KINDS.get(cells.get("表类", ""), TableKind.PROJECTS)
    unit = cells.get("金额单位", "万元")
    total, fiscal, other = (
        _amount(cells[name], unit, source) if name in cells else None for name in ("项目总额", "财政资金", "其他资金")
    )
    id = f"{book.id}/P{number}"
    name = cells.get("项目名称", "" if "项目编码" in cells else f"示例项目{number}")
    project = Project(
        id=id,
        code=cells.get("项目编码", ""),
        name=name,
        kind=kind,
        source=source,
        funding=[Funding(total, fiscal, other, cells.get("绩效目标", ""), source)],
        printed={"项目名称": PrintedCell(name, name, source)},
        extra={label: text for label, text in cells.items() if label in LABELS},
        repairs=[repair for repair in repairs if repair.field in HEAD_CELLS],
        layout="L1",
        raw=" | ".join(cells.values()),
    )
    project.absent, project.unread = (set(filter(None, cells.get(key, "").split("、"))) for key in NOT_THERE)
    for position, line in enumerate(part.indicators, 1):
        indicator = _indicator(line, f"{id}/I{position}", source)
        indicator.repairs = [repair for repair in repairs if repair.field not in HEAD_CELLS]
        project.indicators.append(indicator)
    book.add(project)


def _indicator(line: str, id: str, source: Source) -> Indicator:
    from auditor.language.operators import normalise_operator

    cells = [cell.strip() for cell in line.split("|")]
    cells, further = cells[: len(INDICATOR_CELLS)], [cell.partition("=") for cell in cells[len(INDICATOR_CELLS) :]]
    if len(cells) != len(INDICATOR_CELLS) or not all(sign for _, sign, _ in further):
        raise ValueError(f"指标应写作“{' | '.join(INDICATOR_CELLS)}”6栏，其他列接着写作“列名=内容”：{line}")
    level1, level2, name, operator, value, unit = cells
    extra = {column.strip(): content.strip() for column, _, content in further}
    printed = {column: PrintedCell(cell, cell, source) for column, cell in zip(INDICATOR_CELLS, cells, strict=True)}
    read = normalise_operator(operator)
    return Indicator(id, level1, level2, name, read, value, unit, source, raw=line, printed=printed, extra=extra)


def _labels(line: BudgetLineText) -> dict[str, str]:
    return {"项目名称": line.project} if line.project else {}


def _budget_table(book: Book, line: BudgetLineText) -> BudgetTable:
    for table in book.budget_tables:
        if table.title == line.table:
            return table
    table = BudgetTable(line.table, line.number, line.unit, [], [], Source(book.id, line=1))
    book.budget_tables.append(table)
    return table


def _amount(raw: str, unit: str, source: Source) -> Amount:
    number = Decimal(raw.replace(",", "")) if _AMOUNT.fullmatch(raw.strip()) else None
    return Amount(raw, number, unit, source)


def _repair(repair: RepairText, source: Source) -> Repair:
    try:
        kind = RepairKind(repair.kind)
    except ValueError:
        raise ValueError(f"没有“{repair.kind}”这种修正，可用：{'、'.join(RepairKind)}") from None
    return Repair(kind, source, repair.raw, repair.read_as, repair.column, repair.doubtful)


def _shown(example: str | ExampleText) -> str:
    return example if isinstance(example, str) else "；".join(_parts(example))


def _parts(example: ExampleText) -> Iterator[str]:
    content = example.model_dump(exclude_defaults=True, mode="json")
    yield from (f"{key} {value}" for key, value in content.items())
