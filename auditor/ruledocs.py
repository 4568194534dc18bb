"""The rules as pages for people: one Markdown page per problem class, made only from the packs.

``write_docs(rulebook, folder)`` writes README.md (every rule, by class) and a page for each class that has rules.
Pages made earlier for classes without rules are removed; other files of the folder stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from auditor.errors import UsageError, reason
from auditor.findings import PROBLEMS, Basis, Severity
from auditor.rulebook.pack import ExampleText, FurtherProject, Parameter, Texts
from auditor.rulebook.ruleset import Rule, RuleSet

MARK = "<!-- 本页由 auditor rules docs 生成，请勿手工修改 -->"
INDEX = "README.md"
LEFT_OUT = "left-out.md"
"""Written by hand: checks that were left out of the rules, and why."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def write_docs(rulebook: RuleSet, folder: str | Path) -> list[Path]:
    """Write the pages of all rules of ``rulebook`` into ``folder``, created if needed; returns the paths written.

    Raises UsageError if the folder cannot be written.
    """
    target = Path(folder)
    pages = pages_of(rulebook)
    try:
        target.mkdir(parents=True, exist_ok=True)
        for old in target.glob("*.md"):
            if old.name not in pages and old.read_text(encoding="utf-8").startswith(MARK):
                old.unlink()
        for name, text in pages.items():
            (target / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"写不进文件夹（{reason(error)}）", str(target), "请检查路径和权限") from error
    return [target / name for name in pages]


def pages_of(rulebook: RuleSet) -> dict[str, str]:
    """The text of every page by file name, the index first."""
    classes = {problem: [rule for rule in rulebook.rules if rule.text.problem == problem] for problem in PROBLEMS}
    filled = {problem: rules for problem, rules in classes.items() if rules}
    pages = {INDEX: _index(rulebook, filled)}
    pages |= {f"{problem}.md": _page(problem, rules) for problem, rules in filled.items()}
    return {name: _joined(lines) for name, lines in pages.items()}


def _index(rulebook: RuleSet, classes: dict[str, list[Rule]]) -> Iterator[str]:
    yield from (MARK, "", "# 内置审核规则", "")
    packs = "、".join(f"{pack.title or pack.name}（`{pack.name}`，{pack.version}）" for pack in rulebook.packs)
    off = sum(not rule.text.enabled for rule in rulebook.rules)
    unused = f"，其中 {off} 条默认停用" if off else ""
    yield f"共 {len(rulebook.rules)} 条{unused}，分 {len(classes)} 类。规则包：{packs}。"
    yield from (
        "",
        f"严重程度：{'、'.join(each.label for each in Severity)}。标“待核实”的，查出的问题须由人核对后再定。",
    )
    yield f"没有做成规则的检查及理由，见[未列入的检查]({LEFT_OUT})。"
    for problem, rules in classes.items():
        yield from ("", f"## [{PROBLEMS[problem]}]({problem}.md)", "")
        yield from _table(rules, f"{problem}.md")


def _page(problem: str, rules: list[Rule]) -> Iterator[str]:
    yield from (MARK, "", f"# {PROBLEMS[problem]}", "", f"[全部规则]({INDEX})", "")
    yield from _table(rules, "")
    for rule in rules:
        yield from ("", *_rule(rule))


def _table(rules: Iterable[Rule], page: str) -> Iterator[str]:
    yield from ("| 编号 | 名称 | 严重程度 | 规则包 |", "|---|---|---|---|")
    for rule in rules:
        yield f"| [{rule.id}]({page}#{_anchor(rule.id)}) | {_plain(rule.text.name)} | {_severity(rule)} | {rule.pack} |"


def _rule(rule: Rule) -> Iterator[str]:
    text = rule.text
    yield from (f'<a id="{_anchor(rule.id)}"></a>', "", f"## {rule.id} {_plain(text.name)}")
    yield from _section("查什么", _checked(rule))
    if text.also:
        yield from ("", f"也可归入：{'、'.join(PROBLEMS[other] for other in text.also)}；只计一次。")
    yield from _section("为什么", [_plain(text.why or "（未写明）")])
    yield from _section("依据", _basis(rule.basis))
    condition = ["```sql", text.where.strip(), "```"]
    if text.absent:
        condition += ["", f"断言缺少：{'、'.join(text.absent)}。表式没有设的不标出；没有读到的作为读取存疑。"]
    if text.doubt:
        condition += ["", "同时满足下列条件的，作为读取存疑，不计为问题：", "", "```sql", text.doubt.strip(), "```"]
    yield from _section("条件", condition)
    yield from _section("示例（标出、不标）", _examples(rule))
    yield from _section("例外", [f"- {_plain(item)}" for item in text.exceptions] or ["无。"])
    yield from _section("参数", _parameters(rule))
    yield from _section("严重程度", [f"{_severity(rule)}。"])


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield from ("", f"### {title}", "", *lines)


