"""What a book is as a paper: the heads of its tables, the tables that its contents list, and its pages."""

from __future__ import annotations

from auditor.grid import Source, record


@record
class TableHead:
    """What is printed above and below a table, whatever its kind. "" and None: nothing, or unknown."""

    title: str
    number: str
    source: Source
    columns: tuple[str, ...] = ()
    """Titles of its columns, two lines joined with "/"; empty for performance tables."""
    unit: str = ""
    """The unit of money that is printed; a table without one is read as 万元 all the same."""
    year: int | None = None
    """Of its title, else of a line below it: （2026年度）."""
    label: str = ""
    """What stands before the name of the body: 编制部门."""
    body: str = ""
    note: str = ""
    """注：… below it or inside, also without this word if it says of the table that it is empty."""
    amounts: int | None = None
    """How many cells hold a sum other than 0, or unreadable signs; None for performance tables, and if not read."""
    repeats: Source | None = None
    """Where the same table, with the same rows, is printed before."""


@record
class Listed:
    """A table as the book's contents (目录) list it."""

    title: str
    number: str
    """As printed beside 表: 预算01表, 表3; not the number of the entry."""
    page: int | None
    source: Source


@record
class PrintedPage:
    """A page of a book that has pages."""

    number: int
    """1-based, as the file has it."""
    characters: int
    digest: str
    """Equal for pages that print the same but for their numbers."""
    printed: int | None = None
    """The number printed on it."""
    source: Source | None = None
