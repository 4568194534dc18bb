"""What a table is: its rows, header, titles and units of money, and where it continues on the next page."""
