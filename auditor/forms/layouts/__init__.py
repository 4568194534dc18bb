"""The layout families, one file each."""
