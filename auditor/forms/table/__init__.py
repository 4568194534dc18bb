"""What a table is: its rows, header, titles, units of money, and where it continues."""
