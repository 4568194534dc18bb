"""The evidence of a finding: the cell that is at fault, and a picture of it as it is printed."""

from __future__ import annotations

from auditor.evidence.cell_sources import pinpoint
from auditor.evidence.gather import Crop, Evidence, Limits, Picture, gather
from auditor.evidence.original import Originals

__all__ = ["Crop", "Evidence", "Limits", "Originals", "Picture", "gather", "pinpoint"]
