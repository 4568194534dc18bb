"""Fact table 指标: one row per indicator, with its cells as read and what ``auditor.language`` understands by them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from auditor.facts.achievement import ACHIEVEMENT, achievement
from auditor.facts.cell_checks import CELL_CHECKS, cell_checks
from auditor.facts.column import COUNT, DECIDING, NUMBER, TEXT, TEXTS, YES_NO, Column, FactRow, FactTable, FactValue
from auditor.facts.common import (
    DOCUMENT_COLUMNS,
    PLACE_COLUMNS,
    PROJECT_COLUMNS,
    ROW,
    ProjectContext,
    decimal,
    doubtful_cells,
    doubtful_columns,
    indicator_identity,
    listed_cells,
    place_cells,
    project_cells,
)
from auditor.facts.facts import Subject
from auditor.facts.particulars import end_date, project_doubts
from auditor.language import levels
from auditor.language.classify import classify
from auditor.language.direction import wanted
from auditor.language.gauge import gauge
from auditor.language.goal import told_share
from auditor.language.measure import HIGHER, LOWER, measure
from auditor.language.numbers import parse_number
from auditor.language.personal import personal
from auditor.language.placeholder import placeholder
from auditor.language.vagueness import vague
from auditor.language.value import Value, read_value
from auditor.language.value_kind import value_kind
from auditor.model import INDICATOR_CELLS, SOME_ROWS, Indicator, Ownership

EXTRA = {
    "实际完成值": ("实际完成值", "全年实际值", "完成值"),
    "偏差原因": ("偏差原因", "偏差原因分析及改进措施", "未完成原因分析"),
    "指标解释": ("指标解释", "指标内容", "评分标准", "评（扣）分标准", "备注"),
    "方向性": ("方向性", "指标方向性"),
    "期间": ("期间",),
}
"""Columns that only some layouts print → the titles under which a form may have kept them (``Indicator.extra``)."""

_WAYS = {HIGHER: "正向", LOWER: "反向"}
_WRITTEN = ("实际完成值", "偏差原因", "指标解释")

SCORES = {"分值": ("分值", "权重", "分值权重", "指标权重"), "得分": ("得分",)}
COLUMNS_OF_LABEL = {label: (column,) for column, labels in (EXTRA | SCORES).items() for label in labels}

INDICATOR = FactTable(
    "指标",
    "一行一条三级指标",
    ROW
    + DOCUMENT_COLUMNS
    + PROJECT_COLUMNS
    + (
        Column("指标标识", TEXT, "指标在本次审核中的唯一标识", of=()),
        Column("序号", COUNT, "在本项目内的次序，从1起", of=()),
        Column("结束日期", TEXT, "项目的计划完成日期，如 2026-12-31，没有为空", of=("结束日期",)),
        Column("活动", TEXT, "整体绩效目标表中的活动", of=("活动",)),
        Column(
            "期间",
            TEXT,
            "印有几个期间的表，本行属于哪一个：长期、年度、半年、前三季度等；其他表为空",
            of=("期间",),
        ),
        Column("一级指标", TEXT, "一级指标，原文", of=("一级指标",)),
        Column("二级指标", TEXT, "二级指标，原文", of=("二级指标",)),
        Column("三级指标", TEXT, "三级指标，原文（已去换行）", of=("三级指标",)),
        Column(
            "指标性质",
            TEXT,
            "规范后的符号：≥ ≤ = > < 区间 定性；为空表示单元格为空；无法识别时为原文",
            of=("指标性质",),
            given=("指标值",),
        ),
        Column("指标性质原文", TEXT, "绩效指标性质一栏原文", of=("指标性质",)),
        Column("指标值", TEXT, "指标值一栏文字", of=("指标值",)),
        Column("度量单位", TEXT, "绩效度量单位一栏文字", of=("度量单位",)),
        Column("数值", NUMBER, "指标值的数值；区间为下限；不是数字为空", of=("指标值",)),
        Column("数值上限", NUMBER, "区间的上限，否则为空", of=("指标值",)),
        Column("数值有误", YES_NO, "指标值像数字但写法不对（如 26,32）", of=("指标值",)),
        Column("评语", TEXT, "定性指标值的等级词（优、高、好 …），不是等级词为空", of=("指标值",)),
        Column(
            "指标值种类",
            TEXT,
            "指标值是什么：数字、日期（11月底前）、等级（Ⅲ类）、评语（优）、比值（1:15）、符号（-）、文字；空为空文本",
            of=("指标值",),
        ),
        Column("值内符号", TEXT, "指标值单元格自带的符号（如“≥95”中的≥），没有为空", of=("指标值",)),
        Column("值内单位", TEXT, "指标值单元格自带的单位（如“95%”中的%），没有为空", of=("指标值",)),
        Column("标准单位", TEXT, "规范后的单位，未收录为空", of=("度量单位",), given=("指标值",)),
        Column(
            "量纲",
            TEXT,
            "单位的量纲：比率、数量、次数、人、单位、金额、时长、频率、面积、长度、体积重量、"
            "能量、数据量、分值、其他；未收录为空",
            of=("度量单位",),
            given=("指标值",),
        ),
        Column("金额", NUMBER, "单位为金额时换算成万元的数值，否则为空", of=("指标值", "度量单位")),
        Column("一级类别", TEXT, "归并别名后的一级指标，无法归并为空", of=("一级指标",)),
        Column("二级类别", TEXT, "归并别名后的二级指标，无法归并为空", of=("二级指标",)),
        Column("规定一级", TEXT, "二级类别按规定所属的一级指标，无法归并为空", of=("二级指标",)),
        Column(
            "计量类别",
            TEXT,
            "名称所衡量的：比率、满意度、数量、人数、次数、金额、时长、时点、频率、面积、年限、"
            "程度、质量、规范性、进度、情况、行动、效果；未知为空",
            of=("三级指标",),
            given=("二级类别",),
        ),
        Column("计量对象", TEXT, "名称中除去计量词后的对象，没有对象（如“完成率”）为空文本", of=("三级指标",)),
        Column("中心词", TEXT, "名称右端决定含义的词（率、数量、满意度 …），未知为空", of=("三级指标",)),
        Column("方向", TEXT, "越大越好、越小越好、固定、未知", of=("三级指标",), given=("二级类别",)),
        Column(
            "应有方向",
            TEXT,
            "按名称、类别和单位应当是：正向（越大越好）、反向（越小越好）；不能确定为空",
            of=("三级指标",),
            given=("一级类别", "二级类别", "数值", "度量单位", "量纲"),
        ),
        Column(
            "方向依据",
            TEXT,
            "应有方向由什么确定：名称、成本、期限、数量、满意度、类别；不能确定为空",
            of=("应有方向",),
        ),
        Column(
            "所量",
            TEXT,
            "名称数的、量的是什么，应有相应的单位：个数、人数、人群、次数、课时、长度、文书、物品、苗木、用料、比率、金额、"
            "时间、时间变化、面积、满意度、质量、进度；不能确定为空文本",
            of=("三级指标",),
            given=("二级类别", "应属类别", "空泛缘由"),
        ),
        Column("是否比率", YES_NO, "名称衡量的是比率", of=("三级指标",), given=("二级类别",)),
        Column("可超百分百", YES_NO, "该比率可以超过100%（增长率等）", of=("三级指标",)),
        Column("规范名称", TEXT, "去掉模板文字、标点、空格后的名称，用于比较", of=("三级指标",)),
        Column("名称数字", TEXTS, "名称中出现的数值（带单位），如 50%、一次", of=("三级指标",)),
        Column("名称含符号", YES_NO, "名称中含有比较符号或“不低于”“大于等于”等文字", of=("三级指标",)),
        Column("名称含公式", YES_NO, "名称中写有计算公式", of=("三级指标",)),
        Column(
            "并列项", TEXTS, "名称中并列的、应分别衡量的内容，只有一项时为空列表", of=("三级指标",), given=("二级类别",)
        ),
        Column("模板文字", TEXT, "名称中残留的模板文字（如“指标1：”），没有为空文本", of=("三级指标",)),
        Column("占位符", TEXT, "本行单元格中的占位符（#####、XX、待定 …），没有为空文本", of=("占位列",)),
        Column("占位列", TEXT, "占位符所在的列名，没有为空文本", of=()),
        Column(
            "空泛",
            YES_NO,
            "名称看不出衡量什么：没有对象或只有口号",
            of=("三级指标",),
            given=("一级类别", "二级类别", "计量类别", "数值", "量纲"),
        ),
        Column("空泛缘由", TEXT, "无对象、口号、笼统、无计量词；不空泛为空文本", of=("空泛",)),
        Column(
            "归类处理",
            TEXT,
            "名称与所列二级指标不符时怎样改：改列（到应属类别）、改填数量（只写了完成率）、删除（支出进度）、改写（改列后也无法考核）；相符或不能确定为空",
            of=("二级指标",),
            given=("一级类别", "三级指标", f"{DECIDING}.指标性质", "数值", "评语", "标准单位", "量纲"),
        ),
        Column("应属类别", TEXT, "按含义应改列的二级指标；不改列或不能确定为空", of=("归类处理",)),
        Column("应属一级", TEXT, "应属类别所在的一级指标；没有应属类别为空", of=("归类处理",)),
        Column("归类缘由", TEXT, "与所列二级指标不符的理由，给人看的短语；相符或不能确定为空", of=("归类处理",)),
        Column("实际完成值", TEXT, "自评表的实际完成值", of=("实际完成值",)),
        Column("完成数值", NUMBER, "实际完成值的数值；不是数字为空", of=("实际完成值",)),
        Column(
            "完成单位",
            TEXT,
            "实际完成值规范后的单位，没有写单位的取度量单位；未收录为空",
            of=("实际完成值",),
            given=("标准单位",),
        ),
        Column("分值", NUMBER, "自评表或申报表的分值、权重", of=("分值",)),
        Column("得分", NUMBER, "自评表的得分", of=("得分",)),
        Column("偏差原因", TEXT, "自评表的偏差原因及改进措施", of=("偏差原因",)),
        Column("指标解释", TEXT, "指标解释、评分标准等说明列", of=("指标解释",)),
        Column("方向性", TEXT, "表中自带的指标方向性（正向、反向），没有为空", of=("方向性",)),
        Column(
            "个人信息",
            TEXTS,
            "三级指标、完成值、偏差原因、说明列中的身份证号码、手机号码（只写种类），没有为空列表",
            of=("三级指标", "实际完成值", "偏差原因", "指标解释"),
        ),
        Column(
            "目标所写百分比",
            NUMBER,
            "绩效目标中紧跟本指标名称写明的百分比，如“路面完好率达到98%”中的98；没有为空",
            of=("绩效目标",),
            given=("三级指标",),
        ),
        Column("存疑列", TEXTS, "读取时做过存疑修正的列名", of=()),
    )
    + CELL_CHECKS
    + (Column("结束月份", COUNT, "计划完成日期在预算年度内的，是几月；不是为空", of=("结束日期",)),)
    + ACHIEVEMENT
    + PLACE_COLUMNS,
    parts=((DECIDING, "指标"),),
)


def indicator_rows(places: Iterable[ProjectContext]) -> Iterator[tuple[FactRow, Subject]]:
    """The rows of 指标 without 行标识, and what each is about."""
    for place in places:
        end = end_date(place.project)
        month = int(end[5:7]) if end and end[:4] == str(place.book.year) else None
        shared = project_cells(place) | {"结束日期": end, "结束月份": month}
        doubtful = project_doubts(place.project)
        for number, indicator in enumerate(place.project.indicators, 1):
            own = indicator_doubts(indicator)
            deciding = ["指标性质"] if "指标性质" in own and _operator_decides(indicator) else []
            row = shared | {
                "指标标识": indicator.id,
                "序号": number,
                "未读栏目": listed_cells((place.project.unread - {SOME_ROWS}) | indicator.unread),
                "归属存疑": indicator.ownership is Ownership.DOUBTFUL,
                "存疑列": doubtful_columns(own, doubtful, INDICATOR.doubtful({DECIDING: deciding})),
                **_cells(indicator),
                "目标所写百分比": decimal(told_share(place.project.goal, indicator.name)),
                **place_cells(indicator.source),
            }
            yield row, subject_of(place, number - 1, indicator)


def subject_of(place: ProjectContext, position: int, indicator: Indicator, others: tuple[str, ...] = ()) -> Subject:
    """The subject of a row about ``indicator``; ``position`` is its index in its project, ``others`` are ids."""
    return Subject(
        document=place.book.id,
        project=place.project.id,
        indicator=indicator.id,
        source=indicator.source,
        raw=indicator.raw,
        order=(place.book_number, place.number, position),
        identity=indicator_identity(place, indicator),
        others=others,
    )


def indicator_doubts(indicator: Indicator) -> list[str]:
    """The columns of the indicator whose cells were read with a doubtful repair."""
    if not indicator.repairs:
        return []
    further = (column for label in indicator.extra for column in COLUMNS_OF_LABEL.get(label, ()))
    return doubtful_cells(indicator.repairs, (*INDICATOR_CELLS, *further), COLUMNS_OF_LABEL)


def meaning(indicator: Indicator) -> Value:
    """What operator, value and unit of ``indicator`` mean. The result for equal cells is cached.

    Systems that ask for 定量 or 定性 in a column of its own print "=" before a word: the column says what it is.
    """
    value = read_value(indicator.operator, indicator.value, indicator.unit)
    said = indicator.extra.get("指标值类型", "").startswith("定性")
    if said and value.operator == "=" and value.number is None and not value.malformed:
        return replace(value, operator="定性")
    return value


def _cells(indicator: Indicator) -> dict[str, FactValue]:
    value = meaning(indicator)
    upper, lower = levels.level1(indicator.level1), levels.level2(indicator.level2)
    name = measure(indicator.name, lower)
    judgement = classify(name, indicator.level1, indicator.level2, value)
    way = wanted(name, upper, lower, value, indicator.unit)
    vagueness = vague(name, indicator.level1, indicator.level2, value)
    actual = read_value("", _extra(indicator, EXTRA["实际完成值"]), "")
    operator = indicator.printed.get("指标性质")
    column, sign = first_placeholder(
        (
            ("三级指标", indicator.name), ("指标值", indicator.value), ("度量单位", indicator.unit),
            ("指标性质", indicator.operator), ("二级指标", indicator.level2), ("一级指标", indicator.level1),
        )
    )  # fmt: skip
    return {
        "活动": indicator.activity,
        "一级指标": indicator.level1,
        "二级指标": indicator.level2,
        "三级指标": indicator.name,
        "指标性质": value.operator,
        "指标性质原文": operator.raw if operator else indicator.operator,
        "指标值": indicator.value,
        "度量单位": indicator.unit,
        "数值": decimal(value.number),
        "数值上限": decimal(value.upper),
        "数值有误": value.malformed,
        "评语": value.word,
        "指标值种类": value_kind(value, indicator.value),
        "值内符号": value.inner_operator,
        "值内单位": value.inner_unit,
        "标准单位": value.unit or None,
        "量纲": value.dimension or None,
        "金额": decimal(value.money_wan),
        "一级类别": upper or None,
        "二级类别": lower or None,
        "规定一级": levels.above(lower) or None,
        "计量类别": name.kind or None,
        "计量对象": name.object,
        "中心词": name.head or None,
        "方向": name.direction,
        "应有方向": _WAYS.get(way.direction),
        "方向依据": way.because or None,
        "所量": gauge(name, lower, counted=not judgement.why and vagueness != "口号"),
        "是否比率": name.ratio,
        "可超百分百": name.over,
        "规范名称": name.normal,
        "名称数字": list(name.numbers),
        "名称含符号": name.signed,
        "名称含公式": name.formula,
        "并列项": list(name.parts),
        "模板文字": name.template,
        "占位符": sign,
        "占位列": column,
        "空泛": bool(vagueness),
        "空泛缘由": vagueness,
        **cell_checks(indicator, name, value),
        "归类处理": judgement.remedy or None,
        "应属类别": judgement.target or None,
        "应属一级": levels.above(judgement.target) or None,
        "归类缘由": judgement.why or None,
        **{fact: _extra(indicator, headers) or None for fact, headers in EXTRA.items()},
        "个人信息": personal((indicator.name, *(_extra(indicator, EXTRA[name]) for name in _WRITTEN))),
        "完成数值": decimal(actual.number),
        "完成单位": (actual.unit or value.unit) or None,
        **{fact: score(indicator, fact) for fact in SCORES},
        **achievement(name, value, actual, actual.unit or value.unit, _extra(indicator, EXTRA["偏差原因"])),
    }


def _operator_decides(indicator: Indicator) -> bool:
    """Whether another operator, or none, would change the category that ``indicator`` should stand under (应属类别)."""
    name = measure(indicator.name, levels.level2(indicator.level2))
    values = (read_value(sign, indicator.value, indicator.unit) for sign in (indicator.operator, "≥", "≤", "=", ""))
    return len({classify(name, indicator.level1, indicator.level2, value) for value in values}) > 1


def first_placeholder(cells: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Column and placeholder of the first of ``cells`` (column, text) that holds one; ("", "") if none does."""
    for column, text in cells:
        if text and (sign := placeholder(text)):
            return column, sign
    return "", ""


def _extra(indicator: Indicator, headers: tuple[str, ...]) -> str:
    return next((indicator.extra[header] for header in headers if indicator.extra.get(header)), "")


def score(indicator: Indicator, fact: str) -> Decimal | None:
    """The number in the column ``fact`` (分值 or 得分) of the indicator; None if it is not printed or not a number."""
    return decimal(parse_number(_extra(indicator, SCORES[fact])).value)
