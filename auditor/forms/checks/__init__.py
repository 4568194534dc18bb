"""What makes a reading doubtful, and what of a page belongs to no table."""
