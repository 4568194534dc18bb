"""The one way to the console. What is written there never steers it, and a console that is gone costs nothing else.

Texts come from documents, file names, rule packs and command lines: whoever wrote them must not clear the screen, paint
a result or set a title. Every character that a terminal would obey is made visible here, so no caller thinks of it.
"""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any

from auditor.encodings import file_name
from auditor.errors import AuditorError, reason
from auditor.visible import SIGNS

Report = Callable[[str, int, int], None]
"""Called with the name of what was just done, how many are done, and how many there are."""

_RETURN = SIGNS | {0x0D: 0x240D}
"""A carriage return alone writes over what stands before it."""
_LINE = _RETURN | {0x09: 0x2409, 0x0A: 0x240A}
_JSON = {code: f"\\u{code:04x}" for code in SIGNS if code > 0x1F}
"""The same characters as JSON escapes them; those below U+0020 are escaped by every writer of JSON."""
_NAMES = re.compile("[\x00-\u07ff\udc80-\udcff]+")
"""What a name in another encoding looks like when it is taken for UTF-8: two of its bytes may happen to be a letter."""
_HUNG_UP = (errno.EPIPE, errno.EINVAL)
"""Whoever read our output has read enough (``| head``). Windows says EINVAL."""


class OutputLost(AuditorError):
    """The result itself was to be printed, and could not be: exit 3."""

    exit_code = 3


def visible(text: str) -> str:
    """``text`` with every character that a terminal would obey as a visible sign; line ends and tabs stay.

    Bytes of a file name that are not UTF-8 are shown as the Chinese text that they are.
    """
    if not text.isprintable():
        text = _NAMES.sub(lambda found: file_name(found[0]), text).translate(_RETURN)
    return text


def visible_line(text: str) -> str:
    """``text`` made visible as one line: a name must not look like lines of ours."""
    return visible(text.translate(_LINE))


def prepare_streams() -> None:
    """Make both streams replace what their code page lacks (936 has no “⻔”) instead of failing on it.

    A stream that is closed (``>&-``, a service, pythonw) is replaced by one that takes everything: the next file opened
    would get its number, and whatever a library prints would be written into that file.
    """
    for name in ("stdin", "stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            # The lowest free number is that of the closed stream; processes started later get it, too.
            number = os.open(os.devnull, os.O_RDWR)
            os.set_inheritable(number, True)
            setattr(sys, name, os.fdopen(number, "r" if name == "stdin" else "w", encoding="utf-8"))
        elif name != "stdin" and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def say(text: str) -> None:
    """A line on stdout that nothing depends on: what it tells also stands in the files written."""
    _put(sys.stdout, visible_line(text) + "\n")


def show(text: str) -> None:
    """The result of a command on stdout. Raises OutputLost if it cannot be written there (a full disk)."""
    _deliver(_put(sys.stdout, visible(text) + "\n"))


def complain(text: str) -> None:
    """Say ``text`` on stderr."""
    _put(sys.stderr, visible(text) + "\n")


def show_json(text: str) -> None:
    """Show JSON, in which characters that a terminal would obey are escaped, so that no data is lost."""
    show_data(text.translate(_JSON))


def show_data(text: str) -> None:
    """The result as data for another program: into a pipe or file as UTF-8, whatever the console's code page.

    Control characters are the caller's: the format itself must escape them.
    """
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None or sys.stdout.isatty():
        show(text)
        return
    _deliver(_put(binary, text.encode("utf-8", "backslashreplace") + b"\n"))


def ask(question: str) -> str:
    """What the person types after ``question``; "" at the end of the input."""
    try:
        return input(visible(question)).strip()
    except EOFError:
        return ""


def _put(stream: IO[Any] | None, text: str | bytes) -> OSError | None:
    """Write and flush. Gives back why that failed, None if it did not or nobody listens; after that, nobody does."""
    if stream is None or stream.closed:
        return None
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        # Python writes what is left at its end, and would fail again.
        with suppress(OSError, ValueError):
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, stream.fileno())
            os.close(null)
        return None if error.errno in _HUNG_UP else error
    return None


def _deliver(error: OSError | None) -> None:
    if error:
        raise OutputLost(f"结果没有显示完整（{reason(error)}）")


@contextmanager
def progress(title: str) -> Iterator[Report]:
    """A bar on a terminal, one plain line a step otherwise. Both on stderr: stdout stays free for results."""
    if sys.stderr is None or sys.stderr.closed or not sys.stderr.isatty():
        yield lambda name, done, total: complain(f"{title} {done}/{total}：{visible_line(name)}")
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn(title), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    # Drawn when a file is done; a thread that draws in between would forbid the fast start of other processes.
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("", total=None)

        def report(name: str, done: int, total: int) -> None:
            bar.update(task, description=visible_line(name), completed=done, total=total, refresh=True)

        yield report
