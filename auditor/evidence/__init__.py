"""The evidence of a finding: the cell that is at fault (``cell_sources``), and a picture of it as it is printed.

``wanted`` says what to draw, ``apart`` starts the process that draws it (``gather``, ``picture``). That process imports
this package anew, so nothing is imported here.
"""
