"""The rules in force: every pack found, read, checked and bound, before any document is judged."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from auditor import resources
from auditor.errors import RuleFileError
from auditor.facts.schema import TABLES, Table
from auditor.findings import Basis
from auditor.rulebook.message import Template, parse_template
from auditor.rulebook.nearest import did_you_mean
from auditor.rulebook.pack import PackText, Parameter, RuleText, read_pack
from auditor.rulebook.predicate import Compiler, ConditionError, Predicate
from auditor.rulebook.source import MAX_BYTES, Place, Text, problem, read_yaml

SUFFIXES = (".yaml", ".yml")
HEAD = "pack"
"""Stem of the file of a folder pack that holds its name, version and title."""


class RuleFilesError(RuleFileError):
    """Everything wrong with the rule files of a run; ``errors`` holds them one by one."""

    def __init__(self, errors: Sequence[RuleFileError]) -> None:
        first = errors[0]
        super().__init__(first.what, first.where, first.advice, first.line, first.column)
        self.errors = list(errors)

    def __str__(self) -> str:
        return "\n".join(str(error) for error in self.errors)

    def __reduce__(self):  # type: ignore[no-untyped-def]
        return (type(self), (self.errors,))


@dataclass(frozen=True, slots=True)
class Rule:
    """One checked rule, ready to run. ``text`` is what its file says."""

    text: RuleText
    pack: str
    place: Place
    trusted: bool
    """Ships with this program: runs in this process. All others run in a guarded one."""
    table: Table
    where: Predicate
    doubt: Predicate | None
    message: Template
    advice: Template | None
    suggestion: dict[str, Template]
    parameters: dict[str, Parameter]
    """Values of the parameters that ``where`` and ``doubt`` use."""
    basis: tuple[Basis, ...]

    @property
    def id(self) -> str:
        return self.text.id


@dataclass(frozen=True, slots=True)
class PackInfo:
    """A pack in force. ``path`` is its file or folder, as a person would look for it."""

    name: str
    version: str
    title: str
    path: str
    trusted: bool


@dataclass(slots=True)
class RuleBook:
    """All rules of a run, in the order of their packs and files. ``sha256`` is over the files' bytes."""

    packs: list[PackInfo] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    sha256: str = ""

    def rule(self, id: str) -> Rule | None:
        """The rule of that id, if there is one."""
        return next((rule for rule in self.rules if rule.id == id), None)


def builtin_packs() -> list[str]:
    """Names of the packs that ship with the program."""
    root = resources.folder("rules")
    return sorted(path.parent.name for path in root.glob(f"*/{HEAD}.yaml"))


def load_packs(packs: Iterable[str | Path]) -> RuleBook:
    """Find, read and bind packs, each a built-in name, a file or a folder, and what they extend.

    Raises RuleFilesError with every error found, in the order of the files.
    """
    loader = _Loader()
    for pack in packs:
        loader.load(pack, base=None, asked=None)
    return loader.finish()


