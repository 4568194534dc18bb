"""What the cells of a table say: levels, indicator, project, key-value heads."""
