"""The text outside the tables: which lines are prose, and the paragraphs that they were before they were printed."""
