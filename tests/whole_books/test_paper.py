"""One fault of the paper planted in a sound book: it is reported by its rule, in each format, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.forms.final_accounts.book import FinalBook, Sheet
from tests.whole_books import final, shanghai
from tests.whole_books.formats import FORMATS, read_back
from tests.whole_books.judged import findings

Change = Callable[[FinalBook], FinalBook]


def on_sheet(at: int, change: Callable[[Sheet], Sheet]) -> Change:
    def changed(book: FinalBook) -> FinalBook:
        return replace(book, sheets=tuple(change(one) if n == at else one for n, one in enumerate(book.sheets)))

    return changed


def above(at: int, old: str, new: str) -> Change:
    """Another text in the lines above a table."""
    return on_sheet(at, lambda one: replace(one, above=tuple(text.replace(old, new) for text in one.above)))


def noted(at: int, *notes: str) -> Change:
    return on_sheet(at, lambda one: replace(one, below=notes))


def undrawn(at: int, begin: str) -> Change:
    """Without the row that begins so."""
    rows = final.SHEETS[at].drawn.split("\n")
    return on_sheet(at, lambda one: replace(one, drawn="\n".join(row for row in rows if not row.startswith(begin))))


def listed(old: str, new: str) -> Change:
    """Another text in the contents; a line without text is left out."""
    return lambda book: replace(book, front=tuple(filter(None, (line.replace(old, new) for line in book.front))))


def unlisted(word: str) -> Change:
    return lambda book: replace(book, front=tuple(line for line in book.front if word not in line))


def ordered(*places: int) -> Change:
    """The sheets in this order; one may be left out or come twice."""
    return lambda book: replace(book, sheets=tuple(book.sheets[at] for at in places))


FINAL: dict[str, tuple[Change, set[str]]] = {
    "one character in the contents": (listed("收入决算表", "收人决算表"), {"PI-PUB-013"}),
    "another year in a title": (
        lambda book: above(3, "2025年", "2024年")(dated(book)), {"PI-PUB-021"},
    ),
    "a body with one wrong character": (above(4, "气象局", "气像局"), {"PI-PUB-022"}),
    "no unit": (above(2, "金额单位：万元", ""), {"PI-PUB-002"}),
    "two numbers exchanged": (
        lambda book: above(2, "公开03表", "公开04表")(above(3, "公开04表", "公开03表")(book)), {"PI-PUB-024"},
    ),
    "a table twice": (ordered(0, 1, 2, 3, 4, 5, 6, 7, 8, 8), {"PI-PUB-020"}),
    "a long table twice": (
        lambda book: unpaged(ordered(0, 1, 1, 2, 3, 4, 5, 6, 7, 8)(book)), {"PI-PUB-020"},
    ),
    "a table moved": (
        lambda book: unpaged(ordered(0, 1, 2, 3, 4, 6, 5, 7, 8)(book)), {"PI-PUB-015", "PI-PUB-024"},
    ),
    "a table left out": (
        lambda book: unpaged(ordered(0, 1, 2, 3, 4, 6, 7, 8)(book)), {"PI-PUB-010", "PI-PUB-011"},
    ),
    "a table not listed": (lambda book: unpaged(unlisted("三公")(book)), {"PI-PUB-012"}),
    "the line of a class left out": (undrawn(1, "221｜"), {"PI-TIE-002"}),
    "a line between two levels left out": (undrawn(1, "22102｜"), {"PI-TIE-002"}),
    "a note that is not true": (noted(7, final.NOTE.replace("国有资本经营", "政府性基金")), {"PI-PUB-017"}),
    "a note copied": (noted(8, final.NOTE.replace("国有资本经营", "政府性基金")), {"PI-PUB-018"}),
}  # fmt: skip
SHANGHAI: dict[str, tuple[Change, set[str]]] = {
    "one character in a title": (above(1, "收入预算总表", "收人预算总表"), {"PI-PUB-013"}),
    "the year before": (
        lambda book: listed("2026年部门支出", "2025年部门支出")(above(2, "2026年", "2025年")(book)), {"PI-PUB-021"},
    ),
    "a title of a unit": (
        lambda book: listed("2026年部门收入", "2026年预算单位收入")(above(1, "2026年部门", "2026年预算单位")(book)),
        {"PI-PUB-023"},
    ),
    "a label of a unit": (above(3, "编制部门", "编制单位"), {"PI-PUB-023"}),
    "a table in another unit": (above(2, "单位：元", "单位：万元"), {"PI-PUB-003", "PI-TIE-021"}),
    "no note": (noted(6), {"PI-PUB-019"}),
    "notes exchanged": (
        lambda book: noted(5, shanghai.note("国有资本经营"))(noted(6, shanghai.note("政府性基金"))(book)),
        {"PI-PUB-018"},
    ),
    "a note below sums": (noted(4, shanghai.note("一般公共")), {"PI-PUB-017"}),
    "an empty table twice": (lambda book: unpaged(ordered(0, 1, 2, 3, 4, 5, 5, 6, 7, 8)(book)), {"PI-PUB-020"}),
}  # fmt: skip
CASES = {f"final: {name}": (final.BOOK, *case) for name, case in FINAL.items()}
CASES |= {f"shanghai: {name}": (shanghai.BOOK, *case) for name, case in SHANGHAI.items()}


def dated(book: FinalBook) -> FinalBook:
    """The book with 2025年 before the title of each table."""
    return replace(
        book, sheets=tuple(replace(one, above=(f"2025年{one.above[0]}", *one.above[1:])) for one in book.sheets)
    )


def unpaged(book: FinalBook) -> FinalBook:
    """The book with contents that name no pages."""
    return replace(book, front=tuple(line.rstrip("0123456789") for line in book.front))


@pytest.fixture(scope="module", params=[file for file in FORMATS if file != "book.docx"])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, set[str]]]:
    """The format, and the rules that tell something of each case. Word files take as long to write as all others."""
    folder, file = tmp_path_factory.mktemp("books"), request.param
    books = [read_back(change(book), file, folder / name.replace(":", "")) for name, (book, change, _) in CASES.items()]
    found = findings(*books)
    return file, {name: {one.rule for one in found[book.id]} for name, book in zip(CASES, books, strict=True)}


@pytest.mark.parametrize("name", CASES)
def test_a_fault_of_the_paper_is_told_alone(name: str, told: tuple[str, dict[str, set[str]]]) -> None:
    file, rules = told[0], CASES[name][2]
    assert told[1][name] - {"PI-PUB-025"} == rules
    # A page printed twice is a page of its own only where there are pages.
    assert ("PI-PUB-025" in told[1][name]) == (file.endswith(".pdf") and "PI-PUB-020" in rules)


def test_pages_are_compared_with_the_contents(tmp_path: Path) -> None:
    book = read_back(listed(f"{'.' * 40}5", f"{'.' * 40}15")(final.BOOK), "book.pdf", tmp_path)
    assert [one.message for one in findings(book)[book.id]] == [
        "目录列“财政拨款收入支出决算总表”在第 15 页；照其他各条推算，应是第 5 页。"
    ]


def test_a_page_without_text_between_others(tmp_path: Path) -> None:
    sheets = (*final.SHEETS[:4], Sheet("", (), "", ""), *final.SHEETS[4:])
    book = read_back(unpaged(replace(final.BOOK, sheets=sheets)), "book.pdf", tmp_path)
    assert {one.rule for one in findings(book)[book.id]} == {"PI-PUB-026"}
