"""What the cells of a table say: levels, indicators, projects, labels with values."""
