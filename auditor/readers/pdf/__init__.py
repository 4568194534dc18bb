"""PDF: ruled tables by the page's own lines, other tables by the positions of their words, the rest as lines."""

from auditor.readers.pdf.document import sniff
from auditor.readers.pdf.read import PageRead, read, read_pages

__all__ = ["PageRead", "read", "read_pages", "sniff"]
