"""Forms: what the printed tables say. One module a layout family; ``read_book`` is the way in."""

from auditor.forms.book import read_book

__all__ = ["read_book"]
