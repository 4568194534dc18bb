"""``python -m auditor``: the same as the command ``auditor``."""

from auditor.cli.app import main

# Worker processes are spawned on Windows and import this file again; only the first process may run the command.
if __name__ == "__main__":
    main()
