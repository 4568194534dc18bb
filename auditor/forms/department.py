"""Which department a book is of: from its labels, its forms, its headings and cover, and whose superior is named.

A file names its department in several places, and they differ in what they are about. ``find`` asks them in this order:

1. labels above a table: 填报单位（盖章）：某局, 部门：某局, or the name alone beside year and unit;
2. the names of 部门整体支出绩效目标表, if they are one;
3. the cover's label (预算主管部门：某局), a heading (某局2026年部门预算), a cover over several lines;
4. labels inside the forms (单位名称 | 某局) or a column of the projects, if they name one;
5. the superior (主管部门) above or inside the forms, if it is one;
6. who carries out the projects (实施单位), if all forms name the same;
7. with a doubt, what does not say whose the file is: a body alone in a line of sums or in a row that was not read, the
   names of the sheets, the file's name.

A name never ends in a year and is never a level of government alone (市直). Superior and unit are kept apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from pathlib import PurePath

from auditor.forms.cells.labels import label_of
from auditor.forms.letter import is_letter, subjects
from auditor.forms.table.money_units import is_unit, unit_of
from auditor.forms.table.row import Row, RowRole, clean
from auditor.forms.table.table import Caption, Table
from auditor.forms.table.title import role_of
from auditor.language.lexicon import words
from auditor.language.text import half_width, squeeze
from auditor.table_kinds import TableKind

_HANDS_IN = "填报|填制|编制|编报|申报|填表|制表|报送|报审|上报|呈报|送审|批复|公开|预算"
_WHO = rf"(?:{_HANDS_IN})?(?:部门|单位)(?:\((?:单位|部门)\)|/单位|/部门)?(?:名称|全称)?"
_SEAL = r"(?:\((?:盖章|公章|签章|章)\))?"
_UNIT = re.compile(rf"{_WHO}{_SEAL}")
_SUPERIOR = re.compile(r"[^\W\d]{0,4}主管(?:部门|单位)(?:名称)?(?:及(?:代码|编码|编号))?" + _SEAL)
_CARRIER = re.compile(r"(?:项目)?(?:实施|承担|执行|申报|使用)?(?:部门|单位)(?:名称)?")
"""Who carries out a project: the department itself where it is the same for all, else one of its units."""
_OF_ITSELF = re.compile(r"[（(](?:本级|机关|本部)[)）]$|(?<=[局委厅办会院部])(?:本级|机关|本部)$")
_STAMP = re.compile(r"[（(](?:盖章|公章|签章|章)[)）]$")
_LEVELS = ("中国", "省", "市州盟", "县区旗", "乡镇街")
"""The first character of a level of government in a label, from the top down."""
_PUBLISHER = re.compile(r"预算(?:主管部门|部门|单位)")
"""A cover names who publishes: 预算主管部门：某区商务委员会."""
_LABELLED = re.compile(r"(?:^|[\s(（])([^\s:：]{2,20})\s*[:：]\s*([^\s:：，。；]{2,60})(?=[\s，。；]|$)")
"""A label and its value on a line of text; there may be several, set apart by spaces."""
_CODE = re.compile(r"^(?:[\[【(（]\s*[0-9A-Za-z]{3,}\s*[\]】)）]|[0-9A-Za-z]{3,}(?=[-—–－:：\s]))\s*[-—–－:：]?\s*")
_ALONE = r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?![\u4e00-\u9fff])"
_SPACED = re.compile(rf"{_ALONE}(?:[ \u3000]+{_ALONE})+(?=\s*[:：（(])")
"""A label with spaces between its signs: 填 报 单 位：某局."""
_PIECE = re.compile(r"[^\w·“”（）()]+|_+|[（(](?![^（()）]{1,4}[)）])|20[0-9]{2}年?(?:度)?")
"""What divides the words of a file's name: 附件2-青川市园林局_绩效目标（终稿）."""
_NAME = re.compile(r"[\u4e00-\u9fff·()（）、“”0-9A-Za-z]{3,40}")
_YEAR_BEHIND = re.compile(r"(?:20[0-9]{2}年?(?:度)?)$")
_YEAR_BEFORE = re.compile(r"^(?:关于)?(?:20[0-9]{2}年(?:度)?)?")
_YEAR = re.compile(r"20[0-9]{2}")
_SUBJECT = re.compile(r"预算|决算|绩效|整体支出|项目支出|转移支付")
"""What a heading is about; the name stands before it."""
_REMARK = re.compile(r"[(（][^()（）]{1,12}[)）]$|(?:本级|机关|本部)$")
_COVER = re.compile(r"(?:20[0-9]{2}年?(?:度)?)?(?:本级)?(?:部门|单位)(?:预算|决算).{0,8}")
"""A cover without the name."""
_GAP = re.compile(r"\s{2,}|[\u3000\t]+")
_COVER_LINES = 3
"""Most lines of a cover that are read as one: year, name, 部门预算."""
_LONGEST = 80
"""Most characters of a line that may be a label or heading; a longer one is prose."""


