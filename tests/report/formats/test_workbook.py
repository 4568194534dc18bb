"""问题清单.xlsx: every finding a row, openable everywhere, nothing in it is executed, and decisions come back equal."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from shutil import which
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from auditor.findings import Audit, Choice, Decision, Severity, Status
from auditor.report.formats.workbook import ALL, COLUMNS, SUMMARY, encode, sheet_names
from auditor.report.judged import Judged
from auditor.report.plain import plain
from auditor.results import is_own
from auditor.review import Decisions
from auditor.review import encode as encode_decisions
from auditor.review.file import decode
from auditor.review.sheet import BEFORE, BY, CHOICE, FINGERPRINT, NOTE, REPLY, read_filled
from auditor.visible import FORMULA
from tests.report.conftest import book, finding

HEADS = [head for head, _ in COLUMNS]
TODAY = "2026-03-05"


def written(audit: Audit) -> bytes:
    with Judged.of(audit, evidence=False) as judged:
        return encode(judged)


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def texts(sheet: Worksheet, head: str) -> list[str]:
    column = HEADS.index(head) + 1
    return [str(sheet.cell(row, column).value or "") for row in range(2, sheet.max_row + 1)]


def test_each_finding_is_one_row_of_all_and_one_of_its_department(audit: Audit) -> None:
    made = opened(written(audit))
    assert made.sheetnames[:3] == [SUMMARY, ALL, "甲局"]
    assert len(made.sheetnames) == 2 + len(audit.documents)
    fingerprints = sorted(plain(finding.fingerprint) for finding in audit.findings)
    assert sorted(texts(made[ALL], FINGERPRINT)) == fingerprints
    assert sorted(text for name in made.sheetnames[2:] for text in texts(made[name], FINGERPRINT)) == fingerprints
    shown = [texts(made["甲局"], head) for head in (FINGERPRINT, "级别", "建议")]
    rows = {id: (level, advice) for id, level, advice in zip(*shown, strict=True)}
    assert rows["PI-DIR-001-15-p1"] == (Severity.ERROR.label, "绩效指标性质改为“≤”，或改用“成本节约率”等正向指标。")
    assert rows["PI-OPR-001-17-p1"][0] == f"{Status.READING_DOUBT.label}（{Severity.ERROR.label}）"
    summary = made[SUMMARY]
    assert summary.cell(2, 1).value == "甲局"
    assert summary.cell(5, 4).value == "未能读取", "a file of which nothing was read stands in the list too"


def test_it_is_ready_to_work_in(audit: Audit) -> None:
    sheet = opened(written(audit))["甲局"]
    assert sheet.freeze_panes == "E2"
    assert sheet.auto_filter.ref == f"A1:Q{sheet.max_row}"
    hidden = {HEADS[ord(letter) - 65] for letter, shape in sheet.column_dimensions.items() if shape.hidden}
    assert {FINGERPRINT, BEFORE, "部门"} <= hidden | {FINGERPRINT, BEFORE} == {FINGERPRINT, BEFORE, "部门"}
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == '"' + ",".join(Choice) + '"'
    assert str(choice.sqref) == f"L2:L{sheet.max_row}"
    codes = [text for text in texts(sheet, "项目编码") if text]
    assert max(map(len, codes)) < dict(COLUMNS)["项目编码"], "a code is shown whole"
    colors = {sheet.cell(row, HEADS.index("级别") + 1).fill.fgColor.rgb for row in range(2, sheet.max_row + 1)}
    assert len(colors) >= 4


@pytest.mark.parametrize(
    "text", [*(f"{sign}1+1" for sign in FORMULA), "=cmd|' /C calc'!A0", "http://x.invalid/", "{=1}"]
)
def test_no_text_is_a_formula_or_a_link(text: str) -> None:
    made = finding("R-1", "vague", Severity.ERROR, document="甲", message=text, advice=text, raw=text)
    sheet = opened(written(_of(made, department=text))).worksheets[1]
    for row in sheet.iter_rows(min_row=2):
        assert {cell.data_type for cell in row} <= {"s", "n"}
        assert [cell.hyperlink for cell in row if cell.hyperlink] == []
    cell = sheet.cell(2, HEADS.index("问题") + 1)
    assert cell.quotePrefix == text.startswith(FORMULA) or text.startswith("\r"), "a return is written as a line end"


def _of(*findings: object, department: str = "甲局") -> Audit:
    return Audit(
        "0", "2026-03-01T14:05:00+08:00", ["core"], 0, "", [book("甲", department, [])], [], list(findings)  # type: ignore[arg-type]
    )  # fmt: skip


def test_hostile_texts_make_a_valid_workbook(audit: Audit) -> None:
    odd = "".join(map(chr, range(32))) + "\ud800\udfff\ufffe\uffff\u202e_x0041_" + "长" * 40_000
    made = finding("R-1", "vague", Severity.ERROR, document="甲", message=odd, advice=odd, raw=odd)
    sheet = opened(written(_of(made, department=odd))).worksheets[1]
    shown = texts(sheet, "问题")[0]
    assert "\u202e" not in shown
    assert "_x0041_" in shown, "not taken for an escape"
    assert len(shown) < 32_767
    assert opened(written(audit)).sheetnames


def test_names_of_sheets_are_valid_and_unique() -> None:
    owners = ["a/b", "A-b", "[x]:*?\\", "'", "", "全部", "汇总", "HISTORY", "长" * 40, "长" * 40, "\x00\ud800"]
    names = sheet_names(owners)
    assert len({name.casefold() for name in names} | {"全部", "汇总", "history"}) == len(owners) + 3
    assert all(1 <= len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    assert not [name for name in names if name.startswith("'") or name.endswith("'")]


def test_the_same_audit_gives_the_same_bytes_and_they_are_known_as_ours(audit: Audit, tmp_path: Path) -> None:
    first = written(audit)
    assert written(audit) == first
    assert is_own(first)
    # Saved by another program, as a person who fills it in does.
    path = tmp_path / "清单.xlsx"
    opened(first).save(path)
    assert is_own(path.read_bytes())


# Round trip

DECIDED = {
    "PI-DIR-001-15-p1": Decision("PI-DIR-001-15-p1", Choice.TRUE, "对照原件\n两行", "张三", "2026-03-01"),
    "PI-MIS-001-16-p1": Decision("PI-MIS-001-16-p1", Choice.ASKED, "为何为空\n部门回复：漏填", "李四", "2026-03-02"),
    "BK-PUB-001-1-None": Decision("BK-PUB-001-1-None", Choice.FALSE_ALARM, "", "", ""),
    "PI-VAG-001-20-p2": Decision("PI-VAG-001-20-p2", Choice.CORRECTED, "=1+1", "@张三", "2026-03-01"),
}  # fmt: skip


def test_decisions_written_into_the_workbook_come_back_equal_to_those_of_the_file(audit: Audit, tmp_path: Path) -> None:
    decided = replace_decisions(audit, DECIDED)
    path = tmp_path / "清单.xlsx"
    path.write_bytes(written(decided))
    filled = read_filled(path, "另一人", TODAY)
    from_file = decode(encode_decisions(Decisions(DECIDED)), "意见").settled
    assert {each.fingerprint: each for each in filled.decisions} == from_file == DECIDED
    assert filled.unchosen == ()


def replace_decisions(audit: Audit, decisions: dict[str, Decision]) -> Audit:
    return replace(audit, decisions=decisions)


def fill(content: bytes, path: Path, *rows: tuple[str, str, dict[str, str]]) -> Path:
    """Type texts into rows (sheet, fingerprint, texts by column) as a person does, and save."""
    made = opened(content)
    for name, fingerprint, typed in rows:
        sheet = made[name]
        row = 2 + texts(sheet, FINGERPRINT).index(fingerprint)
        for head, text in typed.items():
            sheet.cell(row, HEADS.index(head) + 1).value = text
    made.save(path)
    return path


def test_what_is_typed_is_read_whichever_sheet_it_was_typed_in(audit: Audit, tmp_path: Path) -> None:
    decided = replace_decisions(audit, DECIDED)
    path = fill(
        written(decided), tmp_path / "清单.xlsx",
        (ALL, "PI-PLA-001-10-p1", {CHOICE: "属实", REPLY: "已补", NOTE: "金额", BY: "王五"}),
        ("甲局", "PI-DIR-001-15-p1", {CHOICE: "误报"}),
        ("甲局", "PI-OPR-001-17-p1", {NOTE: "还没看"}),
        ("甲局", "PI-MIS-001-16-p1", {REPLY: "已改好"}),
    )  # fmt: skip
    filled = read_filled(path, "默认", TODAY)
    made = {each.fingerprint: each for each in filled.decisions}
    assert made["PI-PLA-001-10-p1"] == Decision("PI-PLA-001-10-p1", Choice.TRUE, "金额\n部门回复：已补", "王五", TODAY)
    assert made["PI-DIR-001-15-p1"] == Decision("PI-DIR-001-15-p1", Choice.FALSE_ALARM, "对照原件\n两行", "张三", TODAY)
    assert made["PI-MIS-001-16-p1"].note == "为何为空\n部门回复：已改好"
    assert made["BK-PUB-001-1-None"] == DECIDED["BK-PUB-001-1-None"], "what nobody touched keeps its date"
    assert [place[:8] for place in filled.unchosen] == ["工作表“甲局”第"]


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ([("甲局", "PI-DIR-001-15-p1", {CHOICE: "大概属实"})], "工作表“甲局”第 .* 行：处理意见应是属实"),
        (
            [("甲局", "PI-DIR-001-15-p1", {CHOICE: "属实"}), (ALL, "PI-DIR-001-15-p1", {CHOICE: "误报"})],
            "是同一问题，处理意见不同",
        ),
        ([("甲局", "PI-DIR-001-15-p1", {CHOICE: "属实", BEFORE: "{"})], "隐藏的“原意见”一列被改动过"),
        ([("甲局", "PI-DIR-001-15-p1", {CHOICE: "属实", NOTE: "长" * 2001})], "note 超过 2000 字"),
    ],
)
def test_what_is_wrong_is_said_with_its_row(
    rows: list[tuple[str, str, dict[str, str]]], what: str, audit: Audit, tmp_path: Path
) -> None:
    from auditor.errors import UsageError

    with pytest.raises(UsageError, match=what):
        read_filled(fill(written(audit), tmp_path / "清单.xlsx", *rows), "", TODAY)


def test_a_workbook_without_the_columns_is_refused(tmp_path: Path) -> None:
    from auditor.errors import UsageError

    path = tmp_path / "别的.xlsx"
    Workbook().save(path)
    with pytest.raises(UsageError, match="没有找到“处理意见”和“指纹”两列"):
        read_filled(path)


@pytest.mark.skipif(which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_saves_it_with_the_decisions(audit: Audit, tmp_path: Path) -> None:
    path = tmp_path / "清单.xlsx"
    path.write_bytes(written(replace_decisions(audit, DECIDED)))
    office = which("soffice")
    assert office
    subprocess.run(
        [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx",
         "--outdir", tmp_path / "saved", path],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    saved = tmp_path / "saved" / "清单.xlsx"
    assert {each.fingerprint: each for each in read_filled(saved, "", TODAY).decisions} == DECIDED
    assert is_own(saved.read_bytes())
    with ZipFile(saved) as package:
        assert "xl/worksheets/sheet3.xml" in package.namelist()
