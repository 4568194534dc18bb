"""The command ``auditor``, from its first moment: also ``python -m auditor``."""

from __future__ import annotations

import sys
from typing import NoReturn

from auditor import interrupts


def main() -> NoReturn:
    """Entry point of the installed command."""
    interrupts.end_at_once()
    from auditor.cli import console
    from auditor.cli.app import run

    console.prepare_streams()
    interrupts.raise_and_clean()
    try:
        code = run()
    except KeyboardInterrupt:
        code = interrupts.exit_code()
        console.complain(interrupts.SAID)
    interrupts.too_late(code)
    sys.exit(code)


# Worker processes are spawned on Windows and import this file again; only the first process may run the command.
if __name__ == "__main__":
    main()
