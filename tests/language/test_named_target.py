"""Targets written into names, over invented rows of many fields, compared with the value's cell."""

from __future__ import annotations

import pytest

from auditor.language.levels import level2
from auditor.language.measure import measure
from auditor.language.named_target import named_target
from auditor.language.value import read_value


def _relation(name: str, value: str, unit: str) -> tuple[str, str]:
    target = read_value("≥", value, unit)
    found = named_target(measure(name, level2("数量指标")), target, unit or target.inner_unit)
    return found.text, found.relation


@pytest.mark.parametrize(
    ("name", "value", "unit", "text"),
    [
        ("购置执法记录仪40台", "40", "台", "40台"),
        ("购置庭审设备十五套", "15", "套", "十五套"),
        ("新栽苗木三百株", "300", "株", "三百株"),
        ("全年接待阅档群众2.2万人次", "22000", "人次", "2.2万人次"),
        ("全年接待阅档群众22000人次", "2.2", "万人次", "22000人次"),
        ("接警后1.5小时内到达现场", "90", "分钟", "1.5小时"),
        ("火情上报时间不超过10分钟", "10", "分钟", "10分钟"),
        ("修复防火道12公里", "12000", "米", "12公里"),
        ("器械采购总价50万元", "500000", "元", "50万元"),
        ("群众满意度达到90%以上", "90", "%", "90%"),
        ("消防水带更换60条", "60", "个（条、根）", "60条"),
        ("更换路灯灯头3100盏", "3100", "盏", "3100盏"),
        ("运维服务期一年", "12", "个月", ""),
    ],
)
def test_the_same_amount_however_it_is_printed(name: str, value: str, unit: str, text: str) -> None:
    assert _relation(name, value, unit) == (text, "相同" if text else "")


@pytest.mark.parametrize(
    ("name", "value", "unit", "text"),
    [
        ("购置电动担架8台", "6", "台", "8台"),
        ("通关差错率不超过千分之二", "2", "%", "千分之二"),
        ("客流分析报告每月5日前报送", "15", "日", "5日"),
        ("十二个车站导向标识更换", "9", "个", "十二个"),
        ("更换3座森林瞭望塔避雷设施", "4", "座", "3座"),
        ("维修十二间备勤宿舍", "10", "间", "十二间"),
        ("参赛运动员500人", "450", "人", "500人"),
        ("案卷扫描30万页", "25", "万页", "30万页"),
        ("故障修复时间不超过8小时", "24", "小时", "8小时"),
        ("路口故障30分钟到场", "45", "分钟", "30分钟"),
        ("接警后5分钟内出动时间", "8", "分钟", "5分钟"),
        ("课程出勤率达到95%", "90", "%", "95%"),
        ("单场赛事经费控制在5万元以内", "80000", "元", "5万元"),
        ("建设健身步道6公里", "8000", "米", "6公里"),
    ],
)
def test_another_amount(name: str, value: str, unit: str, text: str) -> None:
    assert _relation(name, value, unit) == (text, "不同")


@pytest.mark.parametrize(
    ("name", "value", "unit"),
    [
        ("10人以上团队参观人数", "200", "人"),
        ("十二个车站导向标识更换", "36", "个"),
        ("每场培训50人", "200", "人"),
        ("每月不少于2次系统巡检", "12", "次"),
        ("第3次集中清查次数", "2", "次"),
        ("一次性救助人次", "30", "人次"),
        ("工程一次验收合格率", "95", "%"),
        ("8吨水罐消防车采购数量", "2", "辆"),
        ("3岁以下儿童体检人数", "800", "人"),
        ("三级医院对口帮扶数量", "5", "家"),
        ("5个乡镇司法所设备配备数量", "60", "个"),
        ("7×24小时值守响应时间", "2", "小时"),
        ("二期工程完成时间", "6", "月"),
        ("2026年6月至8月汛期值守天数", "90", "天"),
        ("120急救电话10秒接听率", "98", "%"),
        ("百元医疗收入卫生材料支出", "22", "元"),
        ("电梯维修8部", "6", "辆"),
        ("全天候监测点位数", "12", "个"),
        ("每10万人律师人数", "30", "人/10万人"),
        ("林区巡护里程", "1200", "公里"),
        ("1-3月禁火期巡查次数", "40", "次"),
        ("5天以上集训班举办天数", "12", "天"),
    ],
)
def test_a_number_that_only_describes_is_no_target(name: str, value: str, unit: str) -> None:
    assert _relation(name, value, unit) == ("", "")
