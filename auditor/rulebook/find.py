"""Find rule packs: built in, from installed packages, or files and folders.

An installed package offers packs by entry points of the group ``auditor.packs``: its name is the pack's name, its
value the folder with ``pack.yaml``, written as a dotted path (``beijing_rules.packs.beijing``). Nothing of the
package is imported: a pack is data. The built-in packs are listed in the same form, from the folder ``rules``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PureWindowsPath

from auditor import resources
from auditor.rulebook.predicate import ConditionError
from auditor.rulebook.suggestions import did_you_mean

GROUP = "auditor.packs"
SUFFIXES = (".yaml", ".yml")
HEAD = "pack"
"""Stem of the file of a folder pack that holds its name, version and title."""
MAX_FILES = 200
"""Most files in one folder pack."""

_DOTTED = re.compile(r"[A-Za-z_]\w*(\.\w+)*")


@dataclass(frozen=True, slots=True)
class Known:
    """A pack that can be named: its folder or file, and whether it ships with the program."""

    name: str
    path: Path
    trusted: bool
    source: str
    """Where it comes from: 内置, or the name of the installed package."""


def builtin_packs() -> list[str]:
    """Names of the packs that ship with the program."""
    return sorted(_builtin())


def known_packs() -> dict[str, Known]:
    """Every pack that can be named, built-in ones first; a package cannot replace a built-in pack by its name."""
    return {**_installed(), **_builtin()}


def _builtin() -> dict[str, Known]:
    root = resources.folder("rules").resolve()
    found = {path.parent.name: path.parent for path in sorted(root.glob(f"*/{HEAD}.yaml"))}
    return {name: Known(name, path, True, "内置") for name, path in found.items()}


@cache
def _installed() -> dict[str, Known]:
    from importlib.metadata import entry_points

    found: dict[str, Known] = {}
    for entry in entry_points(group=GROUP):
        if path := _folder(entry.value):
            source = entry.dist.name if entry.dist else entry.value
            found.setdefault(entry.name, Known(entry.name, path, False, source))
    return found


def _folder(value: str) -> Path | None:
    """The folder of a dotted path in an installed package, found without importing it."""
    from importlib.util import find_spec

    if not _DOTTED.fullmatch(value):
        return None
    top, *rest = value.split(".")
    try:
        # For a top-level name this only looks at the file system and imports nothing.
        spec = find_spec(top)
    except (ImportError, ValueError):
        return None
    for root in (spec.submodule_search_locations or []) if spec else []:
        path = Path(root, *rest).resolve()
        if path.is_relative_to(Path(root).resolve()) and (path / f"{HEAD}.yaml").is_file():
            return path
    return None


def find_pack(named: str | Path, base: Path | None) -> Known:
    """The pack of that name or path. ``base`` is the folder of the rule file that names it, None if the user does.

    Raises ConditionError, also for paths that a rule file may not name.
    """
    name = str(named)
    builtin = _builtin()
    if name in builtin:
        return builtin[name]
    if base is not None:
        windows = PureWindowsPath(name)
        if "\x00" in name or ":" in name or windows.root or windows.drive:
            raise ConditionError(
                f"extends 只能写名称或相对路径，不能是“{name}”", "如 core、本市.yaml、../共用/本市.yaml"
            )
        named = Path(*windows.parts) if windows.parts else Path(name)
    path = (base / named if base else Path(named)).resolve()
    if path.is_dir() or (path.is_file() and (base is None or path.suffix.lower() in SUFFIXES)):
        root = resources.folder("rules").resolve()
        return Known(path.stem if path.is_file() else path.name, path, path.is_relative_to(root), str(path))
    if name in (installed := _installed()):
        return installed[name]
    advice = did_you_mean(name, [*builtin, *installed], "规则包") + "；也可写规则文件或文件夹的路径"
    raise ConditionError(f"找不到规则包“{name}”", advice)


def files_of(path: Path) -> list[Path]:
    """The rule files of a pack: itself, or the YAML files of its folder. Raises ConditionError."""
    if not path.is_dir():
        return [path]
    files = sorted(file for file in path.iterdir() if file.suffix.lower() in SUFFIXES and file.is_file())
    if not files:
        raise ConditionError("规则包文件夹里没有 .yaml 文件")
    if len(files) > MAX_FILES:
        raise ConditionError(f"规则包文件夹里的文件过多（{len(files)} 个，上限 {MAX_FILES} 个）")
    return files
