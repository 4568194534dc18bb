"""The program's version: of the wheel, of every result, and what a rule pack may ask for."""

__version__ = "0.1.0"
