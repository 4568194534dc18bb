"""Forms: what the printed tables say. There is one module per layout family; call ``read_book``."""

from auditor.forms.book import read_book
from auditor.forms.table.mapping import check_map, load_map, parse_map

__all__ = ["check_map", "load_map", "parse_map", "read_book"]
