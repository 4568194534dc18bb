"""Copies of the files that were sent, with the findings written where they belong. The files themselves stay."""

from auditor.annotate.copies import Annotated, Copy, annotate
from auditor.annotate.correct import edits
from auditor.annotate.marked import MarkedFile
from auditor.annotate.note import notes

__all__ = ["Annotated", "Copy", "MarkedFile", "annotate", "edits", "notes"]
