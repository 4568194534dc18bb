"""A word printed in the column of operators stays there; a shifted cell does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor import read

_HEAD = (
    "预算12表 项目支出绩效表\n\n金额单位：万元\n\n"
    "项目名称\t项目总额\t绩效目标\t一级指标\t二级指标\t三级指标\t绩效指标性质\t本年绩效指标值\t绩效度量单位\n"
    "馆藏保护\t12.5\t修复文物30件。\t产出指标\t数量指标\t修复文物\t≥\t30\t件\n"
)


@pytest.mark.parametrize(
    ("cells", "operator", "value", "unit"),
    [
        ("产出指标\t时效指标\t修复进展\t及时\t\t", "及时", "", ""),
        ("效益指标\t社会效益指标\t文保事业发展\t促进\t促进\t", "促进", "促进", ""),
        ("效益指标\t社会效益指标\t文物损毁率\t下降\t10\t%", "下降", "10", "%"),
        ("产出指标\t数量指标\t修复书画\t定性\t优\t", "定性", "优", ""),
        ("产出指标\t数量指标\t修复书画\t\t优\t", "", "优", ""),
        ("产出指标\t数量指标\t修复书画\t30\t件\t", "", "30", "件"),
    ],
)
def test_the_operator_as_printed(tmp_path: Path, cells: str, operator: str, value: str, unit: str) -> None:
    path = tmp_path / "table.txt"
    path.write_text(f"{_HEAD}\t\t\t{cells}\n", encoding="utf-8")
    found = read(path).projects[0].indicators[-1]
    assert (found.operator, found.value, found.unit) == (operator, value, unit)
