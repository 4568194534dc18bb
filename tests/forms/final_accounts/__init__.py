"""Invented 决算 books of different habits, each with every line that a reader must find in it."""
