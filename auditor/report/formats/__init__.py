"""The formats of report, one module each: pages, the list as a workbook, letters, formats for other programs."""
