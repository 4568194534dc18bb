"""Read packs with all packs they extend: each once, the extended pack before the one that extends it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from auditor.errors import RuleFileError, reason
from auditor.paths import shown
from auditor.rulebook.find import Known, builtin_packs, files_of, find_pack
from auditor.rulebook.lookup_tables import ListTable, read_list
from auditor.rulebook.pack import Read, read_pack
from auditor.rulebook.predicate import ConditionError
from auditor.rulebook.source import MAX_BYTES, Location, problem, read_yaml
from auditor.version import __version__

MAX_PACKS = 50
MAX_LEVELS = 10
"""Most packs in one run, and most levels of ``extends``."""

_REQUIRES = re.compile(r"\s*(>=|<=|==|>|<)\s*(\d{1,6}(?:\.\d{1,6}){0,3})\s*")
_COMPARE = {"<": (-1,), "<=": (-1, 0), "==": (0,), ">=": (0, 1), ">": (1,)}


@dataclass(frozen=True, slots=True)
class PackInfo:
    """A pack in force. ``path`` is its file or folder, as shown to people."""

    name: str
    version: str
    title: str
    path: str
    trusted: bool
    source: str = ""
    """内置, the installed package it comes from, or its path."""
    extends: tuple[str, ...] = ()
    """Names of the packs it extends directly."""


@dataclass(slots=True)
class Layer:
    """One pack as read: its files, the packs it extends, its lists."""

    info: PackInfo
    files: list[Read]
    bases: list[Layer] = field(default_factory=list)
    lists: dict[str, ListTable] = field(default_factory=dict)

    def under(self) -> list[Layer]:
        """Every layer that this one extends, directly or not, lowest first, without itself."""
        found: dict[int, Layer] = {}

        def add(layer: Layer) -> None:
            for base in layer.bases:
                if id(base) not in found:
                    add(base)
                    found[id(base)] = base

        add(self)
        return list(found.values())


class PackReader:
    """Reads packs into ``layers``; ``errors`` collects what is wrong, in the order of the files."""

    def __init__(self) -> None:
        self.layers: list[Layer] = []
        self.errors: list[RuleFileError] = []
        self.packs: list[PackInfo] = []
        self._done: dict[Path, Layer | None] = {}
        self._hash = hashlib.sha256()
        self._lists = 0

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def read(
        self, named: str | Path, base: Path | None = None, asked: Location | None = None, level: int = 0
    ) -> Layer | None:
        """Read one pack after the packs it extends. ``base`` is the folder of the file that names it, at ``asked``."""

        def refuse(what: str, advice: str = "") -> None:
            self.errors.append(problem(what, asked, advice) if asked else RuleFileError(what, "", advice))

        try:
            known = find_pack(named, base)
        except ConditionError as error:
            refuse(error.what, error.advice)
            return None
        if known.path in self._done:
            layer = self._done[known.path]
            if layer is None and asked:
                refuse(f"“{named}”与本规则包互相继承", "请去掉其中一个 extends")
            return layer
        if len(self._done) >= MAX_PACKS or level > MAX_LEVELS:
            refuse(f"继承的规则包过多（上限 {MAX_PACKS} 个、{MAX_LEVELS} 层）")
            return None
        self._done[known.path] = None
        layer = self._layer(known, level)
        self._done[known.path] = layer
        self.layers.append(layer)
        return layer

    def _layer(self, known: Known, level: int) -> Layer:
        files = list(self._files(known.path))
        heads = [file for file in files if file.content.pack is not None]
        if len(heads) > 1:
            second = heads[1].text.place(("pack",), key=True)
            self.errors.append(problem("一个规则包只能有一个 pack 键", second, f"另一处在 {heads[0].text.file}"))
        name = str(heads[0].content.pack) if heads else known.name
        if not known.trusted and name in builtin_packs():
            self.errors.append(_taken(name, heads[0] if heads else None, known))
        position = len(self.packs)
        layer = Layer(PackInfo(name, "", "", known.path.as_posix(), known.trusted), files)
        self.packs.append(layer.info)
        folder = known.path if known.path.is_dir() else known.path.parent
        for file in files:
            self._requires(file)
            for number, other in enumerate(file.content.extends):
                base = self.read(other, folder, file.text.place(("extends", number)), level + 1)
                if base:
                    layer.bases.append(base)
            self._read_lists(layer, file, folder)
        head = heads[0].content if heads else files[0].content if files else None
        layer.info = self.packs[position] = PackInfo(
            name,
            str(head.version) if head else "",
            head.title if head else "",
            known.path.as_posix(),
            known.trusted,
            known.source,
            tuple(base.info.name for base in layer.bases),
        )
        return layer

    def _files(self, path: Path) -> Iterator[Read]:
        try:
            files = files_of(path)
        except ConditionError as error:
            self.errors.append(RuleFileError(error.what, shown(path)))
            return
        for file in files:
            try:
                with file.open("rb") as stream:
                    content = stream.read(MAX_BYTES + 1)
                text = read_yaml(shown(file), content)
            except OSError as error:
                self.errors.append(RuleFileError(f"规则文件打不开（{reason(error)}）", shown(file)))
                continue
            except RuleFileError as error:
                self.errors.append(error)
                continue
            self._hash.update(content)
            made = read_pack(text)
            self.errors.extend(made.errors)
            yield made

    def _requires(self, file: Read) -> None:
        if not (wanted := file.content.requires.strip()):
            return
        place = file.text.place(("requires",))
        for part in wanted.split(","):
            found = _REQUIRES.fullmatch(part)
            if not found:
                what = f"requires 写法不对（“{part.strip()}”）"
                self.errors.append(problem(what, place, "写作 >=0.1 或 >=0.1, <2（加引号）"))
            elif _order(found[2]) not in _COMPARE[found[1]]:
                what = f"这个规则包需要程序版本 {wanted}，现在是 {__version__}"
                self.errors.append(problem(what, place, "请更新程序，或换用适合本版本的规则包"))
                return

    def _read_lists(self, layer: Layer, file: Read, folder: Path) -> None:
        inherited = {name: base.info.name for base in layer.under() for name in base.lists}
        for name, text in file.content.tables.items():
            try:
                if other := inherited.get(name) or (name in layer.lists and layer.info.name):
                    raise ConditionError(f"规则包 {other} 已有名单“{name}”", "请换一个名称")
                self._lists += 1
                made = read_list(name, text, folder, layer.info.name, self._lists)
            except ConditionError as error:
                place = file.text.place(("tables", name, "file"))
                self.errors.append(problem(f"名单“{name}”：{error.what}", place, error.advice))
                continue
            self._hash.update(made.data)
            layer.lists[name] = made


def _taken(name: str, head: Read | None, known: Known) -> RuleFileError:
    """A pack that calls itself like one that ships with the program: a report would show it as that one."""
    what = f"“{name}”是内置规则包的名称"
    advice = f"请另取名称，如 本区-{name}；只改其中几条规则时，不必复制，写 extends: [{name}] 和 override 即可"
    if head is None:
        return RuleFileError(what, str(known.path), f"请在规则文件中写 pack: 名称。{advice}")
    return problem(what, head.text.place(("pack",)), advice)


def _order(version: str) -> int:
    """This program's version compared with ``version``: -1, 0 or 1."""
    here = [int(part) for part in re.findall(r"\d+", __version__)[:4]]
    there = [int(part) for part in version.split(".")]
    length = max(len(here), len(there))
    mine, other = ((parts + [0] * length)[:length] for parts in (here, there))
    return (mine > other) - (mine < other)