def _checked(rule: Rule) -> Iterator[str]:
    """Which rows are checked, the message and the advice."""
    text = rule.text
    kinds = any(column.name == "表类" for column in rule.table.columns)
    where = f"（{'、'.join(text.in_)}绩效表）" if kinds else ""
    yield f"逐行检查“{rule.table.name}”{where}：{rule.table.meaning}。"
    yield from ("", f"提示：{_filled(text.message)}")
    if text.advice:
        yield from ("", f"建议：{_filled(text.advice)}")
    if text.suggest:
        changes = "，".join(f"{column}改为“{_filled(value)}”" for column, value in text.suggest.items())
        yield from ("", f"改法：{changes}。")


def _basis(basis: Iterable[Basis]) -> list[str]:
    lines = []
    for item in basis:
        number = f"（{item.number}）" if item.number else ""
        clause = f"，{item.clause}" if item.clause else ""
        lines.append(f"- 《{item.document}》{number}{clause}")
    return lines or ["审核惯例，没有对应的文件条款。"]


def _examples(rule: Rule) -> Iterator[str]:
    cases = rule.text.examples
    for title, listed in (("标出", cases.flagged), ("不标", cases.clean)):
        yield f"{title}：" if listed else f"{title}：（无）"
        if listed:
            yield ""
        for case in listed:
            yield from _case(case)
        if title == "标出":
            yield ""


def _case(case: str | ExampleText) -> Iterator[str]:
    if isinstance(case, str):
        yield f"- `{_line(case)}`"
        return
    parts = [*_project(case)]
    for other in case.further:
        parts += [f"另有{part}" if at == 0 else part for at, part in enumerate(_project(other))]
    if case.document:
        parts.append(f"文件：{_cells(case.document)}")
    parts += [f"文字：{text}" for text in case.prose]
    parts += [f"{row.table} {row.line} {row.column} {row.amount}{row.unit}".replace("  ", " ") for row in case.budget]
    parts += [
        f"读取时把{repair.column}“{repair.raw}”读作“{repair.read_as}”" + ("（存疑）" if repair.doubtful else "")
        for repair in case.repairs
    ]
    for kind, printed in (("表格", case.tables), ("目录", case.contents), ("页", case.pages)):
        parts += [f"{kind}：{_cells(texts)}" for texts in printed]
    yield f"- {_plain(parts[0])}" if not parts[0].startswith("`") else f"- {parts[0]}"
    yield from (f"  - {part if part.startswith('`') else _plain(part)}" for part in parts[1:])


def _project(part: FurtherProject) -> Iterator[str]:
    if part.project:
        yield f"项目：{_cells(part.project)}"
    yield from (f"`{_line(line)}`" for line in part.indicators)


def _cells(texts: Texts) -> str:
    return "，".join(f"{name}“{'' if value is None else value}”" for name, value in texts.items())


def _line(line: str) -> str:
    """An indicator line as code; an empty cell shows as （空）."""
    cells = [cell.strip() or "（空）" for cell in line.split("|")]
    return " ｜ ".join(cells).replace("`", "'")


def _parameters(rule: Rule) -> list[str]:
    own = rule.text.with_
    if not rule.parameters:
        return ["无。"]
    lines = ["| 参数 | 值 | 出处 |", "|---|---|---|"]
    for name, value in rule.parameters.items():
        lines.append(f"| {name} | {_plain(_value(value))} | {'本规则' if name in own else '规则包的词表'} |")
    return lines


def _value(value: Parameter) -> str:
    if isinstance(value, list):
        return "、".join(map(str, value))
    return ("是" if value else "否") if isinstance(value, bool) else str(value)


def _severity(rule: Rule) -> str:
    extra = [word for word, holds in (("待核实", rule.text.review), ("默认停用", not rule.text.enabled)) if holds]
    return rule.text.severity.label + (f"（{'，'.join(extra)}）" if extra else "")


def _filled(template: str) -> str:
    """A message with its placeholders as 〔列名〕."""
    return _plain(_PLACEHOLDER.sub(r"〔\1〕", template))


def _plain(text: str) -> str:
    """Text that Markdown leaves as it is."""
    return re.sub(r"([*_`<>#|\[\]\\])", r"\\\1", " ".join(text.split()))


def _anchor(id: str) -> str:
    return id.lower()


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"
