"""Effective rules after all packs above them are applied: overrides, disabled rules, word lists.

A pack changes only what it extends. Every change is kept with its pack and its place in the file.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from auditor.errors import RuleFileError
from auditor.rulebook.inheritance import Layer
from auditor.rulebook.lookup_tables import ListTable
from auditor.rulebook.pack import BLANK_ID, ListChange, OverrideText, Parameter, Read, RuleText, ScopeText
from auditor.rulebook.source import Location, Path, Text, problem
from auditor.rulebook.suggestions import did_you_mean


@dataclass(frozen=True, slots=True)
class Change:
    """What a pack changed of a rule: ``what`` is severity, with.上限, words.名单, disabled, only, message …"""

    what: str
    old: object
    new: object
    pack: str
    place: Location
    reason: str = ""
    foreign: bool = False
    """A value that conditions compute with, from a pack that does not ship with the program."""


@dataclass(frozen=True, slots=True)
class Scope:
    """One ``only`` or ``except`` of a rule with its place in the file."""

    excludes: bool
    scope: ScopeText
    text: Text
    path: Path


@dataclass(slots=True)
class PendingRule:
    """A rule while packs change it: what its file says, what it says now, and where each part is written."""

    original: RuleText
    rule: RuleText
    layer: Layer
    place: Location
    text: Text
    path: Path
    errors: list[RuleFileError] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    scopes: list[Scope] = field(default_factory=list)
    words: dict[str, list[str]] = field(default_factory=dict)
    lists: dict[str, ListTable] = field(default_factory=dict)
    why_disabled: str | None = None
    moved: dict[str, tuple[Text, Path]] = field(default_factory=dict)
    """Keys that a pack above has replaced, and where."""

    def at(self, *path: str | int) -> tuple[Text, Path]:
        """Where the part of the rule at ``path`` is written."""
        for length in (2, 1):
            found = self.moved.get(".".join(map(str, path[:length])))
            if found:
                return found[0], (*found[1], *path[length:])
        return self.text, (*self.path, *path)


@dataclass(slots=True)
class Profile:
    """All rules after the changes, and the ids that were renamed."""

    drafts: list[PendingRule] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    errors: list[RuleFileError] = field(default_factory=list)


def combine(layers: Sequence[Layer]) -> Profile:
    """The rules of ``layers`` (lowest first), each changed by the packs that extend its pack."""
    made = Profile()
    for layer in layers:
        for file in layer.files:
            made.renamed.update(file.content.renamed)
    drafts: dict[str, PendingRule] = {}
    for layer in layers:
        for draft in _drafts(layer):
            if first := drafts.get(draft.original.id):
                what = f"规则编号 {draft.original.id} 重复，另一处在 {first.place}"
                made.errors.append(problem(what, draft.place, "每条规则的编号必须唯一"))
            else:
                if draft.original.id != BLANK_ID:
                    drafts[draft.original.id] = draft
                made.drafts.append(draft)
    for layer in layers:
        _Changes(layer, drafts, made).apply()
    _share_words(layers, made)
    for draft in made.drafts:
        draft.lists = {name: table for one in (*draft.layer.under(), draft.layer) for name, table in one.lists.items()}
    return made


def resolve(renamed: dict[str, str], id: str) -> str:
    """The id that a rule of this id has now."""
    for _ in range(len(renamed)):
        if id not in renamed:
            break
        id = renamed[id]
    return id


def _drafts(layer: Layer) -> Iterator[PendingRule]:
    for file in layer.files:
        for number, rule in enumerate(file.content.rules):
            path = ("rules", number)
            draft = PendingRule(rule, rule, layer, file.text.place((*path, "id")), file.text, path)
            draft.errors = list(file.broken.get(number, []))
            for excludes, scope in ((False, rule.only), (True, rule.except_)):
                if scope:
                    draft.scopes.append(Scope(excludes, scope, file.text, (*path, "except" if excludes else "only")))
            yield draft


class _Changes:
    """Applies one pack's changes to the rules below it."""

    def __init__(self, layer: Layer, drafts: dict[str, PendingRule], made: Profile) -> None:
        self._layer = layer
        self._made = made
        under = {id(base) for base in layer.under()}
        self._below = {id_: draft for id_, draft in drafts.items() if id(draft.layer) in under}
        self._others = drafts

    def apply(self) -> None:
        for file in self._layer.files:
            for id_, override in file.content.override.items():
                for draft in self._named(file, id_, ("override", id_), key=True):
                    self._override(draft, override, file.text, ("override", id_))
            for number, disable in enumerate(file.content.disable):
                place = file.text.place(("disable", number, "rule"))
                if not disable.reason.strip():
                    self._made.errors.append(problem("停用规则要写理由", file.text.place(("disable", number))))
                for draft in self._named(file, disable.rule, ("disable", number, "rule")):
                    pack = self._layer.info.name
                    draft.changes.append(Change("disabled", False, True, pack, place, disable.reason))
                    draft.rule = draft.rule.model_copy(update={"enabled": False})
                    draft.why_disabled = f"{disable.reason}（规则包 {pack}）"

    def _named(self, file: Read, id_: str, path: Path, key: bool = False) -> list[PendingRule]:
        if "*" in id_:
            found = [draft for name, draft in self._below.items() if fnmatch.fnmatchcase(name, id_)]
        else:
            now = resolve(self._made.renamed, id_)
            found = [self._below[now]] if now in self._below else []
        if not found:
            own = {draft.original.id for draft in self._others.values() if draft.layer is self._layer}
            if id_ in own:
                advice = "这是本规则包自己的规则，请直接改它"
            elif id_ in self._others:
                advice = f"请先写 extends: [{self._others[id_].layer.info.name}]"
            else:
                advice = did_you_mean(id_, self._below, "规则")
            place = file.text.place(path, key=key)
            self._made.errors.append(problem(f"所继承的规则包里没有规则“{id_}”", place, advice))
        return found

    def _override(self, draft: PendingRule, override: OverrideText, text: Text, path: Path) -> None:
        pack, update = self._layer.info.name, {}

        def record(what: str, old: object, new: object, *at: str) -> None:
            foreign = what.startswith("with.") and not self._layer.info.trusted
            draft.changes.append(Change(what, old, new, pack, text.place((*path, *at)), override.reason, foreign))
            draft.moved[what] = (text, (*path, *at))

        for name in ("severity", "review", "enabled", "in_", "message", "advice"):
            new = getattr(override, name)
            if new is not None:
                record(name.rstrip("_"), getattr(draft.rule, name), new, name.rstrip("_"))
                update[name] = new
        if override.enabled:
            draft.why_disabled = None
        given: dict[str, Any] = dict(draft.rule.with_)
        for name, value in override.with_.items():
            place = text.place((*path, "with", name), key=True)
            if name not in given:
                advice = did_you_mean(name, given, "参数")
                self._made.errors.append(problem(f"规则 {draft.original.id} 没有参数“{name}”", place, advice))
                continue
            new = self._listed(given[name], value, text, (*path, "with", name))
            if isinstance(new, list) != isinstance(given[name], list):
                kind = "列表" if isinstance(given[name], list) else "单个值"
                self._made.errors.append(problem(f"参数“{name}”应为{kind}", place))
                continue
            record(f"with.{name}", given[name], new, "with", name)
            given[name] = new
        for excludes, scope in ((False, override.only), (True, override.except_)):
            if scope:
                key = "except" if excludes else "only"
                draft.scopes.append(Scope(excludes, scope, text, (*path, key)))
                draft.changes.append(Change(key, None, scope, pack, text.place((*path, key)), override.reason))
        draft.rule = draft.rule.model_copy(update={**update, "with_": given})

    def _listed(self, old: Parameter, new: Parameter | ListChange, text: Text, path: Path) -> Any:
        if not isinstance(new, ListChange):
            return new
        if not isinstance(old, list):
            self._made.errors.append(problem("这个参数不是列表，不能增减", text.place(path)))
            return old
        changed, faults = change_list([str(item) for item in old], new, text, path)
        self._made.errors.extend(faults)
        return changed