@dataclass(frozen=True, slots=True)
class Department:
    """The department of a book; ``superior`` is the body above it, "" if none is named or several are."""

    name: str
    superior: str = ""
    others: tuple[str, ...] = ()
    """Other names that such places tell, so that the choice is doubtful."""
    weak: str = ""
    """Where the name was found, if it is doubtful: the sheets' names, the file's."""


def find(
    tables: Sequence[Table], loose: Iterable[Caption], goals: Iterable[str], columns: Iterable[str] = (), path: str = ""
) -> Department:
    """The department by all that a file prints; name "" if nothing tells it.

    ``goals``: names of the departments' own goals, in printed order; ``columns``: what a column 单位名称 says of each
    project; ``path``: the file's.
    """
    lines = [caption.text for table in tables for caption in table.captions] + [caption.text for caption in loose]
    lines = [line for line in lines if len(line) <= _LONGEST]
    cells = list(_cells(tables))
    labelled = [pair for line in lines for pair in _labelled(line)]
    superiors, above_them = _by_level((label, value) for label, value in [*cells, *labelled])
    superior = next(iter(_single(above_them or superiors)), "")
    above = [name for line in lines for name in _on_line(line)]
    own = _names(goals)
    published = [*_published(lines), *_headings(lines), *_covers(lines)]
    inside = _names(value for label, value in cells if _UNIT.fullmatch(label) and (len(label) > 2 or is_body(value)))
    columns = list(columns)
    inside += _over(tables, columns) or _names(columns)
    carriers = _names(value for label, value in cells if _CARRIER.fullmatch(label))
    for told in (above, _leading(own), published, own[:1], _leading(inside), _single(superiors), _single(carriers)):
        if told:
            named = Counter(told).most_common()[0][0]
            beside = dict.fromkeys([*told, *(published if told is above else ())])
            others = tuple(other for other in beside if named not in other and other not in named)
            return Department(named, superior if superior != named else "", others)
    weak = {"表中单独的单位名称": _alone(tables), "工作表名": _sheets(tables), "文件名": _pieces(PurePath(path).stem)}
    for what, told in weak.items():
        if len(set(told)) == 1:
            return Department(told[0], weak=what)
    return Department("")


@lru_cache(maxsize=4096)
def name_in(text: str) -> str:
    """The department's name in a cell or value, without its code ("[168]某局", "118-某局" → 某局); "" if it is none."""
    bare = _STAMP.sub("", _YEAR_BEHIND.sub("", _CODE.sub("", _joined(text))))
    if not _NAME.fullmatch(bare) or bare in words("bodies", "层级") or unit_of(bare) or is_unit(bare):
        return ""
    levelled = any(bare.endswith(level) for level in words("bodies", "层级") - {"本级", "机关", "本部"})
    return "" if levelled or not re.search(r"[\u4e00-\u9fff]{3}", bare) else bare


