"""Lists of a pack: read with their types, joined by rules, kept within the pack's folder and within bounds."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from auditor.facts.load import load
from auditor.findings import Finding, RuleState
from auditor.rulebook import RuleFilesError, load_packs, lookup_tables, run
from auditor.rulebook.predicate import ConditionError
from tests.rulebook.conftest import book

CSV = "名称,单位,下限,必设\n建设成本,万元,60,是\n培训人数,人次,100,否\n无此指标,个,,\n"
PACK = """
tables:
  指标库:
    file: {file}
    columns: {{名称: 文字, 单位: 文字, 下限: 数字, 必设: 是否}}
rules:
- id: PI-TST-001
  name: 查对
  over: 指标
  where: "{where}"
  join: {{table: 指标库, on: "{on}", kind: {kind}}}
  message: "{message}"
"""

Judge = Callable[..., list[Finding]]


@pytest.fixture
def judge(tmp_path: Path) -> Judge:
    def make(
        on: str = "三级指标 = 指标库.名称",
        kind: str = "exists",
        message: str = "{三级指标}",
        where: str = "true",
        file: str = "库.csv",
        data: str | bytes = CSV,
    ) -> list[Finding]:
        content = data.encode() if isinstance(data, str) else data
        (tmp_path / "库.csv").write_bytes(content)
        pack = tmp_path / "规则.yaml"
        pack.write_text(PACK.format(on=on, kind=kind, message=message, where=where, file=file), encoding="utf-8")
        outcomes, findings = run(load_packs([pack]), load([book()]))
        assert outcomes[0].outcome is RuleState.RAN, outcomes[0].why
        return findings

    return make


@pytest.mark.parametrize(
    ("on", "kind", "message", "said"),
    [
        ("三级指标 = 指标库.名称", "exists", "{三级指标}", ["建设成本", "培训人数"]),
        ("三级指标 = 指标库.名称", "missing", "{三级指标}", ["验收合格率", "学员满意度"]),
        ("三级指标 = 指标库.名称 and 数值 < 指标库.下限", "exists", "{数值}＜{指标库.下限}", ["50＜60"]),
        ("三级指标 = 指标库.名称 and 指标库.单位 <> 度量单位", "exists", "应为{指标库.单位}", ["应为人次"]),
        ("contains(三级指标, 指标库.名称[1:2]) and 指标库.必设", "exists", "{指标库.名称}", ["建设成本"]),
        ("指标.三级指标 = 指标库.名称 and 指标库.下限 is null", "exists", "x", []),
    ],
)
def test_rules_look_rows_up(judge: Judge, on: str, kind: str, message: str, said: list[str]) -> None:
    assert [finding.message for finding in judge(on, kind, message)] == said


def test_a_csv_of_excel_in_china_is_read(judge: Judge) -> None:
    assert len(judge(data=CSV.encode("gb18030"))) == 2
    assert len(judge(data=b"\xef\xbb\xbf" + CSV.encode())) == 2


def test_an_xlsx_is_read(tmp_path: Path, judge: Judge) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    workbook = openpyxl.Workbook()
    for row in (
        ["名称", "单位", "下限", "必设"],
        ["建设成本", "万元", 60.5, True],
        [None] * 4,
        ["培训人数", None, 1, None],
    ):
        workbook.active.append(row)
    workbook.save(tmp_path / "库.xlsx")
    found = judge(file="库.xlsx", message="{指标库.下限}、{指标库.必设}、{指标库.单位}")
    assert [finding.message for finding in found] == ["60.5、是、万元", "1、（空）、（空）"]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"data": "名称,单位,下限\n"}, ["必设"]),
        ({"data": "名称,单位,下限,必设,必设\n"}, ["两列"]),
        ({"data": CSV.replace("60", "六十")}, ["第2行", "下限", "数字"]),
        ({"data": CSV.replace("是", "对")}, ["第2行", "必设", "是否"]),
        ({"data": b"\xff\xff\x00\x81"}, ["编码"]),
        ({"file": "没有.csv"}, ["找不到"]),
        ({"file": "规则.yaml"}, [".csv"]),
        ({"on": "三级指标 = 名称"}, ["名称", "指标库.名称"]),
        ({"on": "三级指标 = 指标库.名字"}, ["名字", "名称"]),
        ({"on": "三级指标 = 项目.项目名称"}, ["项目.项目名称"]),
        ({"on": "指标库.名称"}, ["真假"]),
        ({"on": "数值 = length(指标库.下限)"}, ["不成立"]),
        ({"kind": "both"}, ["both", "exists"]),
        ({"kind": "missing", "message": "{指标库.名称}"}, ["指标库.名称"]),
        ({"message": "{指标库.名字}"}, ["名字"]),
    ],
)
def test_a_wrong_list_is_told(judge: Judge, change: dict[str, str | bytes], named: list[str]) -> None:
    with pytest.raises(RuleFilesError) as raised:
        judge(**change)
    assert all(word in str(raised.value) for word in named), str(raised.value)


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd.csv", "../外.csv", "a/../../外.csv", "..\\外.csv", "C:\\x.csv", "C:x.csv",
        "\\\\server\\share\\x.csv",
        "//server/share/x.csv", "file:///etc/passwd.csv", "http://example.com/x.csv", "链接.csv",
        "库/../../外.csv", "~/x.csv",
    ],
)  # fmt: skip
def test_a_list_lies_in_the_folder_of_its_pack(tmp_path: Path, name: str) -> None:
    (tmp_path / "外.csv").write_text(CSV, encoding="utf-8")
    inner = tmp_path / "包"
    inner.mkdir()
    try:
        (inner / "链接.csv").symlink_to(tmp_path / "外.csv")
    except OSError:
        pytest.skip("no symbolic links here")
    with pytest.raises(ConditionError):
        lookup_tables.inside(inner, name)


def test_a_list_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, judge: Judge) -> None:
    monkeypatch.setattr(lookup_tables, "MAX_ROWS", 2)
    with pytest.raises(RuleFilesError, match="过长"):
        judge()
    monkeypatch.setattr(lookup_tables, "MAX_BYTES", 20)
    with pytest.raises(RuleFilesError, match="过大"):
        judge()


def test_an_xlsx_that_swells_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, judge: Judge) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 3_000_000)
    (tmp_path / "库.xlsx").write_bytes(packed.getvalue())
    monkeypatch.setattr(lookup_tables, "MAX_INFLATED", 1_000_000)
    with pytest.raises(RuleFilesError, match="庞大"):
        judge(file="库.xlsx")
    (tmp_path / "库.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(RuleFilesError, match="读不出"):
        judge(file="库.xlsx")


def test_numbers_are_decimals(judge: Judge) -> None:
    data = CSV.replace("60", '"1,234.56"')
    assert judge(on="三级指标 = 指标库.名称 and 指标库.下限 = 1234.56", data=data)
    assert lookup_tables._number(0.1) == Decimal("0.1")
