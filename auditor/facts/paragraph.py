"""Fact table 段落: a paragraph of the text, and how it is worded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from auditor.facts.column import COUNT, TEXT, TEXTS, YES_NO, Column, FactRow, FactTable, FactValue
from auditor.facts.common import DOCUMENT_COLUMNS, PLACE_COLUMNS, ROW, document_cells, identity, place_cells
from auditor.facts.facts import Subject
from auditor.facts.stated import Prose
from auditor.language.headings import NUMBERED, level_of
from auditor.model import Book, Paragraph
from auditor.prose import wording
from auditor.prose.phrases import misprinted
from auditor.prose.turns import turn_conflict

PARAGRAPH = FactTable(
    "段落",
    "一行一段表外文字",
    ROW
    + DOCUMENT_COLUMNS
    + (
        Column("是决算", YES_NO, "是决算书，不是预算书", of=()),
        Column("年度存疑", YES_NO, "文字中的年度多数与文件年度不合，文件年度可能读错", of=()),
        Column("章节", TEXT, "所在的各级标题，以“/”连接", of=()),
        Column("正文", TEXT, "段落全文", of=()),
        Column("是标题", YES_NO, "是标题", of=()),
        Column("字数", COUNT, "字数", of=()),
        Column("句子未完", YES_NO, "在不能结束的地方结束，如以“，”“为”结尾", of=()),
        Column("结尾缺标点", YES_NO, "是完整的句子而结尾没有标点，同一文件的其他段落都有", of=()),
        Column("换行存疑", YES_NO, "结尾不完整，而下一段没有缩进和序号，可能是读取时把一段断成了两段", of=()),
        Column("结尾", TEXT, "最后二十个字", of=()),
        Column("连用标点", TEXTS, "不应连用的标点，连同前后文字；没有为空列表", of=()),
        Column("不成对符号", TEXTS, "缺了一半的括号、引号、书名号，连同前后文字；没有为空列表", of=()),
        Column(
            "半角标点", TEXTS, "全文中汉字之间的半角标点、一全角一半角的括号，列在第一处所在的段落；没有为空列表", of=()
        ),
        Column("模板残留", TEXTS, "没有删改的模板文字；没有为空列表", of=()),
        Column("另类用词", TEXTS, "单位预算书中的“本部门”，部门预算书中的“本单位”等；没有为空列表", of=()),
        Column("预算书种类", TEXT, "部门 或 单位；看不出为空文本", of=()),
        Column("标题年度", COUNT, "标题、空表说明中的年度；不是标题或没有为空", of=()),
        Column("截止年度", COUNT, "“截至某年”的年份；没有为空", of=()),
        Column("增减不符", TEXT, "写增减原因时说的方向与前文不同，成句；没有为空文本", of=()),
        Column("期限年度", TEXTS, "实施周期中的年份；不是实施周期为空列表", of=()),
        Column("漏写元", TEXTS, "全文中写作“万”而没有“元”的金额，列在第一处所在的段落；没有为空列表", of=()),
        Column("误写用语", TEXTS, "与固定用语差一个字的词；没有为空列表", of=()),
        Column("应为用语", TEXTS, "误写用语应为什么；没有为空列表", of=()),
        Column("比持平", TEXTS, "全文中的“比……持平”，列在第一处所在的段落；没有为空列表", of=()),
    )
    + PLACE_COLUMNS,
)

_ONCE = ("半角标点", "漏写元", "比持平")
"""Slight faults that a text repeats: stated once a book, with all their places, at the first."""
_ENOUGH = 3
"""Paragraphs that end with a sign for each one that does not: else the book leaves it out on purpose."""
_TITLE_YEAR = re.compile(r"(20\d\d)年度?(?![\d度末底初])(?!\d*月)")
_NOTE = re.compile(r"注[:：].*(?:空表|没有|无)")
"""A note below a table that is empty."""
_PERIOD = re.compile(r"(?:实施|项目|执行|建设)(?:周期|期限|期间|时间)|起止时间")
_UNTIL = re.compile(r"截[至止](?:到)?(20\d\d)年")
_YEARS = re.compile(r"20\d\d(?=年|[./-]\d|全年|\D*$)")
_BARE_WAN = re.compile(r"\d[\d,]*\.\d+万(?=[，。；、）)]|$)")
_LEVEL = re.compile(r"比[^，。；比]{2,16}(?:持平|相同|一致)")


def paragraph_rows(proses: Iterable[Prose]) -> Iterator[tuple[FactRow, Subject]]:
    """The rows of 段落 without 行标识, and what each is about."""
    for prose in proses:
        book = prose.book
        kind, final, misdated = _kind(book), prose.final, prose.misdated
        bodies = [one for one in book.paragraphs if wording.must_end(one)]
        open_ = sum(not wording.ends(one.text) for one in bodies)
        strict = len(bodies) - open_ >= _ENOUGH * open_
        turns = turn_conflict(book.paragraphs, prose.stated)
        stated: set[str] = set()
        alone = _alone(book.paragraphs)
        found = [_paragraph(one, kind, strict, at in alone) for at, one in enumerate(book.paragraphs)]
        together = {column: _together(row[column] for row, _ in found) for column in _ONCE}
        for position, (paragraph, (row, spot)) in enumerate(zip(book.paragraphs, found, strict=True)):
            row["是决算"] = final
            row["年度存疑"] = misdated
            row["换行存疑"] = _torn(paragraph, book.paragraphs[position + 1 : position + 2])
            row["增减不符"] = turns.get(position, "")
            for column in _ONCE:
                if row[column]:
                    row[column] = [] if column in stated else together[column]
                    stated.add(column)
            source = paragraph.place(*spot)
            cells = document_cells(book) | place_cells(source) | row
            who = identity(book, None, "/".join(paragraph.section), paragraph.text[:20])
            yield cells, Subject(book.id, None, None, source, paragraph.text, (prose.number, 2_000_000, position), who)


def _paragraph(
    paragraph: Paragraph, kind: str, strict: bool, alone: bool
) -> tuple[dict[str, FactValue], tuple[int, int]]:
    """The cells of a paragraph, and the place of what is wrong with it (all of it if nothing is)."""
    text = paragraph.text
    doubled, unpaired = wording.doubled(text), wording.unpaired(text)
    left, level = wording.residue(text), _LEVEL.search(text)
    broken = not paragraph.heading and len(text) > 6 and wording.breaks_off(text)
    bare = alone or (strict and wording.must_end(paragraph) and not wording.ends(text))
    bare = bare and not broken
    phrases = misprinted(text)
    until = _UNTIL.search(text)
    titled = _TITLE_YEAR.search(text) if paragraph.heading or _NOTE.match(text) else None
    period = not paragraph.heading and paragraph.section and _PERIOD.search(paragraph.section[-1]) is not None
    spots = [span for _, span in (*doubled, *unpaired)]
    spots += [(text.index(word), text.index(word) + len(word)) for word in left]
    spots += [span for _, _, span in phrases]
    spots += [(len(text) - 1, len(text))] if broken or bare else []
    spots += [level.span()] if level else []
    explained = any("名词解释" in title for title in paragraph.section)
    row: dict[str, FactValue] = {
        "章节": "/".join(paragraph.section),
        "正文": text,
        "是标题": paragraph.heading,
        "字数": len(text),
        "句子未完": broken,
        "结尾缺标点": bare,
        "结尾": text[-20:],
        "连用标点": [shown for shown, _ in doubled],
        "不成对符号": [shown for shown, _ in unpaired],
        "半角标点": wording.narrow(text),
        "模板残留": left,
        "另类用词": [] if explained else list(dict.fromkeys(wording.other_kind(text, kind))),
        "预算书种类": kind,
        "标题年度": int(titled.group(1)) if titled else None,
        "截止年度": int(until.group(1)) if until else None,
        "期限年度": list(dict.fromkeys(_YEARS.findall(text))) if period else [],
        "漏写元": _BARE_WAN.findall(text),
        "误写用语": [printed for printed, _, _ in phrases],
        "应为用语": [meant for _, meant, _ in phrases],
        "比持平": [level.group()] if level else [],
    }
    return row, spots[0] if spots else (0, len(text))


def _alone(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Numbered paragraphs without a sign at the end, where nearly all others of their list have one; such a paragraph
    may look like a heading."""
    found: set[int] = set()
    levels = [level_of(paragraph.text) for paragraph in paragraphs]
    for level, run in groupby(range(len(paragraphs)), levels.__getitem__):
        places = list(run)
        bare = [at for at in places if not wording.ends(paragraphs[at].text)]
        if level is not None and bare and len(places) > _ENOUGH * len(bare):
            found.update(bare)
    return found


def _together(cells: Iterable[FactValue]) -> list[str]:
    """What the cells list, each once."""
    return list(dict.fromkeys(one for cell in cells if isinstance(cell, list) for one in cell))


def _torn(paragraph: Paragraph, following: Sequence[Paragraph]) -> bool:
    """Whether the paragraph below may be the rest of one that does not end: printed, it is not indented."""
    if wording.ends(paragraph.text) or not following or following[0].heading or NUMBERED.match(following[0].text):
        return False
    above, below = paragraph.sources[-1].bbox, following[0].sources[0].bbox
    if above is None or below is None:
        return False
    left = min(source.bbox[0] for source in (*paragraph.sources, *following[0].sources) if source.bbox is not None)
    return len(paragraph.sources) > 1 and below[0] - left < 0.8 * (below[3] - below[1])


def _kind(book: Book) -> str:
    return wording.kind_of_book(
        [*(one.text for one in book.paragraphs), *(table.title for table in book.budget_tables)]
    )
