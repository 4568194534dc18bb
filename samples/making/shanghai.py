"""Layout L3, one project per page (上海 财政项目支出绩效目标申报表). Departments, projects and figures are invented."""

from __future__ import annotations

from dataclasses import dataclass

from samples.making.table import Table

PROJECT_LEVELS = {
    "产出": ("产出指标", {"数": "数量指标", "质": "质量指标", "时": "时效指标"}),
    "成本": ("成本指标", {"经": "经济成本指标"}),
    "效益": ("效益指标", {"社": "社会效益指标", "持": "可持续影响指标", "生": "生态效益指标"}),
    "满意": ("满意度指标", {"服": "服务对象满意度指标"}),
}


@dataclass(frozen=True)
class Applied:
    """One application form; ``indicators`` are "产出/数｜名称｜值"."""

    name: str
    nature: str
    kind: str
    unit: str
    total: str
    annual: str
    goal: str
    annual_goal: str
    indicators: tuple[str, ...]


APPLIED = (
    Applied(
        "公共图书馆夜间开放服务",
        "经常性项目",
        "其他一次性项目",
        "临江区图书馆",
        "1,260,000.00",
        "420,000.00",
        "三年内使区图书馆和八家街道分馆实现每周五日夜间开放，读者夜间借阅便利。",
        "完成八家分馆照明与安保改造，夜间开放全年不少于250日。",
        (
            "产出/数｜夜间开放天数｜>=250.00(天)",
            "产出/数｜参与开放分馆数｜=8.00(家)",
            "产出/质｜设备完好率｜>=98.00(%)",
            "产出/时｜改造完成时间｜6月底前",
            "成本/经｜单日开放成本｜<=1680.00(元)",
            "效益/社｜夜间到馆人次｜>=60000.00(人次)",
            "满意/服｜读者满意度｜>=90.00(%)",
        ),
    ),
    Applied(
        "河道水质监测",
        "经常性项目",
        "业务类",
        "临江区水务管理站",
        "880,000.00",
        "880,000.00",
        "掌握区内三十二条河道的水质变化，为治理提供数据。",
        "每月监测一次，全年提交监测报告十二份。",
        (
            "产出/数｜监测河道条数｜=32.00(条)",
            "产出/数｜监测报告份数｜=12.00(份)",
            "产出/质｜数据有效率｜>=95.00(%)",
            "产出/时｜报告提交及时率｜=100.00(%)",
            "效益/生｜水质达标断面比例｜>=85.00(%)",
            "效益/持｜监测档案完整性｜完整",
            "满意/服｜周边居民满意度｜>=80.00(%)",
        ),
    ),
    Applied(
        "老旧小区消防设施更新",
        "一次性项目",
        "基本建设类",
        "临江区应急管理局",
        "5,430,000.00",
        "5,430,000.00",
        "更换十六个小区已到年限的消防设施，消除火灾隐患。",
        "年内完成十六个小区消防设施更换并通过验收。",
        (
            "产出/数｜更新小区数量｜=16.00(个)",
            "产出/数｜铺设消防管道长度｜985米",
            "产出/质｜工程验收合格率｜=100.00(%)",
            "产出/时｜项目按期完工率｜=100.00(%)",
            "成本/经｜项目总成本｜<=5430000.00(元)",
            "效益/社｜火灾事故下降率｜合理",
            "满意/服｜居民满意度｜>=85.00(%)",
        ),
    ),
    Applied(
        "社区法律咨询进楼组",
        "经常性项目",
        "业务类",
        "临江区司法局",
        "360,000.00",
        "360,000.00",
        "让居民在楼组就近得到法律咨询，减少邻里纠纷。",
        "律师每月进楼组一次，全年不少于480场次。",
        (
            "产出/数｜咨询场次｜>=480.00(场次)",
            "产出/数｜服务居民人次｜>=9600.00(人次)",
            "产出/质｜咨询记录完整率｜=100.00(%)",
            "产出/时｜咨询答复及时性｜及时",
            "效益/社｜纠纷就地化解率｜>=70.00(%)",
            "满意/服｜居民满意度｜>=90.00(%)",
        ),
    ),
    Applied(
        "非遗手工艺传习班",
        "经常性项目",
        "业务类",
        "临江区文化馆",
        "245,500.00",
        "245,500.00",
        "传承竹编、灯彩等四项区级非遗手工艺，培养年轻学员。",
        "开办传习班十二期，学员不少于240人，年末办成果展一次。",
        (
            "产出/数｜传习班期数｜=12.00(期)",
            "产出/数｜培训学员人数｜>=240.00(人)",
            "产出/质｜学员结业率｜>=90.00(%)",
            "产出/时｜开班时间｜按月安排",
            "成本/经｜人均培训成本｜<=1022.92(元/人)",
            "效益/持｜学员继续从艺比例｜100-120人",
            "满意/服｜学员满意度｜>=95.00(%)",
        ),
    ),
    Applied(
        "政务数据机房运行维护",
        "经常性项目",
        "信息化类",
        "临江区政务数据中心",
        "2,118,600.00",
        "2,118,600.00",
        "保障全区政务系统机房全年不间断运行。",
        "故障响应不超过30分钟，全年可用率不低于99.9%。",
        (
            "产出/数｜巡检次数｜>=365.00(次)",
            "产出/质｜系统可用率｜>=99.90(%)",
            "产出/时｜故障响应时间｜<=30.00(分钟)",
            "成本/经｜维护费控制｜<=2118600.00(元)",
            "效益/持｜运维制度健全性｜健全",
            "满意/服｜使用部门满意度｜>=90.00(%)",
        ),
    ),
)


