"""Whether what a name measures has no unit."""

from __future__ import annotations

import re

from auditor.language.lexicon import words
from auditor.language.measure import Measure
from auditor.language.value import Value

_INDEX = re.compile(r"[A-Za-z]{2,6}(?:值|指数|系数)$")
"""An index known by its letters: PUE值, NDVI指数."""


def dimensionless(measure: Measure, value: Value) -> bool:
    """Indices, coefficients and proportions of two things; a degree between 0 and 1 (郁闭度 ≥ 0.6). A share (完成率
    0.95) is printed in percent by everybody and is none."""
    if _INDEX.search(measure.name):
        return True
    if measure.name.endswith(tuple(words("measure", "无单位尾"))) or "系数" in measure.name or measure.head == "指数":
        return True
    degree = measure.name.endswith(tuple(word for word in words("measure", "物理量") if word[-1] == "度"))
    return degree and value.number is not None and 0 < value.number < 1
