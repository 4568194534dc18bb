"""One bad document costs that document: the others are judged and reported, and the bad one is named."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from auditor.facts import load as loading
from auditor.facts.common import ProjectContext
from auditor.facts.indicator import indicator_rows
from auditor.findings import Audit
from auditor.pipeline import audit, write

FORM = """青川市2026年项目支出绩效目标表
项目名称\t{name}
项目资金总额\t60
绩效目标\t保持{name}正常运行
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t{name}处数\t≥12处
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "送审"
    made.mkdir()
    for name in ("甲", "乙"):
        (made / f"{name}.txt").write_text(FORM.format(name="路灯"), encoding="utf-8")
    return made


def documents(result: Audit) -> list[str]:
    return [book.id for book in result.documents]


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="file names are text there")
def test_a_file_name_in_another_encoding_is_shown_as_the_text_it_is(folder: Path, tmp_path: Path) -> None:
    written = os.path.join(os.fsencode(folder), "预算.txt".encode("gbk"))  # noqa: PTH118 - a name in bytes
    with open(written, "wb") as file:  # noqa: PTH123
        file.write(FORM.format(name="泵站").encode())
    result = audit([folder])
    assert set(documents(result)) == {"甲", "乙", "预算"}
    write(result, tmp_path / "结果")
    assert (tmp_path / "结果" / "预算.html").exists()


def test_a_link_that_points_at_itself_costs_itself(folder: Path) -> None:
    try:
        (folder / "丙.txt").symlink_to("丙.txt")
    except OSError:
        pytest.skip("no links here")
    result = audit([folder])
    assert set(documents(result)) == {"甲", "乙"}
    assert [Path(problem.path).name for problem in result.unread] == ["丙.txt"]


def test_a_nul_in_a_name_is_not_taken_for_a_marker(folder: Path) -> None:
    sound = "".join(
        FORM.format(name=name) for name in ("路灯", "泵站", "绿地")
    )  # one control sign in a hundred is too many
    text = FORM.format(name="花坛").replace("花坛处数", "花坛\0养护和喷泉处数") + sound
    (folder / "丙.txt").write_bytes(text.encode("utf-16"))
    assert set(documents(audit([folder]))) == {"甲", "乙", "丙"}


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_surprise_in_the_facts_of_one_document_costs_that_document(
    folder: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    sound = audit([folder / "甲.txt"])

    def surprised(contexts: Iterable[ProjectContext]) -> Iterator[object]:
        contexts = list(contexts)
        if any(context.book.id == "乙" for context in contexts):
            raise ZeroDivisionError("nobody foresaw this")
        yield from indicator_rows(contexts)

    monkeypatch.setattr(loading, "indicator_rows", surprised)
    result = audit([folder], jobs=jobs)
    assert documents(result) == ["甲"]
    assert [finding.fingerprint for finding in result.findings] == [each.fingerprint for each in sound.findings]
    (lost,) = result.unread
    assert (Path(lost.path).name, "审核时出错" in lost.message) == ("乙.txt", True)
    assert "foresaw" not in lost.message
