"""How much of one input file is read. What lies beyond is said in the ledger, never dropped in silence."""

MAX_CELLS = 300_000
"""Cells of one file, empty ones within tables included: 27,000 indicator rows of 11 columns."""
MAX_COLUMNS = 1_000
"""Columns of one table of a Word file or web page (HTML's own limit of colspan)."""
MAX_MERGES = 100_000
"""Merged ranges of one worksheet."""
