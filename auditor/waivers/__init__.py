"""Waivers: findings that a responsible person has accepted, each with a reason and the last day it holds.

``read_waivers(path) -> list[Waiver]``, ``apply(audit, waivers, today)``, ``add(path, waivers)``.
"""

from auditor.waivers.apply import apply
from auditor.waivers.file import Waiver, add, read_waivers

__all__ = ["Waiver", "add", "apply", "read_waivers"]
