"""Numbers of persons are found alone, never within codes, amounts or hotlines. All numbers are invented."""

from __future__ import annotations

import pytest

from auditor.language.personal import IDENTITY, MOBILE, personal


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("护林员李某，身份证号11010519491231002X。", [IDENTITY]),
        ("护林员１１０１０５１９４９１２３１００２Ｘ", [IDENTITY]),
        ("联系电话13800000000.", [MOBILE]),
        ("王某（13800000000，440524198001010014）", [IDENTITY, MOBILE]),
        ("服务热线12368", []),
        ("固定电话010-66668888", []),
        ("项目11010522000000414967完成验收", []),
        ("编码11010526T000000414967", []),
        ("补助13800000000.50元", []),
        ("比例0.13800000000", []),
        ("11010519491331002X", []),
        ("", []),
        (None, []),
    ],
)
def test_personal(text: str | None, found: list[str]) -> None:
    assert personal([text]) == found
