"""How much work something is, in units of a small loop measured beside it: the same on a busy and on a slow machine."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

SHORTEST = 0.005
"""Seconds a unit counts at least: some clocks of processor time move in steps of 16 milliseconds and would show 0."""


def unit() -> float:
    """Processor seconds of the loop: about 20 milliseconds on a machine of 2024."""
    start = time.process_time()
    sum(number * number for number in range(400_000))
    return max(time.process_time() - start, SHORTEST)


@contextmanager
def at_most(units: float, measured: float | None = None) -> Iterator[None]:
    """Fail if the block, with the processes it starts and ends, takes more processor time than ``units`` loops.

    The loop is measured before and after the block, or was by the caller (``measured``) where blocks are many.
    """
    before = measured or unit()
    start = _spent()
    yield
    spent = _spent() - start
    if spent > units * before:
        spent_units = spent / (measured or max(before, unit()))
        assert spent_units < units, f"{spent_units:.0f} units of work, at most {units:g}"


def _spent() -> float:
    return sum(os.times()[:4])