def change_list(old: list[str], change: ListChange, text: Text, path: Path) -> tuple[list[str], list[RuleFileError]]:
    """``old`` with items added and removed; removing an unknown item is an error (a typo, or out of date)."""
    faults = []
    items = list(old) if change.replace is None else list(change.replace)
    for number, item in enumerate(change.remove):
        if item in items:
            items.remove(item)
        else:
            place = text.place((*path, "remove", number))
            faults.append(problem(f"要去掉的“{item}”不在名单里", place, did_you_mean(item, items[:500], "词")))
    return list(dict.fromkeys([*items, *change.add])), faults


def _share_words(layers: Sequence[Layer], made: Profile) -> None:
    """Give each draft the word lists it can use: its pack's and those below, as changed by the packs above."""
    under = {id(layer): {id(base) for base in layer.under()} for layer in layers}
    for layer in layers:
        seen = _Words()
        for other in layers:
            if other is layer:
                made.errors += seen.define(other, under[id(other)])
            elif id(other) in under[id(layer)]:
                seen.define(other, under[id(other)])
            elif id(layer) in under[id(other)]:
                seen.change(other)
        for draft in made.drafts:
            if draft.layer is layer:
                draft.words = seen.words
                draft.changes += seen.changes


class _Words:
    """The word lists that the rules of one pack can use."""

    def __init__(self) -> None:
        self.words: dict[str, list[str]] = {}
        self.changes: list[Change] = []
        self._owners: dict[str, Layer] = {}

    def define(self, layer: Layer, under: set[int]) -> list[RuleFileError]:
        """Add a pack's lists and apply its changes to inherited ones; returns the errors."""
        faults: list[RuleFileError] = []
        for file in layer.files:
            for name, items in file.content.words.items():
                path = ("words", name)
                place = file.text.place(path, key=True)
                owner = self._owners.get(name)
                if isinstance(items, ListChange):
                    if owner is None:
                        advice = did_you_mean(name, self.words, "词表")
                        faults.append(problem(f"没有继承到词表“{name}”", place, advice))
                        continue
                    self.words[name], wrong = change_list(self.words[name], items, file.text, path)
                    faults += wrong
                elif owner is layer:
                    faults.append(problem(f"词表“{name}”重复", place))
                elif owner and id(owner) in under:
                    advice = "增减写 {add: [...], remove: [...]}，全部换掉写 {replace: [...]}"
                    faults.append(problem(f"规则包 {owner.info.name} 已有词表“{name}”", place, advice))
                else:
                    self._owners[name], self.words[name] = layer, list(items)
        return faults

    def change(self, layer: Layer) -> None:
        """Apply the changes of a pack above; its errors are reported by ``define`` for that pack."""
        for file in layer.files:
            for name, items in file.content.words.items():
                if isinstance(items, ListChange) and name in self.words:
                    old = self.words[name]
                    self.words[name], _ = change_list(old, items, file.text, ("words", name))
                    place = file.text.place(("words", name), key=True)
                    what, info = f"words.{name}", layer.info
                    change = Change(what, old, self.words[name], info.name, place, foreign=not info.trusted)
                    self.changes.append(change)
