"""The command line: one file a command. Each parses options, calls the package, prints, and returns the exit code."""
