"""Forms: what the printed tables say. One module a layout family; ``read_book`` is the way in."""

from auditor.forms.book import read_book
from auditor.forms.table.mapping import load_map, parse_map

__all__ = ["load_map", "parse_map", "read_book"]
