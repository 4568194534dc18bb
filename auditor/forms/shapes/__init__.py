"""Grids in unusual shapes, brought into the usual one: a header, and below it one row an indicator."""
