"""The words that tables are recognised by: titles, header cells, units. Data only; a new layout adds its words here."""

from __future__ import annotations

NAME, TOTAL, FISCAL, OTHER, GOAL = "项目名称", "项目总额", "财政资金", "其他资金", "绩效目标"
LEVEL1, LEVEL2, LEVEL3 = "一级指标", "二级指标", "三级指标"
OPERATOR, VALUE, UNIT = "指标性质", "指标值", "度量单位"
ACTIVITY, GLUED = "活动", "绩效指标"

PROJECT_ROLES = (NAME, TOTAL, FISCAL, OTHER, GOAL)
"""Columns of a project, merged down over its indicators, in the order forms print them."""
AMOUNT_ROLES = frozenset((TOTAL, FISCAL, OTHER))
INDICATOR_ROLES = (LEVEL1, LEVEL2, LEVEL3, OPERATOR, VALUE, UNIT)

HEADERS: dict[str, tuple[str, ...]] = {
    NAME: ("项目名称",),
    TOTAL: ("项目总额", "项目资金总额", "项目资金", "资金总额", "年度资金总额", "预算数", "预算金额"),
    FISCAL: ("财政资金", "财政拨款", "财政拨款资金", "其中财政资金"),
    OTHER: ("其他资金", "其它资金", "其中其他资金"),
    GOAL: ("绩效目标", "项目绩效目标", "年度目标", "年度绩效目标", "年度总体目标", "项目总目标", "总体目标"),
    ACTIVITY: ("活动",),
    GLUED: ("绩效指标",),
    LEVEL1: ("一级指标", "一级绩效指标"),
    LEVEL2: ("二级指标", "二级绩效指标"),
    LEVEL3: ("三级指标", "三级绩效指标", "指标名称", "指标内容"),
    OPERATOR: ("绩效指标性质", "指标性质", "计算符号", "指标符号", "指标值类型"),
    VALUE: (
        "本年绩效指标值",
        "本年绩效目标值",
        "绩效指标值",
        "绩效目标值",
        "年度指标值",
        "本年指标值",
        "目标值",
        "指标值",
    ),
    UNIT: ("绩效度量单位", "度量单位", "计量单位"),
    "分值": ("权重", "分值", "分值权重", "指标权重"),
    "得分": ("得分",),
    "实际完成值": ("实际完成值", "全年实际值"),
    "偏差原因": ("偏差原因分析及改进措施", "偏差原因"),
    "指标解释": ("指标解释", "指标说明", "备注", "评扣分标准", "绩效标准"),
    "方向性": ("指标方向性",),
}
"""Fact column → what the header cell may say. Longer words are tried first, so 绩效指标 does not take 绩效指标值."""

NEEDED: dict[str, tuple[str, ...]] = {
    "项目支出绩效表": (NAME, LEVEL1, LEVEL3, VALUE),
    "部门整体支出绩效目标表": (GLUED, VALUE),
    "转移支付绩效目标表": (LEVEL1, LEVEL3, VALUE),
}
"""Columns without which a performance table cannot be read."""

MONEY_UNITS = ("万元", "亿元", "千元", "百元", "元")
TOTAL_LABELS = frozenset(("合计", "总计", "小计"))
TEXT_COLUMNS = ("名称", "编码", "科目", "类别", "目录", "领域", "单位", "项目", "级", "备注", "部门")
"""Header endings of budget columns that hold words or codes, never amounts."""
