"""How much of one input file is read. What exceeds a limit is reported in the ledger, never dropped silently."""

MAX_CELLS = 300_000
"""Cells of one file, empty ones within tables included. Enough for 27,000 indicator rows of 11 columns; the largest
sample has about 1,000."""
TOO_MANY = f"单元格超过 {MAX_CELLS} 个，其余未读取"
"""What is said of a text or CSV file at the first line that is left out."""
MAX_CHARACTERS = 5_000_000
"""Characters of one file: 16 for each of ``MAX_CELLS``; true books have 4 a cell and at most 60,000 in all. Cells can
share one stored text, so that a file of some kilobytes prints gigabytes."""
MAX_TEXT = 32_767
"""Characters of one cell or line: Excel's limit, 70 times the longest cell of a true book."""
MAX_COLUMNS = 1_000
"""Columns of one table in a Word file or web page: the HTML standard limits colspan to this number."""
MAX_MERGES = 100_000
"""Merged ranges of one worksheet: a third of ``MAX_CELLS``, more than any table of real merges needs."""
