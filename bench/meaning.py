"""Time the package language on 100,000 distinct indicators on one core: ``python -m bench.meaning``; writes
RESULTS-meaning.md. Then the same indicators again: repeated names should cost almost nothing.
"""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
from itertools import product
from pathlib import Path
from time import process_time

PAGE = Path(__file__).with_name("RESULTS-meaning.md")
NAMES = 100_000
TARGET = 20.0
"""Seconds of processor time for the distinct names."""

_FIELDS = """
    教师培训 公路养护 图书借阅 河道清淤 疫苗接种 消防演练 粮食收储 路灯维修 校舍修缮 社区矫正 文物巡查 水质监测 反诈宣传
    农机作业 病虫害防治 老年人体检 垃圾清运 档案数字化 信访接待 就业指导 残疾人康复 食品抽检 桥梁检测 大气监测 非遗传承
"""
_HEADS = """
    人次|≥|300|人次 合格率|≥|95|% 及时率|=|100|% 完成时间|≤|12|月 故障修复时间|≤|2|小时 投诉处理率|≥|98|%
    满意度|≥|90|% 覆盖面积|≥|40|平方米 总成本|≤|30|万元 场次|≥|12|场 质量|定性|优| 增长率|≥|5|% 故障次数|≤|3|次
    知晓率|≥|80|% 使用年限|≥|5|年 人均费用|≤|400|元/人 工作推进情况|≥|90|% 资料发放册数|≥|500|册
    档案归档完整性|=|100|% 应急响应时间|≤|30|分钟
"""
FIELDS, HEADS = _FIELDS.split(), _HEADS.split()
LEVELS = (("产出指标", "数量指标"), ("产出指标", "质量指标"), ("产出指标", "时效指标"), ("效益指标", "社会效益指标"))


def indicators(count: int) -> list[tuple[str, str, str, str, str, str]]:
    """Level 1, level 2, name, operator, value, unit; all names differ."""
    rows = []
    for number, (field, head) in enumerate(product(FIELDS, HEADS)):
        tail, operator, value, unit = head.split("|")
        for place in range(-(-count // (len(FIELDS) * len(HEADS)))):
            level1, level2 = LEVELS[(number + place) % len(LEVELS)]
            rows.append((level1, level2, f"第{place + 1}片区{field}{tail}", operator, value, unit))
    return rows[:count]


def understand(rows: list[tuple[str, str, str, str, str, str]]) -> float:
    """Seconds of processor time to understand ``rows``, as for filling the table 指标."""
    from auditor.language.classify import classify
    from auditor.language.direction import wanted
    from auditor.language.gauge import gauge
    from auditor.language.levels import level2 as canonical2
    from auditor.language.measure import measure
    from auditor.language.misprints import misprint
    from auditor.language.named_target import named_target
    from auditor.language.vagueness import vague
    from auditor.language.value import read_value

    start = process_time()
    for level1, level2, name, operator, value, unit in rows:
        target = read_value(operator, value, unit)
        found = measure(name, canonical2(level2))
        lower = canonical2(level2)
        judged = classify(found, level1, level2, target)
        vagueness = vague(found, level1, level2, target)
        wanted(found, level1, lower, target, unit)
        gauge(found, lower, not judged.why and vagueness != "口号")
        named_target(found, target, unit)
        misprint(name)
    return process_time() - start


def once(count: int) -> tuple[float, float, float]:
    """Seconds to load the words, for distinct names, and for the same names again; in this process."""
    rows = indicators(count)
    words = understand(rows[:1])
    return words, understand(rows), understand(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, default=NAMES)
    parser.add_argument("--once", action="store_true", help="print the seconds of this process")
    options = parser.parse_args()
    if options.once:
        print(*once(options.names))
        return
    command = [sys.executable, "-m", "bench.meaning", "--once", "--names", str(options.names)]
    runs = [
        tuple(map(float, subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()))
        for _ in range(3)
    ]
    words, first, again = min(runs, key=lambda run: run[1])
    page = "\n".join([
        "# Meaning of names",
        "",
        f"Made by `python -m bench.meaning` on {platform.system()} {platform.machine()},"
        f" Python {platform.python_version()}; processor time of one core, best of {len(runs)} processes.",
        "",
        "| what | seconds | target |",
        "|---|---|---|",
        f"| loading the words | {words:.2f} | |",
        f"| {options.names:,} indicators with distinct names | {first:.2f} | ≤ {TARGET:g} |",
        f"| the same indicators again | {again:.2f} | |",
    ])  # fmt: skip
    print(page)
    if options.names == NAMES:
        PAGE.write_text(page + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
