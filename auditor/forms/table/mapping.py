"""The fields that a reviewer gives to columns or labels that the vocabulary does not have: 列名=字段."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from auditor.errors import UsageError
from auditor.forms.table import vocabulary
from auditor.forms.table.money import is_amount
from auditor.forms.table.row import Row
from auditor.forms.table.title import role_of, title_key
from auditor.language.levels import LEVEL1
from auditor.language.operators import is_operator

_LARGEST = 64 * 1024
"""Most bytes of the file: room for ``_MOST`` lines of the longest names (60 + 10 characters of 3 bytes, 42 kB)."""
_MOST = 200
"""Most lines: a choice, the forms of the samples have a few dozen titles and labels."""
_LONGEST = 60
"""Most characters of a name, as long as a label can be (``cells/key_values``)."""
_ADVICE = "每行写“列名: 字段”，例如“考核点: 三级指标”"


def parse_map(pairs: Iterable[str]) -> dict[str, str]:
    """``["考核点=三级指标"]`` as a mapping of column names to fields.

    Raises UsageError for a pair without "=", an unknown field, or too many or too long names.
    """
    mapping: dict[str, str] = {}
    for pair in pairs:
        title, sign, name = pair.partition("=")
        if not sign:
            raise UsageError(f"“{pair[:_LONGEST]}”缺少“=”", "", f"写法：列名=字段，例如“考核点=三级指标”。{_fields()}")
        mapping[title] = name
    return check_map(mapping)


def load_map(path: str | Path) -> dict[str, str]:
    """The mapping in a YAML file of lines 列名: 字段.

    Raises UsageError if the file is missing, larger than 64 KiB, not YAML, or not made of such lines, or if it names
    an unknown field; the message lists the known fields.
    """
    import yaml

    file, where = Path(path), str(path)
    try:
        data = file.read_bytes() if file.stat().st_size <= _LARGEST else None
    except OSError as error:
        raise UsageError("列名对照文件无法读取", where, "请检查路径") from error
    if data is None:
        raise UsageError(f"列名对照文件超过 {_LARGEST // 1024} KB", where, _ADVICE)
    try:
        content = yaml.safe_load(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UsageError("列名对照文件不是 UTF-8 编码", where, "请另存为 UTF-8 后再试") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f"第 {mark.line + 1} 行" if mark is not None else "文件"
        raise UsageError(f"列名对照{line}不合 YAML 写法", where, _ADVICE) from error
    if not isinstance(content, dict):
        raise UsageError("列名对照文件内容不对", where, _ADVICE)
    for title, name in content.items():
        if not isinstance(title, str | int) or not isinstance(name, str):
            raise UsageError(f"列名对照中“{str(title)[:_LONGEST]}”后面应是一个字段名", where, _fields())
    return check_map({str(title): name for title, name in content.items()}, where)


def check_map(mapping: Mapping[str, str], where: str = "") -> dict[str, str]:
    """The mapping with its names as used for look-up. Raises UsageError like ``parse_map`` and ``load_map``."""
    if len(mapping) > _MOST:
        raise UsageError(f"列名对照多于 {_MOST} 条", where)
    checked: dict[str, str] = {}
    for title, name in mapping.items():
        field = name.strip()
        if not title.strip() or len(title) > _LONGEST:
            raise UsageError(f"列名对照中的列名应为 1 至 {_LONGEST} 个字：“{title[:_LONGEST]}”", where)
        if field not in vocabulary.fields():
            raise UsageError(f"没有“{field[:_LONGEST]}”这个字段（列名“{title}”）", where, _fields())
        checked[title_key(title)] = field
    return checked


def rename(rows: Iterable[Row], mapping: Mapping[str, str]) -> None:
    """Replace the text of header and label cells that ``mapping`` (checked) names by the usual word of the field.

    An indicator with the same name as a column keeps it. So a cell is renamed only in a row that can be a header
    (考核点 | 指标值: no operator or sum, two known titles), or as a label with a value to its right (事项 | 培训费).
    """
    for row in rows if mapping else ():
        named = [(column, mapping[title_key(text)]) for column, text in row.filled() if title_key(text) in mapping]
        if not named:
            continue
        texts = [text for _, text in row.filled()]
        known = sum(1 for text in texts if role_of(text)) + sum(1 for _, name in named if name in _headers())
        header = known > 1 and not any(is_amount(text) or is_operator(text) for text in texts)
        for column, name in named:
            label = name in _labels() and column != row.filled()[-1][0] and not any(text in LEVEL1 for text in texts)
            if header or label:
                row.rename(column, _spelled(name))


def _fields() -> str:
    return "可用的字段：" + "、".join(vocabulary.fields())


@cache
def _headers() -> frozenset[str]:
    return frozenset(name for name, _ in vocabulary.spellings("表头").values())


@cache
def _labels() -> frozenset[str]:
    return frozenset(name for name, _ in vocabulary.spellings("项目头").values())


def _spelled(name: str) -> str:
    """The best word of a field, the one that a printed table would use (年度资金 → 年度资金总额)."""
    for part in ("表头", "项目头"):
        table = vocabulary.spellings(part)
        found = next((word for word, (field, rank) in table.items() if field == name and rank == 0), "")
        if found:
            return found
    return name