class _Loader:
    def __init__(self) -> None:
        self._errors: list[RuleFileError] = []
        self._packs: dict[Path, PackInfo] = {}
        self._rules: list[Rule] = []
        self._ids: dict[str, Place] = {}
        self._hash = hashlib.sha256()
        self._compiler: Compiler | None = None

    def load(self, pack: str | Path, base: Path | None, asked: Place | None) -> None:
        """Load one pack once, what it extends before it. ``base`` is the folder of the file that asks."""
        found = self._find(pack, base, asked)
        if found is None or found[0] in self._packs:
            return
        path, trusted = found
        texts = self._texts(path)
        heads = [(text, content) for text, content in texts if content.pack is not None]
        name = heads[0][1].pack if heads else path.stem
        if len(heads) > 1:
            second = heads[1][0].place(("pack",), key=True)
            self._errors.append(problem("一个规则包只能有一个 pack 键", second, f"另一处在 {heads[0][0].file}"))
        head = heads[0][1] if heads else PackText()
        self._packs[path] = PackInfo(str(name), str(head.version), head.title, path.as_posix(), trusted)
        for text, content in texts:
            for number, other in enumerate(content.extends):
                self.load(other, path if path.is_dir() else path.parent, text.place(("extends", number)))
        words = self._words(texts)
        for text, content in texts:
            for number, rule in enumerate(content.rules):
                self._add(_Check(self._binder(), text, number, rule, words), self._packs[path])

    def finish(self) -> RuleBook:
        if self._compiler:
            self._compiler.close()
        if self._errors:
            raise RuleFilesError(self._errors)
        return RuleBook(list(self._packs.values()), self._rules, self._hash.hexdigest())

    def _find(self, pack: str | Path, base: Path | None, asked: Place | None) -> tuple[Path, bool] | None:
        root = resources.folder("rules").resolve()
        named = str(pack)
        if named in builtin_packs():
            return root / named, True
        path = Path(pack)
        path = (base / path if base else path).resolve()
        if path.exists():
            return path, path.is_relative_to(root)
        advice = did_you_mean(named, builtin_packs(), "内置规则包") + "；也可写规则文件或文件夹的路径"
        what = f"找不到规则包“{named}”"
        self._errors.append(problem(what, asked, advice) if asked else RuleFileError(what, "", advice))
        return None

    def _texts(self, path: Path) -> list[tuple[Text, PackText]]:
        """Every readable file of a pack; errors are collected."""
        files = [path]
        if path.is_dir():
            files = sorted(file for file in path.iterdir() if file.suffix.lower() in SUFFIXES)
            if not files:
                self._errors.append(RuleFileError("规则包文件夹里没有 .yaml 文件", str(path)))
        texts = []
        for file in files:
            try:
                with file.open("rb") as stream:
                    content = stream.read(MAX_BYTES + 1)
                text = read_yaml(str(file), content)
            except OSError as error:
                self._errors.append(RuleFileError(f"规则文件打不开（{error.strerror}）", str(file)))
                continue
            except RuleFileError as error:
                self._errors.append(error)
                continue
            self._hash.update(content)
            model, errors = read_pack(text)
            self._errors.extend(errors)
            if model and not errors:
                texts.append((text, model))
        return texts

    def _words(self, texts: list[tuple[Text, PackText]]) -> dict[str, list[str]]:
        words: dict[str, list[str]] = {}
        for text, content in texts:
            for name, items in content.words.items():
                if name in words:
                    self._errors.append(problem(f"词表“{name}”重复", text.place(("words", name), key=True)))
                words[name] = items
        return words

    def _add(self, check: _Check, pack: PackInfo) -> None:
        if first := self._ids.get(check.id):
            what = f"规则编号 {check.id} 重复，另一处在 {first}"
            self._errors.append(problem(what, check.place, "每条规则的编号必须唯一"))
            return
        self._ids[check.id] = check.place
        made = check.rule(pack)
        self._errors.extend(check.errors)
        if made:
            self._rules.append(made)

    def _binder(self) -> Compiler:
        if self._compiler is None:
            self._compiler = Compiler()
        return self._compiler


class _Check:
    """Compiles the parts of one rule, each error at its own key."""

    def __init__(
        self, compiler: Compiler, text: Text, number: int, rule: RuleText, words: dict[str, list[str]]
    ) -> None:
        self.id = rule.id
        self.place = text.place(("rules", number, "id"))
        self.errors: list[RuleFileError] = []
        self._compiler = compiler
        self._text = text
        self._number = number
        self._rule = rule
        self._table = TABLES[rule.over]
        self._columns = [column.name for column in self._table.columns]
        self._given: dict[str, Parameter] = {**words, **rule.with_}

    def rule(self, pack: PackInfo) -> Rule | None:
        rule = self._rule
        where = self._predicate(rule.where, "where")
        doubt = self._predicate(rule.doubt, "doubt") if rule.doubt is not None else None
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
        used = {*(where.parameters if where else ()), *(doubt.parameters if doubt else ())}
        if where and (doubt or rule.doubt is None):
            for name in rule.with_:
                if name not in used:
                    self._refuse(f"参数“{name}”没有用到", "with", name, advice=f"条件中写作 ${name}，或删去", key=True)
        if self.errors or where is None or message is None:
            return None
        basis = rule.basis if isinstance(rule.basis, list) else []
        return Rule(
            text=rule,
            pack=pack.name,
            place=self.place,
            trusted=pack.trusted,
            table=self._table,
            where=where,
            doubt=doubt,
            message=message,
            advice=advice,
            suggestion=suggestion,
            parameters={name: self._given[name] for name in sorted(used)},
            basis=tuple(Basis(item.document, item.number, item.clause) for item in basis),
        )

    def _predicate(self, condition: str, key: str) -> Predicate | None:
        try:
            return self._compiler.compile(condition, self._table, self._given)
        except ConditionError as error:
            self._refuse(error.what, key, advice=error.advice)
            return None

    def _template(self, text: str, *path: str) -> Template | None:
        try:
            return parse_template(text, self._columns)
        except ConditionError as error:
            self._refuse(error.what, *path, advice=error.advice)
            return None

    def _refuse(self, what: str, *path: str, advice: str = "", key: bool = False) -> None:
        place = self._text.place(("rules", self._number, *path), key)
        self.errors.append(problem(f"规则 {self._rule.id} 的 {path[0]}：{what}", place, advice))
