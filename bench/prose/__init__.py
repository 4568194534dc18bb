"""Invented budget books with text beside their tables, and faults planted in the text."""
