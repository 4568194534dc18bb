"""Forms: what the printed tables say. Call ``read_book``; the rooms are listed in docs/architecture.md."""

from auditor.forms.book import read_book
from auditor.forms.table.mapping import check_map, load_map, parse_map

__all__ = ["check_map", "load_map", "parse_map", "read_book"]
