"""``auditor.yaml``: packs, waivers, decisions and baseline a reviewer judges by, and what columns of her forms mean.

It counts where the reviewer stands (the current folder or one above it) or where she names it, never where the
documents lie: what a department sends can waive nothing.

rules: [core, 本市规则.yaml]
waivers: 豁免.yaml
decisions: 处理意见.json
baseline: 上次/findings.json
fail_on: warning
letter: {审核单位: 某区财政局, 联系人: 张三, 电话: 010-12345678, 反馈期限: 2026年3月31日前}
map: {考核点: 三级指标}
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from auditor.errors import RuleFileError, reason
from auditor.office import KEYS, NOBODY, TEMPLATE, Office
from auditor.paths import here, shown
from auditor.rulebook.find import known_packs
from auditor.rulebook.ruleset import RuleFilesError
from auditor.rulebook.schema_errors import explain
from auditor.rulebook.source import MAX_BYTES, Text, problem, read_yaml
from auditor.rulebook.suggestions import did_you_mean

NAME = "auditor.yaml"


class ConfigText(BaseModel):
    """The file as written."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    rules: list[str] = Field(default=["core"], min_length=1, description="规则包：名称、文件或文件夹")
    waivers: str | None = Field(default=None, description="豁免清单，相对本文件的路径")
    decisions: str | None = Field(default=None, description="处理意见文件，相对本文件的路径；可以还没有")
    baseline: str | None = Field(default=None, description="上次的 findings.json，相对本文件的路径")
    fail_on: Literal["error", "warning", "never"] | None = Field(
        default=None, description="有这一级及以上的问题时返回 1：error、warning 或 never"
    )
    letter: dict[str, str | int] = Field(default={}, description="审核意见中的审核单位、联系人、电话、反馈期限等")
    map: dict[str, str] = Field(default={}, description="不认识的列名当作哪一栏，列名: 字段，同 --map")


@dataclass(frozen=True, slots=True)
class Config:
    """A project file as read. ``path`` and those of ``rules`` are whole paths; ``shown`` is the one for people."""

    path: Path
    shown: str
    rules: tuple[str | Path, ...]
    waivers: Path | None = None
    decisions: Path | None = None
    """Where decisions are kept. It need not exist yet: the first import writes it."""
    baseline: Path | None = None
    fail_on: str | None = None
    office: Office = NOBODY
    """Who sends the letters."""
    mapping: Mapping[str, str] = field(default_factory=dict)
    """Fields of columns that no form knows, as written: 列名 → 字段."""


def find_config(named: str | Path | None = None) -> Config | None:
    """The project file in force: the one ``named``, else that of the current folder or of the nearest above it.

    None if there is none. Raises RuleFilesError with all errors of the file, UsageError without a current folder.
    """
    file = _above(here()) if named is None else Path(named)
    return read_config(file) if file else None


def passed_over(paths: Iterable[str | Path], used: Config | None) -> list[Path]:
    """The project files beside or above these documents that are not ``used``: of a department, or out of place."""
    found = {file for path in paths if (file := _above(Path(os.path.realpath(path))))}
    return sorted(file for file in found if used is None or file != used.path)


def _above(start: Path) -> Path | None:
    files = (folder / NAME for folder in (start, *start.parents))
    return next((file for file in files if Path(file).is_file()), None)


def read_config(path: str | Path) -> Config:
    """Read one project file. Raises RuleFilesError."""
    file, where = Path(os.path.realpath(path)), shown(path)
    try:
        with file.open("rb") as stream:
            text = read_yaml(where, stream.read(MAX_BYTES + 1))
    except OSError as error:
        raise RuleFilesError([RuleFileError(f"项目文件打不开（{reason(error)}）", where)]) from None
    except RuleFileError as error:
        raise RuleFilesError([error]) from None
    if not isinstance(text.data, dict):
        what = "项目文件是空的" if text.data is None else "项目文件的最外层应是“键: 值”"
        raise RuleFilesError([problem(what, text.place(()), "如 rules: [core]")])
    try:
        content = ConfigText.model_validate(text.data)
    except ValidationError as error:
        raise RuleFilesError([fault for _, fault in explain(text, ConfigText, error)]) from None
    errors: list[RuleFileError] = []
    made = Config(
        path=file,
        shown=where,
        rules=tuple(_pack(name, number, file.parent, text, errors) for number, name in enumerate(content.rules)),
        waivers=_beside(content.waivers, "waivers", file.parent, text, errors),
        decisions=_beside(content.decisions, "decisions", file.parent, text, errors, needed=False),
        baseline=_beside(content.baseline, "baseline", file.parent, text, errors),
        fail_on=content.fail_on,
        office=_office(content.letter, file.parent, text, errors),
        mapping=content.map,
    )
    if errors:
        raise RuleFilesError(errors)
    return made


def _pack(name: str, number: int, folder: Path, text: Text, errors: list[RuleFileError]) -> str | Path:
    known = known_packs()
    if name in known:
        return name
    place = text.place(("rules", number))
    path = _relative(name, folder)
    if path is None:
        errors.append(problem(f"规则包只写名称或相对路径，不能是“{name}”", place))
    elif not path.exists():
        advice = did_you_mean(name, known, "规则包") + "；也可写规则文件或文件夹的路径"
        errors.append(problem(f"找不到规则包“{name}”", place, advice))
    return path or name


def _office(written: Mapping[str, str | int], folder: Path, text: Text, errors: list[RuleFileError]) -> Office:
    for key in written:
        if key not in KEYS:
            errors.append(
                problem(
                    f"letter 没有“{key}”这一项", text.place(("letter", key), key=True), did_you_mean(key, KEYS, "项")
                )
            )
    texts = {name: str(written[key]).strip() for key, name in KEYS.items() if key in written and key != TEMPLATE}
    template = written.get(TEMPLATE)
    return Office(
        **texts, template=_beside(None if template is None else str(template), TEMPLATE, folder, text, errors)
    )


def _beside(
    name: str | None, key: str, folder: Path, text: Text, errors: list[RuleFileError], *, needed: bool = True
) -> Path | None:
    if name is None:
        return None
    path = _relative(name, folder)
    if path is None:
        errors.append(problem(f"{key} 只写相对路径，不能是“{name}”", text.place((key,))))
    elif needed and not path.is_file():
        errors.append(problem(f"找不到 {key} 文件“{name}”", text.place((key,)), "应写作相对项目文件所在文件夹的路径"))
    return path


def _relative(name: str, folder: Path) -> Path | None:
    """The path, or None if it is not relative: what it names lies with it, wherever it is carried."""
    windows = PureWindowsPath(name)
    if not windows.parts or "\x00" in name or ":" in name or windows.root or windows.drive:
        return None
    return (folder / Path(*windows.parts)).resolve()