def is_body(text: str) -> bool:
    """Whether a text is the name of a public body by its ending, remarks such as （本级） set aside."""
    bare = _REMARK.sub("", name_in(text))
    return len(bare) > 2 and bare.endswith(tuple(words("bodies", "结尾")))


def _alone(tables: Iterable[Table]) -> list[str]:
    """Bodies alone among the words of a line of sums, of a group, or of a row that was not read."""
    roles = (RowRole.TOTAL, RowRole.GROUP, RowRole.LEDGER)
    rows = (row for table in tables for row in table.rows if row.role in roles and table.kind is not TableKind.BUDGET)
    words = ([text for _, text in row.filled() if re.search(r"[\u4e00-\u9fff]{2}", text)] for row in rows)
    return [name_in(texts[0]) for texts in words if len(texts) == 1 and is_body(texts[0])]


def _sheets(tables: Iterable[Table]) -> list[str]:
    return [name for sheet in dict.fromkeys(table.source.sheet or "" for table in tables) for name in _pieces(sheet)]


def _pieces(text: str) -> list[str]:
    """The bodies that a name of a file or a sheet holds: 青川市园林局2026年绩效目标表, 附件2-青川市园林局."""
    pieces = [piece for piece in _PIECE.split(text) if piece]
    headed = [_bare(piece[: found.start()]) for piece in pieces if (found := _SUBJECT.search(piece))]
    return [name_in(piece) for piece in (*pieces, *headed) if is_body(piece)]


def _names(texts: Iterable[str]) -> list[str]:
    return [name for text in texts if (name := name_in(text))]


