"""How a paragraph is worded: what is stated, and what is left alone."""

from __future__ import annotations

import pytest

from auditor.prose import wording
from auditor.prose.phrases import misprinted


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("本部门/单位收入预算3万元。", ["部门/单位"]),
        ("××局收入预算3万元。", ["××"]),
        ("收入预算X万元。", ["X"]),
        ("比20XX年增加3万元。", ["20XX年"]),
        ("主要原因是____。", ["____"]),
        ("机关运行经费（说明）26万元。", ["（说明）"]),
        ("各部门/单位应当落实制度，有待完善。", []),
        ("根据X101、X102街坊规划和100×200毫米的标准。", []),
        ("二〇〇八年起施行，采购X光机1台。", []),
    ],
)
def test_residue_of_a_template(text: str, found: list[str]) -> None:
    assert wording.residue(text) == found


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("与上年持平，。", 1),
        ("与上年持平。。", 1),
        ("（，主要原因）", 1),
        ("收入3,000.00万元，增长7.14%。", 0),
        ("落实“过紧日子”要求……严格控制。", 0),
        ("包括：“三公”经费、会议费。", 0),
        ("1.5万元。2.3万元。", 0),
    ],
)
def test_signs_that_do_not_stand_together(text: str, count: int) -> None:
    assert len(wording.doubled(text)) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("因公出国（境费3万元。", 1),
        ("因公出国境）费3万元。", 1),
        ("“三公经费3万元。", 1),
        ("《预算法规定。", 1),
        ("“关于“十四五”规划”（试行）", 0),
        ("行政单位医疗（款)3万元。", 0),
        ("1）验收；2）付款。（1）验收", 0),
        ("People’s Park", 0),
    ],
)
def test_brackets_and_quotes_in_pairs(text: str, count: int) -> None:
    assert len(wording.unpaired(text)) == count


@pytest.mark.parametrize(
    ("text", "ends", "breaks"),
    [
        ("与上年持平。", True, False),
        ("主要职能包括：", True, False),
        ("按规定执行（详见附件一）", True, False),
        ("设备0台（套）", False, False),
        ("主要原因是", False, True),
        ("编报项目25个，", False, True),
        ("按程序落实资金拨付", False, False),
    ],
)
def test_the_end_of_a_paragraph(text: str, ends: bool, breaks: bool) -> None:
    assert (wording.ends(text), wording.breaks_off(text)) == (ends, breaks)


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (["本单位收入", "本单位支出", "本单位采购", "本部门资产"], "单位"),
        (["本部门收入", "本部门支出", "本部门采购"], "部门"),
        (["本部门收入", "本单位支出", "本部门采购", "本单位资产"], ""),
        (["2025年部门预算经济分类"], ""),
    ],
)
def test_for_whom_a_book_speaks(texts: list[str], kind: str) -> None:
    assert wording.kind_of_book(texts) == kind


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("公务车用车运行费21万元", [("公务车用车运行", "公务用车运行")]),
        ("国有资产经营预算0万元", [("国有资产经营预算", "国有资本经营预算")]),
        ("一般共公预算拨款", [("一般共公预算", "一般公共预算")]),
        ("因公出国(境)费、公务用车购置及运行费、公务接待费", []),
        ("政府采购的服务、财政拨款总收入、公务用车", []),
    ],
)
def test_fixed_phrases_with_one_wrong_character(text: str, found: list[tuple[str, str]]) -> None:
    assert [(printed, meant) for printed, meant, _ in misprinted(text)] == found
