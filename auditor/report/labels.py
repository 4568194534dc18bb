"""The words and signs that every report shows for severities and repairs."""

from __future__ import annotations

from auditor.findings import Severity
from auditor.model import RepairKind

_SIGNS = {Severity.ERROR: "■", Severity.WARNING: "▲", Severity.INFO: "○"}

SEVERITIES: dict[Severity, tuple[str, str]] = {severity: (severity.label, _SIGNS[severity]) for severity in Severity}
"""Severity → the word and the sign shown for it. The sign tells severities apart in black and white."""

ORDER: dict[Severity, int] = {severity: place for place, severity in enumerate(SEVERITIES)}
"""Gravest first."""

REPAIRS: dict[RepairKind, str] = {
    RepairKind.JOINED_CODE: "项目编码或名称被空格、换行断开，已拼接",
    RepairKind.EVEN_CODE: "科目编码分段或位数不齐，已按标准位数拼接",
    RepairKind.UNMARKED_MERGE: "合计的名称与金额不在同一组列下，按跨列的单元格读取",
    RepairKind.JOINED_TEXT: "文字被空格、换行断开，已拼接",
    RepairKind.SHIFTED_COLUMNS: "单元格移位，按一级指标所在位置重新对齐",
    RepairKind.MISSING_COLUMN: "本行少一个单元格，按空单元格处理",
    RepairKind.OPERATOR_GLYPH: "绩效指标性质印成其他符号，按应有符号读取",
    RepairKind.NUMBER_GLYPH: "数字的小数点、分节号或空格存疑，按应有写法读取",
    RepairKind.INHERITED_PROJECT: "本行没有项目名称，归入上一个项目",
    RepairKind.INHERITED_LEVEL: "指标级别为空，沿用上一行",
    RepairKind.REPEATED_HEADER: "重复的表头，已略去",
    RepairKind.REPEATED_ROW: "重复的项目行，已并入首次出现处",
    RepairKind.SPLIT_VALUE: "性质、指标值、单位写在一格，已拆开",
    RepairKind.SPLIT_LEVELS: "各级指标写在一格，已拆开",
    RepairKind.GLYPH: "部首、兼容字形按通用汉字读取，控制字符已略去",
    RepairKind.STITCHED: "跨页断开的行或单元格，已接续",
    RepairKind.MISSING_LEVEL: "单元格所在级别与内容不符，已按内容归位",
    RepairKind.TITLE_GLYPH: "列名或栏目名有一字之差，按相近的已知名称读取",
    RepairKind.TITLE_BY_CONTENT: "列名不认识，按这一列的内容判断是哪一栏",
    RepairKind.DOUBTFUL_CELL: "单元格内容存疑，按印刷原样读取",
}

TITLES: dict[str, str] = {
    "指标性质": "绩效指标性质",
    "指标值": "本年绩效指标值",
    "度量单位": "绩效度量单位",
}
"""Fact columns whose name differs from the column title printed in the form."""


def title(column: str) -> str:
    """The form's own title of a fact column."""
    return TITLES.get(column, column)