def _by_level(pairs: Iterable[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """(the superiors of the lowest level of government that labels name, those one level above).

    省级主管部门 | 某省文旅厅 over 市级主管部门 | 某市文旅局: the form is the lower one's. Without levels all are alike.
    """
    named = [(label, name) for label, value in pairs if _SUPERIOR.fullmatch(label) for name in _names([value])]
    ranks = [next((rank for rank, signs in enumerate(_LEVELS) if label[0] in signs), -1) for label, _ in named]
    order = sorted(set(ranks))
    if len(order) < 2 or order[0] < 0:
        return [name for _, name in named], []
    lowest, above = order[-1], order[-2]
    levels = [[name for (_, name), rank in zip(named, ranks, strict=True) if rank == of] for of in (lowest, above)]
    return levels[0], levels[1]


def _single(names: Sequence[str]) -> list[str]:
    return list(names) if len(set(names)) == 1 else []


def _leading(names: Sequence[str]) -> list[str]:
    """The one name that all are, or that of the department itself beside its units: 某局 of 某局（本级）."""
    return _single(names) or _single([_OF_ITSELF.sub("", name) for name in names if _OF_ITSELF.search(name)])


def _over(tables: Iterable[Table], columns: Iterable[str]) -> list[str]:
    """The body in the rows of sums whose code begins the units in a column: 503-某局 over 503001-某中心."""
    units = {_code(text) for text in columns if text}
    if not units or "" in units:
        return []
    rows = (row for table in tables for row in table.rows if row.role is not RowRole.INDICATOR)
    told = dict.fromkeys(text for row in rows for _, text in row.filled() if _code(text) and is_body(text))
    return list(dict.fromkeys(name_in(text) for text in told if all(unit.startswith(_code(text)) for unit in units)))[
        :1
    ]


def _code(text: str) -> str:
    """The code before a name: 503001 of 503001-某局; "" without one."""
    found = _CODE.match(_joined(text))
    return "".join(sign for sign in found.group() if sign.isalnum()) if found else ""


def _joined(text: str) -> str:
    """The text without blanks, a code that a blank sets apart from the name kept apart: 503001 某局, not 2026 年."""
    return squeeze(re.sub(r"^\s*([0-9A-Za-z]{3,})\s+(?=[\u4e00-\u9fff]{3})(?!年)", r"\1-", text))


def _labelled(line: str) -> Iterator[tuple[str, str]]:
    """(label, value) pairs of a line: 填报单位（盖章）：某局  单位：万元."""
    line = _SPACED.sub(lambda spaced: squeeze(spaced.group()), line)
    for found in _LABELLED.finditer(line):
        yield half_width(found.group(1)), found.group(2)


def _on_line(line: str) -> Iterator[str]:
    """Names that a line above a table tells: behind a label, or alone beside the year and the unit of money."""
    for label, value in _labelled(line):
        # 部门 and 单位 alone have other meanings too (单位：个), so the value itself must be a body.
        if _UNIT.fullmatch(label) and not _PUBLISHER.fullmatch(label) and (len(label) > 2 or is_body(value)):
            yield from _names([value])
    parts = [part for part in _GAP.split(line.strip()) if part]
    bodies = [part for part in parts if is_body(part)]
    beside = [part for part in parts if part not in bodies]
    if len(bodies) == 1 and beside and all(_YEAR.match(part) or unit_of(part) for part in beside):
        yield from _names(bodies)


def _published(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        for label, value in _labelled(line):
            if _PUBLISHER.fullmatch(label):
                yield from _names([value])


def _headings(lines: Sequence[str]) -> Iterator[str]:
    """Names in headings: 某局2026年部门预算. What stands there without a year or 部门 may be a project's name."""
    yield from subjects(list(lines), _heading, is_body)
    for line in lines:
        name = "" if is_letter(squeeze(line)) else _heading(squeeze(line))
        if name:
            yield name


def _heading(line: str) -> str:
    if any(sign in line for sign in "，。；：,;:"):
        return ""
    line = line.removeprefix("关于")
    year = _YEAR.search(line)
    if year and is_body(line[: year.start()]):
        return name_in(line[: year.start()])
    for found in _SUBJECT.finditer(line):
        before = _YEAR_BEFORE.sub("", line[: found.start()])
        bare = _bare(before)
        if bare and is_body(bare) and (bare != before or _YEAR.search(line[: found.start()])):
            return name_in(bare)
    return ""


def _bare(text: str) -> str:
    """What stands before the subject of a heading, without the year and the words 部门, 单位, 区级 behind the name."""
    while True:
        cut = _YEAR_BEHIND.sub("", text)
        for word in ("部门", "单位", "汇总", *words("bodies", "层级")):
            if not is_body(cut):
                cut = cut.removesuffix(word)
        if cut == text:
            return cut
        text = cut


def _covers(lines: Sequence[str]) -> Iterator[str]:
    """The name on a cover of several lines, in any order: 2026年度, 某局, 部门预算."""
    flat = [squeeze(line) for line in lines]
    for at, line in enumerate(flat):
        if not is_body(line):
            continue
        for first in range(max(0, at - _COVER_LINES + 1), at + 1):
            for last in range(at + 1, min(len(flat), first + _COVER_LINES) + 1):
                rest = "".join([*flat[first:at], *flat[at + 1 : last]])
                if last - first > 1 and _COVER.fullmatch(rest):
                    yield name_in(line)
                    break


def _cells(tables: Iterable[Table]) -> Iterator[tuple[str, str]]:
    """(label, value) pairs in the rows of performance tables that are not indicators: cell by cell, or in one cell."""
    for table in tables:
        if table.kind in (TableKind.BUDGET, TableKind.OTHER):
            continue
        for row in table.rows:
            if row.role is not RowRole.INDICATOR:
                yield from _pairs(row)


def _is_title(text: str) -> bool:
    """Whether a cell is itself a title of a column or a label: then the row is a header, not a label with its value."""
    return bool(role_of(text)) or label_of(text) is not None


def _pairs(row: Row) -> Iterator[tuple[str, str]]:
    filled = [text for _, text in row.filled()]
    for text, following in zip_longest(filled, filled[1:], fillvalue=""):
        if len(text) > _LONGEST:
            continue
        inline = list(_labelled(text))
        yield from inline
        label = half_width(squeeze(text)).rstrip(":：")
        if not inline and len(label) <= 20 and following and not _is_title(following):
            yield label, clean(following)
