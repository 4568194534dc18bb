"""The rules in force: every pack is found, read, checked and bound before any document is judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from auditor.errors import RuleFileError
from auditor.facts.schema import TABLES, FactTable
from auditor.findings import Basis, Severity
from auditor.rulebook import binder
from auditor.rulebook.find import builtin_packs
from auditor.rulebook.inheritance import PackInfo, PackReader
from auditor.rulebook.lookup_tables import ListTable
from auditor.rulebook.message import Template, parse_template
from auditor.rulebook.overrides import Change, PendingRule, combine, resolve
from auditor.rulebook.pack import BLANK_ID, Parameter, RuleText
from auditor.rulebook.predicate import Condition, ConditionError, Predicate
from auditor.rulebook.scope import scope_sql
from auditor.rulebook.source import Location, problem
from auditor.rulebook.suggestions import did_you_mean
from auditor.ties.relation import Relation

__all__ = ["Change", "Join", "PackInfo", "Rule", "RuleFilesError", "RuleSet", "builtin_packs", "load_packs"]


class RuleFilesError(RuleFileError):
    """All errors in the rule files of a run; ``errors`` holds them one by one."""

    def __init__(self, errors: Sequence[RuleFileError]) -> None:
        first = errors[0]
        super().__init__(first.what, first.where, first.advice, first.line, first.column, first.excerpt)
        self.errors = list(errors)

    def __str__(self) -> str:
        return "\n".join(str(error) for error in self.errors)

    def __reduce__(self):  # type: ignore[no-untyped-def]
        return (type(self), (self.errors,))


@dataclass(frozen=True, slots=True)
class Join:
    """A rule's lookup in a list: the condition over both, and whether a matching row must exist or be missing."""

    list: ListTable
    on: Predicate
    exists: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One checked rule, ready to run. ``text`` is what it says after all overrides, ``original`` what its file says."""

    text: RuleText
    original: RuleText
    pack: str
    place: Location
    trusted: bool
    """It ships with this program and runs in this process. All other rules run in a sandbox process."""
    table: FactTable
    where: Predicate
    doubt: Predicate | None
    join: Join | None
    scope: str
    """SQL of ``only`` and ``except``, "" for all rows."""
    message: Template
    advice: Template | None
    suggestion: dict[str, Template]
    parameters: dict[str, Parameter]
    """Values of the parameters that ``where``, ``doubt`` and ``join`` use."""
    basis: tuple[Basis, ...]
    changes: tuple[Change, ...] = ()
    """Changes by the packs above, in the order of the packs."""
    why_disabled: str | None = None

    @property
    def id(self) -> str:
        return self.text.id

    @property
    def columns(self) -> tuple[str, ...]:
        """The fact columns that decide whether a row is flagged."""
        return tuple(dict.fromkeys((*self.where.columns, *(self.join.on.columns if self.join else ()))))


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule left out because it has an error (``skip_bad_rules``)."""

    id: str
    name: str
    severity: Severity
    errors: tuple[RuleFileError, ...]

    @property
    def why(self) -> str:
        return "\n".join(str(error) for error in self.errors)


@dataclass(slots=True)
class RuleSet:
    """All rules of a run, in the order of their packs and files. ``sha256`` is over the files' bytes."""

    packs: list[PackInfo] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    sha256: str = ""
    renamed: dict[str, str] = field(default_factory=dict)
    """Renamed ids: old to new."""
    broken: list[Broken] = field(default_factory=list)

    @property
    def relations(self) -> list[Relation]:
        """The relations between tables that the rules in force state."""
        ties = ((rule, rule.text.tie) for rule in self.rules if rule.text.enabled)
        return [tie.relation(rule.id, rule.text.name) for rule, tie in ties if tie is not None]

    def rule(self, id: str) -> Rule | None:
        """The rule of that id, or of the id it was renamed to."""
        now = resolve(self.renamed, id)
        return next((rule for rule in self.rules if rule.id in (id, now)), None)


def load_packs(packs: Iterable[str | Path], skip_bad_rules: bool = False) -> RuleSet:
    """Find, read and bind packs, each a name, a file or a folder, and what they extend.

    Raises RuleFilesError with every error found, in the order of the files. With ``skip_bad_rules`` wrong rules
    become ``RuleSet.broken`` instead; what concerns more than one rule (a file that is not YAML, an unknown
    pack, a wrong override) is still raised.
    """
    reader = PackReader()
    for pack in packs:
        reader.read(pack)
    profile = combine(reader.layers)
    checks = [_Check(draft) for draft in profile.drafts]
    if any(check.conditions for check in checks):
        _compile(checks)
    made = [(check, check.rule()) for check in checks]
    errors = [*reader.errors, *profile.errors]
    broken = []
    for check, _ in made:
        if check.errors and skip_bad_rules:
            rule = check.draft.rule
            id_ = rule.id if rule.id != BLANK_ID else f"第{check.draft.place.line}行的规则"
            broken.append(Broken(id_, rule.name, rule.severity, tuple(check.errors)))
        else:
            errors += check.errors
    if errors:
        raise RuleFilesError(errors)
    rules = [rule for _, rule in made if rule]
    return RuleSet(reader.packs, rules, reader.sha256, profile.renamed, broken)


