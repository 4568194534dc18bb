"""What goes to the console: streams that never fail on a character, progress, complaints."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Report = Callable[[str, int, int], None]
"""Called with the name of what was just done, how many are done, and how many there are."""


def prepare_streams() -> None:
    """Make both streams replace what their code page lacks (936 has no “⻔”) instead of failing on it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def complain(text: str) -> None:
    """Say ``text`` on stderr, after whatever stdout still holds."""
    sys.stdout.flush()
    print(text, file=sys.stderr, flush=True)


def write_utf8(text: str) -> None:
    """Write data for another program: into a pipe or file as UTF-8, whatever the console's code page."""
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None or sys.stdout.isatty():
        print(text)
        return
    sys.stdout.flush()
    binary.write(text.encode("utf-8") + b"\n")
    binary.flush()


@contextmanager
def progress(title: str) -> Iterator[Report]:
    """A bar on a terminal, one plain line a step otherwise. Both on stderr: stdout stays free for results."""
    if not sys.stderr.isatty():
        yield lambda name, done, total: complain(f"{title} {done}/{total}：{name}")
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn(title), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    # Drawn when a file is done; a thread that draws in between would forbid the fast start of other processes.
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("", total=None)

        def report(name: str, done: int, total: int) -> None:
            bar.update(task, description=name, completed=done, total=total, refresh=True)

        yield report
