"""Plants faults in the text of sound books: ``python -m bench.prose.inject [--times N] [--seed S] [--write]``.

A fault is planted in one paragraph of a book as read, and the book is judged by the rules on text. It is *found* if a
finding of these rules is reported that the sound book does not have. Paragraphs are drawn at random: statements that
nothing in the book can contradict are drawn too and count as not found. The invented books are written by whoever wrote
the grammar, so that other manners of writing will give less.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from auditor import read
from auditor.facts.load import load
from auditor.language.headings import heading_level
from auditor.model import Book, Paragraph
from auditor.rulebook import load_packs, run
from bench.prose.books import text

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "bench" / "prose" / "RESULTS.md"
REAL = Path(os.environ.get("AUDITOR_REAL", ROOT.parent / "shared" / "real"))
INVENTED = 8
BATCH = 40
"""Books that are judged together: loading the facts takes most of the time."""

_MONEY = re.compile(r"\d[\d,]*(?:\.\d+)?(?=万元)")
_PERCENT = re.compile(r"\d+(?:\.\d+)?(?=%)")
_TURN = {"增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长"}
_RESIDUE = ("部门/单位", "（说明）", "××", "XX局", "（如有）", "增加（减少）", "待补充", "____")
_SUBJECTS = (
    ("财政拨款收入", "财政拨款支出"),
    ("公务接待费", "因公出国（境）费"),
    ("公务用车购置费", "公务用车运行费"),
    ("收入预算", "支出预算"),
    ("基本支出", "项目支出"),
    ("学前教育", "小学教育"),
    ("行政运行", "事业运行"),
    ("行政单位医疗", "事业单位医疗"),
    ("住房公积金", "购房补贴"),
    ("教育支出", "科学技术支出"),
    ("机关运行经费", "公务接待费"),
    ("一般行政管理事务", "行政运行"),
    ("事业单位离退休", "行政单位离退休"),
    ("卫生健康支出", "节能环保支出"),
)


def percentage(said: str, chance: random.Random) -> str | None:
    """A percentage is another: one digit, or the point has moved."""
    return _other(said, _PERCENT, chance, lambda found: _digit(found, chance))


def amount(said: str, chance: random.Random) -> str | None:
    """One digit of an amount is another."""
    return _other(said, _MONEY, chance, lambda found: _digit(found, chance))


def direction(said: str, chance: random.Random) -> str | None:
    """增加 instead of 减少, 增长 instead of 下降."""
    return _other(said, re.compile("|".join(_TURN)), chance, _TURN.__getitem__)


def year(said: str, chance: random.Random) -> str | None:
    """A year is the one before or after."""
    return _other(
        said, re.compile(r"20\d\d(?=年)(?!年\d+月)"), chance, lambda found: str(int(found) + chance.choice((-1, 1)))
    )


def subject(said: str, chance: random.Random) -> str | None:
    """A subject is another one: 公务接待费 instead of 因公出国（境）费."""
    pairs = [
        pair
        for one, other in _SUBJECTS
        for pair in ((one, other), (other, one))
        if pair[0] in said and _MONEY.search(said)
    ]
    if not pairs:
        return None
    one, other = chance.choice(pairs)
    return said.replace(one, other, 1)


def unit(said: str, chance: random.Random) -> str | None:
    """元 or 亿元 instead of 万元."""
    return _other(said, re.compile(r"(?<=\d)万元"), chance, lambda _: chance.choice(("元", "亿元")))


def unfinished(said: str, chance: random.Random) -> str | None:
    """The paragraph ends without its sign, or in the middle of its last sentence."""
    if len(said) < 25 or said[-1] not in "。；":
        return None
    if chance.random() < 0.5:
        return said[:-1]
    commas = [found.end() for found in re.finditer("，", said) if found.end() > 12]
    return said[: chance.choice(commas)] if commas else said[:-1]


def residue(said: str, chance: random.Random) -> str | None:
    """Something of the template is left."""
    places = [found.start() for found in re.finditer(r"(?<=[，。；：])|(?=，)|(?=。)", said)]
    place = chance.choice(places or [len(said)])
    return said[:place] + chance.choice(_RESIDUE) + said[place:]


KINDS: dict[str, Callable[[str, random.Random], str | None]] = {
    made.__name__: made for made in (percentage, amount, direction, year, subject, unit, unfinished, residue)
}


def _other(said: str, what: re.Pattern[str], chance: random.Random, made: Callable[[str], str]) -> str | None:
    found = list(what.finditer(said))
    if not found:
        return None
    one = chance.choice(found)
    new = made(one.group())
    return said[: one.start()] + new + said[one.end() :] if new != one.group() else None


def _digit(number: str, chance: random.Random) -> str:
    places = [at for at, char in enumerate(number) if char.isdigit()]
    place = chance.choice(places[:-1] or places)  # the last decimal may be rounding
    return (
        number[:place] + chance.choice([digit for digit in "123456789" if digit != number[place]]) + number[place + 1 :]
    )


def books() -> Iterator[Book]:
    """Invented books, and where they are, the published ones."""
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(INVENTED):
            path = Path(folder) / f"invented-{seed}.txt"
            path.write_text(text(seed), encoding="utf-8")
            yield read(path)
    for path in sorted(REAL.glob("*.pdf")):
        yield read(path)


def planted(book: Book, kind: str, chance: random.Random, id: str) -> tuple[Book, str] | None:
    """``book`` under the name ``id`` with a fault, and what was changed."""
    places = list(range(len(book.paragraphs)))
    chance.shuffle(places)
    for place in places:
        old = book.paragraphs[place]
        if old.heading or any("名词解释" in title for title in old.section):
            continue
        new = KINDS[kind](old.text, chance)
        if new is not None:
            paragraphs = [*book.paragraphs]
            heading = heading_level(new, prominent=False) is not None
            paragraphs[place] = Paragraph(new, old.section, heading, old.starts, old.sources)
            return replace(book, id=id, paragraphs=paragraphs), f"{old.text} → {new}"
    return None


def judged(books: Sequence[Book]) -> dict[str, Counter[tuple[str, str]]]:
    """Rule and message of every finding on text, by book."""
    rules = load_packs(["core"])
    rules = replace(rules, rules=[rule for rule in rules.rules if rule.id.startswith(("PI-PRS", "PI-PRW"))])
    found: dict[str, Counter[tuple[str, str]]] = {book.id: Counter() for book in books}
    for start in range(0, len(books), BATCH):
        facts = load(books[start : start + BATCH])
        try:
            for finding in run(rules, facts)[1]:
                found[finding.document][finding.rule, finding.message] += 1
        finally:
            facts.close()
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=500)
    parser.add_argument("--seed", type=int, default=20261)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--missed", action="store_true", help="show the faults that were not found")
    options = parser.parse_args()
    sound = [book for book in books() if book.paragraphs]
    chance = random.Random(options.seed)
    kinds = list(KINDS)
    cases: list[tuple[str, Book, Book, str]] = []
    while len(cases) < options.times:
        kind, book = kinds[len(cases) % len(kinds)], chance.choice(sound)
        made = planted(book, kind, chance, f"case-{len(cases)}")
        if made is not None:
            cases.append((kind, book, made[0], made[1]))
    before = judged(sound)
    after = judged([case[2] for case in cases])
    count: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for kind, book, case, what in cases:
        new = after[case.id] - before[book.id]
        count[kind] += 1
        found[kind] += bool(new)
        if options.missed and not new:
            print(kind, book.id, what)
    lines = [f"| {kind} | {count[kind]} | {found[kind] / count[kind]:.3f} |" for kind in kinds]
    lines.append(f"| all | {count.total()} | {found.total() / count.total():.3f} |")
    invented = [sum(before[book.id].values()) for book in sound if book.id.startswith("invented")]
    page = _page(options, [book.id for book in sound], lines, invented)
    print("\n".join(lines), f"findings on sound invented books: {invented}", sep="\n")
    if options.write:
        PAGE.write_text(page, encoding="utf-8")


def _page(options: argparse.Namespace, names: list[str], lines: list[str], invented: list[int]) -> str:
    about = (__doc__ or "").split("\n\n", 1)[1].strip()
    kinds = "\n".join(f"- `{kind}`: {made.__doc__}" for kind, made in KINDS.items())
    return f"""# Faults planted in the text of budget books

Made by `python -m bench.prose.inject --times {options.times} --seed {options.seed} --write` on {len(names)} books:
{", ".join(names)}.

{about}

{kinds}

| fault | planted | found |
|---|---|---|
{chr(10).join(lines)}

Findings on the {len(invented)} sound invented books: {sum(invented)}.
"""


if __name__ == "__main__":
    main()
