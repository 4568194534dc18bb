"""The layout families: one file a family."""