def _compile(checks: Sequence[_Check]) -> None:
    """Bind the conditions of all checks at once: first the built-in ones, then untrusted ones under a time limit."""
    compiler = binder.Compiler()
    try:
        for trusted, seconds in ((True, None), (False, binder.SECONDS)):
            wanted = [
                (check, key, condition)
                for check in checks
                if check.draft.layer.info.trusted is trusted
                for key, condition in check.conditions.items()
            ]
            answers = compiler.compile_all([condition for _, _, condition in wanted], seconds)
            for (check, key, _), answer in zip(wanted, answers, strict=True):
                check.take(key, answer)
    finally:
        compiler.close()


class _Check:
    """Checks the parts of one rule; each error has its place in the file."""

    def __init__(self, draft: PendingRule) -> None:
        self.draft = draft
        self.errors: list[RuleFileError] = list(draft.errors)
        self.conditions: dict[tuple[str, ...], Condition] = {}
        self._predicates: dict[tuple[str, ...], Predicate] = {}
        if self.errors:
            return
        rule = draft.rule
        self._table = TABLES[rule.over]
        self._columns = [column.name for column in self._table.columns]
        self._given: dict[str, Parameter] = {**draft.words, **rule.with_}
        self.conditions["where",] = Condition(rule.where, self._table, self._given)
        if rule.doubt is not None:
            self.conditions["doubt",] = Condition(rule.doubt, self._table, self._given)
        if rule.join:
            joined = draft.lists.get(rule.join.table)
            if joined is None:
                advice = did_you_mean(rule.join.table, draft.lists, "名单") + "；名单在规则包的 tables 中给出"
                self._refuse(f"没有名单“{rule.join.table}”", "join", "table", advice=advice)
            else:
                self.conditions["join", "on"] = Condition(
                    rule.join.on, self._table, self._given, joined.table, joined.physical
                )

    def take(self, key: tuple[str, ...], answer: Predicate | ConditionError) -> None:
        """Take over the result for one condition of this rule: its predicate or its error."""
        if isinstance(answer, Predicate):
            self._predicates[key] = answer
            return
        text, path = self.draft.at(*key)
        place = text.place(path) if answer.at is None else text.within(path, answer.at)
        self._refuse_at(answer.what, place, key[0], answer.advice)

    def rule(self) -> Rule | None:
        """The rule, or None if it has errors."""
        if not self.conditions:
            return None
        draft, rule = self.draft, self.draft.rule
        where = self._predicates.get(("where",))
        message = self._template(rule.message, "message")
        advice = self._template(rule.advice, "advice") if rule.advice else None
        suggestion = {}
        for column, value in rule.suggest.items():
            template = self._template(value, "suggest", column)
            if column not in self._columns:
                near = did_you_mean(column, self._columns, "列")
                self._refuse(f"没有“{column}”这一列", "suggest", column, advice=near, key=True)
            elif template:
                suggestion[column] = template
        used = dict.fromkeys(name for predicate in self._predicates.values() for name in predicate.parameters)
        if len(self._predicates) == len(self.conditions):
            for name in rule.with_:
                if name not in used:
                    self._refuse(f"参数“{name}”没有用到", "with", name, advice=f"条件中写作 ${name}，或删去", key=True)
        scope = " AND ".join(self._scopes())
        if self.errors or where is None or message is None:
            return None
        join = None
        if rule.join:
            on = self._predicates["join", "on"]
            join = Join(draft.lists[rule.join.table], on, rule.join.kind == "exists")
        basis = rule.basis if isinstance(rule.basis, list) else []
        # A changed word list counts as a change of the rules that use it.
        words = {f"words.{name}" for name in used}
        changes = [one for one in draft.changes if not one.what.startswith("words.") or one.what in words]
        return Rule(
            text=rule,
            original=draft.original,
            pack=draft.layer.info.name,
            place=draft.place,
            # A rule that uses untrusted words or parameters is itself untrusted.
            trusted=draft.layer.info.trusted and not any(change.foreign for change in changes),
            table=self._table,
            where=where,
            doubt=self._predicates.get(("doubt",)),
            join=join,
            scope=scope,
            message=message,
            advice=advice,
            suggestion=suggestion,
            parameters={name: self._given[name] for name in sorted(used)},
            basis=tuple(Basis(item.document, item.number, item.clause) for item in basis),
            changes=tuple(changes),
            why_disabled=draft.why_disabled,
        )

    def _scopes(self) -> Iterator[str]:
        for one in self.draft.scopes:
            try:
                sql = scope_sql(one.scope, self._table)
            except ConditionError as error:
                self._refuse_at(
                    error.what, one.text.place(one.path), "except" if one.excludes else "only", error.advice
                )
                continue
            yield f"NOT {sql}" if one.excludes else sql

    def _template(self, text: str, *path: str) -> Template | None:
        listed: list[str] = []
        if (join := self.draft.rule.join) and join.kind == "exists" and (made := self.draft.lists.get(join.table)):
            listed = [f"{join.table}.{column.name}" for column in made.table.columns]
        try:
            return parse_template(text, [*self._columns, *listed])
        except ConditionError as error:
            self._refuse(error.what, *path, advice=error.advice)
            return None

    def _refuse(self, what: str, *path: str, advice: str = "", key: bool = False) -> None:
        text, at = self.draft.at(*path)
        self._refuse_at(what, text.place(at, key), path[0], advice)

    def _refuse_at(self, what: str, place: Location, key: str, advice: str = "") -> None:
        self.errors.append(problem(f"规则 {self.draft.original.id} 的 {key}：{what}", place, advice))
