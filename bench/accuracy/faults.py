"""What each rule's fault looks like, as a reviewer would describe it and not as the rule is written."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from bench.accuracy.invent import Invented, Row
from bench.accuracy.planting import (
    AMOUNT,
    COST,
    ECOLOGICAL,
    ECONOMIC,
    LASTING,
    PROJECT,
    QUALITY,
    SATISFIED,
    SOCIAL,
    TIME,
    Change,
    Planter,
    again,
    moved,
    on,
    project,
    put,
    row,
    several,
    without,
)


def _times(factor: float) -> Change:
    def change(random: Random, row: Row) -> None:
        row.value = f"{Decimal(row.value) * Decimal(str(factor)):f}"

    return change


def _costs(factor: float) -> Planter:
    """The total cost multiplied by ``factor``."""
    return on(row(COST, "总成本", "总投资控制额", unit="万元"), _times(factor))


def _parts(random: Random, one: Invented) -> int | None:
    """Parts of the cost that add up to more than the project has."""
    total = float(one.total.replace(",", ""))
    for name in ("劳务费用", "材料费用", "场地费用"):
        one.rows.append(Row("成本指标", COST, name, "≤", f"{total * 0.45:.2f}", "万元"))
    return PROJECT


def _few(random: Random, one: Invented) -> int | None:
    """One or two rows for the whole project."""
    one.rows[:] = random.sample(one.rows, random.choice((1, 2)))
    return PROJECT


def _sums(random: Random, one: Invented) -> int | None:
    """Fiscal money that does not add up to the total."""
    total = float(one.total.replace(",", ""))
    one.fiscal, one.other = f"{total * random.choice((0.5, 0.83, 1.2)):,.6f}", ""
    return PROJECT


def _code(random: Random, one: Invented) -> int | None:
    """A digit of the code lost or printed twice."""
    at = random.randrange(10, 20)
    one.code = one.code[:at] + one.code[at + random.choice((0, 1)) * 2 - 1 :]
    return PROJECT


def _named(random: Random, row: Row) -> None:
    row.name += row.value + row.unit


def _misnamed(random: Random, row: Row) -> None:
    row.name += f"{int(float(row.value)) + random.choice((1, 7, 30))}{row.unit}"


def _respelled(random: Random, row: Row) -> None:
    """A character of the name replaced by one of the same sound."""
    right = random.choice([word for word in _RESPELLED if word in row.name])
    row.name = row.name.replace(right, random.choice(_RESPELLED[right]), 1)


_RESPELLED = {
    "培训": ("培迅", "陪训"), "合格": ("合各", "和格"), "监测": ("监侧",), "满意度": ("满意渡",),
    "及时": ("及吋", "急时"), "完成": ("完城", "玩成"), "验收": ("验牧",), "次数": ("次树",),
    "维护": ("维户", "维沪"), "准确": ("准却",),
}  # fmt: skip


def _comma(random: Random, row: Row) -> None:
    """A decimal comma."""
    row.value = f"{random.randrange(10, 99)},{random.randrange(10, 99)}"


def _other_word(random: Random, row: Row) -> None:
    row.name = row.name.replace("满意度", "满意率")


def _other_word_and_value(random: Random, row: Row) -> None:
    _other_word(random, row)
    row.value = "80"


RATE = row((QUALITY, TIME), "率", unit="%", operator="≥ =", not_in="差错 投诉")
SHARE = row((QUALITY, TIME, SOCIAL, LASTING), "率", unit="%", operator="≥ =", not_in="差错 下降 增长 降低")
SATISFACTION = row(SATISFIED, "满意度")
LESS = row((), "故障次数", "事故次数", "响应时间", "修复时间", "差错率", "投诉率", "投诉次数", operator="≤")
PIECES = row(AMOUNT, "数量", "次数", "人数", "期数", "人次")
MONEY = row(COST, "成本", unit="万元")
NUMBERS = row((), operator="≥ ≤ =")
WORDED = row((), operator="定性")

PLANTERS: dict[str, Planter] = {
    "PI-AMT-001": _sums,
    "PI-AMT-002": several(project(fiscal=("#####", "待定")), project(total=("########", "见附件"))),
    "PI-AMT-003": several(
        project(total="0.000000", fiscal="0.000000", other=""), project(total="", fiscal="", other="")
    ),
    "PI-AMT-004": _costs(10_000),
    "PI-AMT-005": _costs(0.0001),
    "PI-CST-001": several(_costs(1.3), _costs(12)),
    "PI-CST-002": _parts,
    "PI-CLS-001": on(row(), put(level1=("过程指标", "管理指标", "其他指标", "基本指标"))),
    "PI-CLS-002": on(row(), put(level2=("过程指标", "服务指标", "安全指标", "创新指标", "其他"))),
    "PI-CLS-003": several(
        on(row((AMOUNT, QUALITY, TIME)), put(level1=("效益指标", "满意度指标"))),
        on(row((SOCIAL, LASTING, ECONOMIC)), put(level1=("产出指标", "成本指标"))),
        on(row(SATISFIED), put(level1=("效益指标", "产出指标"))),
    ),
    "PI-CLS-010": on(row((QUALITY, TIME), "率", unit="%"), moved(AMOUNT)),
    "PI-CLS-011": on(PIECES, moved(QUALITY)),
    "PI-CLS-012": several(
        on(row(QUALITY, "合格率", "完好率", "准确率", "覆盖率", "出勤率"), moved(TIME)),
        on(row(AMOUNT, "购置数量", "手册数量", "发放人数", "人员人数"), moved(TIME)),
    ),
    "PI-CLS-013": several(
        on(PIECES, moved(SATISFIED)), on(row((QUALITY, TIME), "合格率", "及时率", "准确率"), moved(SATISFIED))
    ),
    "PI-CLS-014": on(SATISFACTION, moved(QUALITY, TIME, SOCIAL, LASTING, ECONOMIC)),
    "PI-CLS-015": several(
        on(
            row(TIME, "按期完成率", "按期举办率"),
            put(level1="成本指标", level2=COST, name=("设备完好率", "全年资料准确率")),
        ),
        on(row(QUALITY, "合格率", "正常运行率", "覆盖率"), moved(COST)),
        on(MONEY, moved("社会成本指标")),
    ),
    "PI-CLS-016": several(
        on(row(QUALITY, "验收合格率", "考核合格率", "准确率"), moved(SOCIAL, LASTING, ECONOMIC, ECOLOGICAL)),
        on(row(AMOUNT, "购置数量", "手册数量"), moved(ECOLOGICAL)),
    ),
    "PI-CLS-017": on(row((AMOUNT, TIME), unit="%"), put(name=("年度任务完成率", "工作完成度", "宣传手册印制完成率"))),
    "PI-CLS-018": on(
        row((QUALITY, AMOUNT), "率", unit="%"), put(name=("预算支出进度", "全年资金支付率", "预算执行率"))
    ),
    "PI-CMP-001": on(row(), put(level2="")),
    "PI-CMP-002": on(row(), put(name="")),
    "PI-CMP-003": on(NUMBERS, put(operator="")),
    "PI-CMP-004": on(row(), put(value="")),
    "PI-CMP-005": on(NUMBERS, put(unit="")),
    "PI-CMP-006": project(goal=""),
    "PI-CMP-007": without(lambda one: one.level1 == "产出指标"),
    "PI-CMP-008": without(lambda one: one.level1 == "效益指标"),
    "PI-CMP-009": without(lambda one: one.level1 == "满意度指标"),
    "PI-CMP-010": without(lambda one: one.level1 == "成本指标", kinds=("购置", "建设")),
    "PI-CMP-011": without(lambda one: one.level1 == "成本指标", but=("购置", "建设")),
    "PI-CMP-012": without(row(AMOUNT)),
    "PI-CMP-013": without(row(QUALITY), but=("建设",)),
    "PI-CMP-014": without(row(TIME), but=("建设", "购置", "信息化建设")),
    "PI-CMP-020": without(row(TIME), kinds=("建设", "购置")),
    "PI-CMP-015": _few,
    "PI-DIR-001": on(MONEY, put(operator=("≥", ">"))),
    "PI-DIR-002": on(LESS, put(operator="≥")),
    "PI-DIR-003": on(SATISFACTION, put(operator=("≤", "<"))),
    "PI-DIR-004": on(SHARE, put(operator="≤")),
    "PI-DIR-005": on(PIECES, put(operator=("≤", "<"))),
    "PI-DIR-006": on(row(TIME, "完成时间", "竣工时间"), put(operator=("≥", ">"))),
    "PI-DUP-001": again(put()),
    "PI-DUP-002": again(_times(0.5), row((), operator="≥")),
    "PI-DUP-003": again(put(unit="天"), row(AMOUNT)),
    "PI-DUP-004": several(
        again(put(name="全年{}"), row()),
        again(_other_word, SATISFACTION),
    ),
    "PI-DUP-005": several(
        again(_other_word_and_value, SATISFACTION),
        again(put(name="全年{}", value="75"), SHARE),
    ),
    "PI-GOL-001": project(
        goal=("保障各项工作正常开展。", "保障机关日常工作正常运转", "做好年度各项业务工作", "完成年度工作任务。")
    ),
    "PI-GOL-004": project(goal=("“{}", "{}，，", "开展相关工作以及", "（{}")),
    "PI-GOL-005": project(
        goal=("开展面向群众的宣传服务，改善公共服务质量，营造良好氛围。", "改善辖区河湖水质，恢复岸线植被。")
    ),
    "PI-GOL-006": project(goal=("260.000000", "1,200.50", "86")),
    "PI-OPR-001": on(NUMBERS, put(operator=("+", "正向", "约", "#", "大于小于"))),
    "PI-OPR-002": on(row((), operator="="), put(operator="-")),
    "PI-OPR-003": on(MONEY, _comma),
    "PI-OPR-004": several(
        on(row((), operator="≥"), put(value=("≤{}", "={}", "<{}"))),
        on(row((), operator="≤"), put(value=("≥{}", "={}"))),
    ),
    "PI-QLT-001": on(NUMBERS, put(operator="定性")),
    "PI-QLT-002": on(NUMBERS, put(value=("优", "良好", "明显", "达到预期"), unit="")),
    "PI-QLT-003": on(WORDED, put(unit=("%", "次", "个"))),
    "PI-QLT-004": on(WORDED, put(value=("显著", "得当", "得到加强"))),
    "PI-MEA-008": on(WORDED, put(value=("显著提升", "逐步完善", "有所减少"))),
    "PI-MEA-009": on(WORDED, put(value=("符合要求", "按计划推进", "达到相关标准"))),
    "PI-MEA-010": on(
        row((), "次数", "人数", "年限", operator="≥"), put(operator="定性", value=("高", "较高"), unit="")
    ),
    "PI-CMP-021": on(NUMBERS, put(value=("-", "##", "/"))),
    "PI-PLH-001": several(on(NUMBERS, put(value=("####", "待定", "XX"))), on(row(), put(name="XX{}"))),
    "PI-PLH-002": project(goal=("待定", "为XX村办理{}", "待补充")),
    "PI-TPL-001": on(row(), put(name=("指标1：{}", "指标2:{}", "指标3、{}"))),
    "PI-TPL-002": several(on(RATE, put(name="{}（≥**%）")), on(MONEY, put(name="{}（≤**万元）"))),
    "PI-TIM-001": on(row(TIME, "完成时间", "竣工时间"), put(value=("13", "18", "24", "90"))),
    "PI-TIM-002": on(
        row(TIME, "响应时间", "修复时间", "反馈时间", "到账时间"), put(value=("400", "500", "720"), unit="天")
    ),
    "PI-COD-001": project(code=("{}_7", "{}#", "{}.1")),
    "PI-COD-002": _code,
    "PI-UNT-001": on(SATISFACTION, put(unit=("人次", "个", "次", "万元"))),
    "PI-UNT-002": on(SHARE, put(unit=("人", "次", "个", "天", "万元"))),
    "PI-UNT-003": on(PIECES, put(unit="%")),
    "PI-UNT-004": on(row((), "时间", "年限"), put(unit=("个", "人", "台", "次"))),
    "PI-UNT-006": on(row(AMOUNT, "课时"), put(unit=("次", "人", "场"))),
    "PI-UNT-007": on(row((), "人数", "人次"), put(unit=("个", "场", "家", "台"))),
    "PI-UNT-008": several(
        on(row((), "人数", unit="人"), put(unit="人次")), on(row((), "人次", unit="人次"), put(unit="人"))
    ),
    "PI-UNT-009": on(MONEY, put(value="100", unit="%")),
    "PI-UNT-010": several(
        on(row(COST, unit="万元"), put(value="{}万元", unit="%")),
        on(row(TIME, unit="分钟"), put(value="{}分钟", unit="小时")),
    ),
    "PI-UNT-011": on(NUMBERS, put(unit=("欠", "盏数项", "个次方"))),
    "PI-UNT-012": on(row(COST, "成本", "单价"), put(unit=("个", "台", "人", "次"))),
    "PI-UNT-013": on(row(AMOUNT, "次数"), put(unit=("天", "人", "万元", "平方米"))),
    "PI-UNT-014": on(row((), "面积"), put(unit=("间", "万米", "处", "人"))),
    "PI-VAL-001": on(NUMBERS, put(value=("1.2.5", "12,3456", "3，4，5", "9.5.0"))),
    "PI-VAL-002": several(on(SHARE, put(value=("980", "120", "950"))), on(SATISFACTION, put(value=("101", "900")))),
    "PI-VAL-003": on(SHARE, put(value="-{}")),
    "PI-VAL-004": several(on(SHARE, put(operator="≥", value="0")), on(PIECES, put(operator="≥", value="0"))),
    "PI-VAL-005": on(row((), "差错率", "投诉率"), put(operator="≤", value="100")),
    "PI-VAL-006": on(row((AMOUNT, QUALITY), operator="≥ ="), put(operator="区间", value=("120-100", "95-90", "30~20"))),
    "PI-VAL-007": on(
        row(AMOUNT, unit=("人", "人次", "次", "场", "台", "套", "个", "册")), put(value=("497.99", "1.5", "20.3"))
    ),
    "PI-VAL-008": on(row(COST, unit="万元"), put(value="0")),
    "PI-VAL-009": several(on(SATISFACTION, put(value=("0.95", "0.9"))), on(RATE, put(value=("0.98", "1")))),
    "PI-VAL-010": on(
        row((QUALITY, TIME), "合格率", "准确率", "完好率", "及时率", "按期完成率"), put(value=("10", "9", "40"))
    ),
    "PI-VAL-011": on(SATISFACTION, put(value=("60", "70", "79"))),
    "PI-MEA-001": several(
        on(row(TIME, unit="%"), put(name=("完成率", "工作进度", "任务完成率", "工作完成率"))),
        on(row(AMOUNT), put(name=("参加次数", "数量", "工作数量"), unit="次")),
    ),
    "PI-MEA-002": on(
        row((SOCIAL, LASTING), unit="%"),
        put(name=("提升基层公共服务水平", "推动各项工作顺利开展", "保障群众生产生活需要", "促进行业健康发展")),
    ),
    "PI-MEA-003": on(
        row((SOCIAL, LASTING), unit="%"), put(name=("工作开展情况", "社会影响力", "各项工作完成质量", "项目实施成效"))
    ),
    "PI-MEA-007": on(SATISFACTION, put(name=("满意度", "服务对象满意度", "满意率"))),
    "PI-CMB-001": several(
        on(SATISFACTION, put(name=("学生、家长、教师满意度", "居民、企业、社工满意度"))),
        on(RATE, put(name=("设备合格率、完好率", "学员出勤率、结业率", "材料合格率和抽检率"))),
    ),
    "PI-NAM-001": on(PIECES, put(name=("{}大于等于十", "{}不少于20"))),
    "PI-NAM-002": on(SHARE, put(name=("上半年30%、下半年60%的{}", "{}（首年20%、次年40%）"))),
    "PI-NAM-003": on(row(AMOUNT, unit=("人", "人次", "次", "个", "台", "套", "场", "件")), _named),
    "PI-NAM-006": several(
        on(SHARE, put(name=("{}≥99.5%", "{}达到99.5%以上"))),
        on(row(AMOUNT, unit=("人", "人次", "次", "台", "套", "场", "件")), _misnamed),
    ),
    "PI-NAM-004": on(RATE, put(name=("{}=合格数/总数", "{}=完成数/计划数×100%"))),
    "PI-TXT-001": on(row(), put(name=("“{}", "{}（含乡镇", "《条例》《{}"))),
    "PI-TXT-004": on(lambda one: any(word in one.name for word in _RESPELLED), _respelled),
    "PI-TIM-011": on(row((), unit=("小时", "分钟", "天")), put(value=("2026", "2025"))),
    "PI-VAL-012": on(row(AMOUNT, unit=("人", "人次", "次", "场", "台", "套", "个", "册")), put(value="2026")),
    "PI-VAL-013": on(row(TIME, "完成时间", "竣工时间"), put(value=("46295", "46356"))),
    "PI-CMP-016": without(row(QUALITY), kinds=("建设",)),
    "PI-CMP-018": project(fiscal="", other=""),
    "PI-PUB-006": project(goal=("{}联系人身份证110105198703052318。", "{}（370102199012113829）")),
    "PI-PUB-007": project(goal=("{}联系电话13900001234。", "{}（15812345678）")),
    "PI-PUB-008": on(row(), put(name=("{}（13900001234）", "{}13812345678"))),
    "PI-REL-003": project(goal=("本项目经费主要用于人员劳务、材料印制等支出。", "申请资金用于购买服务和办公耗材。")),
    "PI-TIM-006": on(row((AMOUNT, QUALITY, TIME)), put(name=("2024年{}", "2023年度{}"))),
    "PI-TIM-007": project(goal=("2025年内{}", "2025年度{}")),
    "PI-TIM-008": on(row((), "使用年限"), put(value="1")),
    "PI-TIM-009": on(row(TIME, "故障响应时间"), put(value=("1", "3", "7"), unit=("天", "工作日", "月"))),
    "PI-UNT-005": on(SHARE, put(name=("符合档案管理要求", "工程建设进度", "设备安装进度"), value="6", unit="月")),
    "PI-MEA-004": several(
        on(row((QUALITY, TIME), unit="%"), put(name=("运维服务", "安全检查", "设备安装", "培训课程"))),
        on(SATISFACTION, put(name=("参训学员", "社区居民", "服务对象"))),
    ),
    "PI-MEA-005": on(
        MONEY, put(name=("总成本控制在预算范围内", "成本不超过预算", "项目成本控制在预算内"), value="100", unit="%")
    ),
    "PI-MEA-006": on(
        row(TIME, unit="%"), put(name=("全年支出进度", "预算资金支付率", "项目经费支出进度", "资金支付进度"))
    ),
    "PI-NAM-005": on(
        row(AMOUNT),
        put(name="按照年度工作计划和上级有关文件要求面向全区各乡镇街道组织开展形式多样内容丰富的便民服务活动的{}"),
    ),
}
"""Planters by rule. Faults of a rule without one are planted only from its examples."""
