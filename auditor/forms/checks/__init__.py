"""What makes a reading doubtful, and which rows of a page do not belong to its table."""
