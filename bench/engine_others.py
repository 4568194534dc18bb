"""The ten checks of bench/engine.py in other engines: ``python bench/engine_others.py pandera|frictionless ROWS.csv``.

Runs in a separate environment; prints version, seconds and the number of failing rows as JSON.
"""

from __future__ import annotations

import importlib
import json
import re
import sys
from importlib.metadata import version
from time import perf_counter
from typing import Any

LEVELS2 = ["数量指标", "质量指标", "时效指标", "经济成本指标", "社会效益指标", "生态效益指标", "服务对象满意度指标"]
TEMPLATE = re.compile("指标[0-9]+[:：]")


def pandera(path: str) -> tuple[float, int]:
    """Data frame checks in Polars, all failures collected."""
    pl: Any = importlib.import_module("polars")
    pa: Any = importlib.import_module("pandera.polars")
    frame = pl.read_csv(path, schema_overrides={"数值": pl.Float64, "指标值": pl.String})
    c = pl.col
    good = [
        ~((c("方向") == "越小越好") & c("指标性质").is_in(["≥", ">"])),
        ~((c("计量类别") == "满意度") & c("指标性质").is_in(["≤", "<"])),
        ~((c("度量单位") == "%") & (c("数值") > 100)),
        c("三级指标").fill_null("") != "",
        c("指标值").fill_null("") != "",
        c("三级指标").str.len_chars() <= 40,
        ~c("三级指标").str.contains("指标[0-9]+[:：]"),
        ~(c("数值") < 0),
        c("二级指标").is_in(LEVELS2),
        ~c("三级指标").str.contains("#####", literal=True),
    ]

    def check(number: int) -> Any:
        return pa.Check(lambda data: data.lazyframe.select(good[number].fill_null(True)), name=str(number))

    schema = pa.DataFrameSchema(checks=[check(number) for number in range(len(good))])
    start = perf_counter()
    failing: set[int] = set()
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        failing = set(errors.failure_cases["index"].drop_nulls().to_list())
    return perf_counter() - start, len(failing)


def frictionless(path: str) -> tuple[float, int]:
    """A custom check that looks at each row."""
    module: Any = importlib.import_module("frictionless")

    class Ten(module.Check):  # type: ignore[misc]
        type = "ten"
        Errors = (module.errors.RowConstraintError,)

        def validate_row(self, row: Any) -> Any:
            name, value, number = row["三级指标"] or "", row["指标值"], row["数值"]
            bad = (
                (row["方向"] == "越小越好" and row["指标性质"] in ("≥", ">"))
                or (row["计量类别"] == "满意度" and row["指标性质"] in ("≤", "<"))
                or (row["度量单位"] == "%" and number is not None and number > 100)
                or not name
                or value in (None, "")
                or len(name) > 40
                or TEMPLATE.search(name)
                or (number is not None and number < 0)
                or row["二级指标"] not in LEVELS2
                or "#####" in name
            )
            if bad:
                yield module.errors.RowConstraintError.from_row(row, note="bad")

    start = perf_counter()
    # The path is absolute, which frictionless refuses as unsafe unless it is trusted.
    with module.system.use_context(trusted=True):
        report = module.validate(path, checks=[Ten()], limit_errors=1_000_000)
    seconds = perf_counter() - start
    return seconds, len({error.row_number for task in report.tasks for error in task.errors})


def main() -> None:
    name, path = sys.argv[1:3]
    seconds, rows = {"pandera": pandera, "frictionless": frictionless}[name](path)
    print(json.dumps({"version": version(name), "seconds": seconds, "rows": rows}))


if __name__ == "__main__":
    main()
