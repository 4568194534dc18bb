"""Two rounds of one audit compared: what was mended, what stands, what is new, and which cells changed."""

from auditor.rounds.difference import Difference, compare
from auditor.rounds.round import Round

__all__ = ["Difference", "Round", "compare"]
