"""Times the rule engine and writes bench/ENGINE.md: ``python bench/engine.py [--rows N] [--others PYTHON]``.

The table 指标 is filled by SQL: a few dozen lines go through the real chain, and their rows are multiplied with
varied names and values, one in a hundred from a faulty line. ``--others`` names a Python that has pandera[polars]
and frictionless (in a separate venv); it runs the same ten checks on the same rows (bench/engine_others.py).
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from auditor.facts.facts import Facts
from auditor.facts.load import load
from auditor.rulebook import RuleSet, builtin_packs, load_packs
from auditor.rulebook.examples import build_book
from auditor.rulebook.pack import ExampleText
from auditor.rulebook.query import Answer, ask_all, query_of

ROOT = Path(__file__).resolve().parent.parent
TARGET = 10.0
CHUNK = 100_000

CLEAN = """
产出指标 | 数量指标 | 培训教师人数 | ≥ | 120 | 人
产出指标 | 数量指标 | 修缮校舍面积 | ≥ | 3500 | 平方米
产出指标 | 数量指标 | 采购图书数量 | ≥ | 2000 | 册
产出指标 | 数量指标 | 开展巡诊次数 | ≥ | 24 | 次
产出指标 | 质量指标 | 设备验收合格率 | ≥ | 98 | %
产出指标 | 质量指标 | 路面平整度达标率 | ≥ | 95 | %
产出指标 | 质量指标 | 水质检测合格率 | ≥ | 99 | %
产出指标 | 时效指标 | 工程完工时限 | ≤ | 11 | 月
产出指标 | 时效指标 | 平均故障修复时间 | ≤ | 4 | 小时
产出指标 | 时效指标 | 补助资金按时发放率 | ＝ | 100 | %
成本指标 | 经济成本指标 | 校舍修缮成本 | ≤ | 85.5 | 万元
成本指标 | 经济成本指标 | 人均培训费用 | ≤ | 400 | 元/人
效益指标 | 社会效益指标 | 受益居民人数 | ≥ | 5000 | 人
效益指标 | 社会效益指标 | 群众投诉处理率 | ≥ | 98 | %
效益指标 | 生态效益指标 | 新增绿化面积 | ≥ | 600 | 平方米
满意度指标 | 服务对象满意度指标 | 参训教师满意度 | ≥ | 90 | %
满意度指标 | 服务对象满意度指标 | 受益居民满意度 | ≥ | 92 | %
"""
FAULTY = """
产出指标 | 时效指标 | 平均故障修复时间 | ≥ | 4 | 小时
满意度指标 | 服务对象满意度指标 | 参训教师满意度 | ≤ | 90 | %
产出指标 | 质量指标 | 设备验收合格率 | ≥ | 150 | %
产出指标 | 数量指标 | 指标1：培训教师人数 | ≥ | -3 | 人
产出指标 | 数量指标 | ##### | ≥ |  | 人
"""

CHECKS = {
    "direction": "方向 = '越小越好' and 指标性质 in ('≥', '>')",
    "satisfaction": "计量类别 = '满意度' and 指标性质 in ('≤', '<')",
    "percentage": "度量单位 = '%' and 数值 > 100",
    "no name": "三级指标 is null or 三级指标 = ''",
    "no value": "指标值 is null or 指标值 = ''",
    "long name": "length(三级指标) > 40",
    "template": "regexp_matches(三级指标, '指标[0-9]+[:：]')",
    "negative": "数值 < 0",
    "level 2": "二级指标 not in ('数量指标', '质量指标', '时效指标', '经济成本指标', '社会效益指标', '生态效益指标', "
    "'服务对象满意度指标')",
    "placeholder": "contains(三级指标, '#####')",
}
"""The ten checks that all engines run. engine_others.py has the same."""

COLUMNS = ("行标识", "方向", "计量类别", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "数值")


def table(rows: int) -> Facts:
    """Facts whose table 指标 has ``rows`` rows."""
    lines = [text.strip().splitlines() for text in (CLEAN, FAULTY)]
    content = {"项目": {"项目名称": "样例", "项目总额": "100"}, "指标": lines[0] + lines[1]}
    facts = load([build_book(ExampleText.model_validate(content), "样例")])
    clean, faulty = len(lines[0]), len(lines[1])
    facts.connection.execute("CREATE TABLE 样例 AS SELECT * FROM 指标")
    facts.connection.execute("DELETE FROM 指标")
    for start in range(0, rows, CHUNK):
        facts.connection.execute(f"""
        INSERT INTO 指标 BY NAME
        SELECT 样例.* REPLACE (
            i::INTEGER AS 行标识,
            '样例/P' || i // 20 AS 项目标识,
            '第' || i // 20 || '号项目' AS 项目名称,
            '样例/P' || i // 20 || '/I' || i % 20 AS 指标标识,
            i % 20 + 1 AS 序号,
            CASE WHEN 三级指标 = '#####' THEN 三级指标 ELSE '街道' || hash(i) % 50000 || 三级指标 END AS 三级指标,
            CASE WHEN 量纲 = '比率' THEN 数值 ELSE 数值 + i % 97 END AS 数值
        )
        FROM range({start}, {min(start + CHUNK, rows)}) r(i)
        JOIN 样例 ON 样例.行标识 = CASE WHEN i % 100 = 0 THEN {clean} + (i // 100) % {faulty} ELSE i % {clean} END""")
    return facts


def judge(book: RuleSet, facts: Facts) -> tuple[float, list[Answer]]:
    """Seconds that all rules of ``book`` over 指标 take, and what they say."""
    queries = [query_of(rule) for rule in book.rules if rule.table.name == "指标" and rule.text.enabled]
    start = perf_counter()
    answers = list(ask_all(facts.connection, queries))
    return perf_counter() - start, answers


def ten() -> RuleSet:
    """The ten checks as a pack."""
    rules = [
        {"id": f"PI-BEN-{number:03}", "name": name, "over": "指标", "where": where, "message": name}
        for number, (name, where) in enumerate(CHECKS.items())
    ]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ten.yaml"
        file.write_text(json.dumps({"rules": rules}, ensure_ascii=False), encoding="utf-8")
        return load_packs([file])


def loading() -> tuple[float, int]:
    """Seconds to load and bind every built-in pack, and the number of rules."""
    start = perf_counter()
    book = load_packs(builtin_packs())
    return perf_counter() - start, len(book.rules)


def others(python: str, facts: Facts, folder: Path) -> list[tuple[str, float, int]]:
    """Name, seconds and number of failing rows for each other engine, each run in a separate process."""
    path = folder / "rows.csv"
    cells = ", ".join(f'"{name}"' for name in COLUMNS)
    with path.open("w", encoding="utf-8") as stream:
        stream.write(",".join(COLUMNS) + "\n")
        cursor = facts.connection.execute(f"SELECT {cells} FROM 指标 ORDER BY 行标识")
        while part := cursor.fetchmany(50_000):
            stream.writelines(",".join("" if cell is None else str(cell) for cell in row) + "\n" for row in part)
    found = []
    for name in ("pandera", "frictionless"):
        command = [python, str(ROOT / "bench" / "engine_others.py"), name, str(path)]
        done = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
        answer = json.loads(done.stdout.splitlines()[-1])
        found.append((f"{name} {answer['version']}", float(answer["seconds"]), int(answer["rows"])))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--others", metavar="PYTHON", help="a Python with pandera[polars] and frictionless")
    options = parser.parse_args()
    load_packs(["core"])
    bound, rules = loading()
    facts = table(options.rows)
    book = load_packs(builtin_packs())
    judged = min((judge(book, facts) for _ in range(2)), key=lambda item: item[0])
    compared = min((judge(ten(), facts) for _ in range(2)), key=lambda item: item[0])
    faults = [answer for answer in judged[1] if answer.error]
    results = [("auditor (DuckDB)", compared[0], len({row[0] for answer in compared[1] for row in answer.rows}))]
    if options.others:
        with tempfile.TemporaryDirectory() as folder:
            results += others(options.others, facts, Path(folder))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    hits = sum(len(answer.rows) for answer in judged[1])
    lines = [
        "# The rule engine on many rows",
        "",
        f"Made by `python bench/engine.py --rows {options.rows}{' --others PYTHON' if options.others else ''}` on "
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}. The table 指标 has "
        f"{options.rows:,} invented rows, one in a hundred with a fault; data loaded, best of two.",
        "",
        "| what | figure | target |",
        "|---|---|---|",
        f"| load and bind all {rules} rules of the built-in packs | {bound:.2f} s | ≤ 0.6 s |",
        f"| all {len(judged[1])} rules over 指标 on {options.rows:,} rows | {judged[0]:.1f} s | ≤ {TARGET:g} s |",
        f"| rows flagged by them · rules that failed | {hits:,} · {len(faults)} | |",
        f"| peak memory | {peak:,} MB | |",
        "",
        "The same ten checks on the same rows, each engine giving the failing rows:",
        "",
        "| engine | seconds | rows found |",
        "|---|---|---|",
        *(f"| {name} | {seconds:.2f} | {found:,} |" for name, seconds, found in results),
    ]
    page = "\n".join(lines) + "\n"
    (ROOT / "bench" / "ENGINE.md").write_text(page, encoding="utf-8")
    print(page)
    for answer in faults:
        print(answer.rule, answer.error, file=sys.stderr)


if __name__ == "__main__":
    main()