def form(applied: Applied) -> Table:
    """The form: a key-value head of four column pairs, then the indicators."""
    table = Table("财政项目支出绩效目标申报表", [26, 34, 42, 32, 22, 26], [("（2026年度）", "center")])
    table.put(0, 0, "项目名称")
    table.put(0, 1, applied.name, columns=5)
    pairs = [
        ("项目性质", applied.nature, "项目类别", applied.kind),
        ("主管部门", "临江区财政局", "实施单位", applied.unit),
        ("计划开始日期", "2026-01-01", "计划完成日期", "2026-12-31"),
    ]
    for row, (left, left_value, right, right_value) in enumerate(pairs, 1):
        table.put(row, 0, left)
        table.put(row, 1, left_value, columns=2)
        table.put(row, 3, right)
        table.put(row, 4, right_value, columns=2)
    funds = [
        ("项目资金总额", applied.total, "年度资金申请总额", applied.annual),
        ("其中：财政资金", applied.total, "其中：当年财政拨款", applied.annual),
        ("其他资金", "0.00", "上年结转资金", "0.00"),
    ]
    table.put(4, 0, "项目资金（元）", rows=3)
    for row, (left, left_value, right, right_value) in enumerate(funds, 4):
        table.put(row, 1, left)
        table.put(row, 2, left_value, align="right")
        table.put(row, 3, right)
        table.put(row, 4, right_value, columns=2, align="right")
    for row, (label, text) in enumerate([("项目总目标", applied.goal), ("年度总体目标", applied.annual_goal)], 7):
        table.put(row, 0, label)
        table.put(row, 1, text, columns=5)
    for column, (title, columns) in {
        0: ("一级指标", 1), 1: ("二级指标", 1), 2: ("三级指标", 2), 4: ("年度指标值", 2),
    }.items():  # fmt: skip
        table.put(9, column, title, columns=columns, align="center")
    keys = [line.split("｜")[0] for line in applied.indicators]
    for number, line in enumerate(applied.indicators):
        key, name, value = line.split("｜")
        level1, level2 = key.split("/")
        row = 10 + number
        # Equal neighbours are one merged cell, as the real system prints them.
        if number == 0 or keys[number - 1].split("/")[0] != level1:
            run = sum(1 for other in keys if other.startswith(f"{level1}/"))
            table.put(row, 0, PROJECT_LEVELS[level1][0], rows=run)
        if number == 0 or keys[number - 1] != key:
            table.put(row, 1, PROJECT_LEVELS[level1][1][level2], rows=keys.count(key))
        table.put(row, 2, name, columns=2)
        table.put(row, 4, value, columns=2)
    return table
