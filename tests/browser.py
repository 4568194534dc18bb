"""A Chromium without a window, driven over its DevTools protocol: what a page logs and asks for."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any

from websockets.sync.client import connect

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")


def found() -> str | None:
    """The browser's program: $CHROMIUM, or the first of the usual names."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)


PATIENCE = 120.0
"""Seconds a step of the browser may take: reached only where it hangs, not where the machine is busy."""


class Browser:
    """Opens pages one after the other. ``errors`` and ``requests`` are those of the page last opened.

    Raises TimeoutError if the program does not start, twice.
    """

    def __init__(self, program: str) -> None:
        self.errors: list[str] = []
        self.requests: list[str] = []
        self._loaded = False
        self._last = 0
        with ExitStack() as opened:
            port, path = _start(program, opened) or _start(program, opened) or _no_start()
            self._open = opened.pop_all()
        self._socket = self._open.enter_context(connect(f"ws://127.0.0.1:{port}{path}", max_size=None, proxy=None))
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._call(f"{domain}.enable")

    _session = ""

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._open.close()

    def open(self, url: str) -> None:
        """Load ``url`` and wait until it and what it asks for have settled."""
        # By way of an empty page: from #a to #b of one page nothing would be loaded.
        for step in ("about:blank", url):
            self.errors, self.requests, self._loaded = [], [], False
            self._call("Page.navigate", url=step)
            deadline = time.monotonic() + PATIENCE
            while not self._loaded and time.monotonic() < deadline:
                self._take(1.0)
            assert self._loaded, f"{step} did not load"
        while self._take(0.15):
            pass

    def run(self, script: str) -> Any:
        """The value of ``script`` in the page."""
        done = self._call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in done, done
        return done["result"].get("value")

    def _call(self, method: str, **parameters: object) -> dict[str, Any]:
        self._last += 1
        message: dict[str, object] = {"id": self._last, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._socket.send(json.dumps(message))
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            answer = self._take(1.0)
            if answer.get("id") == self._last:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result
        raise TimeoutError(method)

    def _take(self, seconds: float) -> dict[str, Any]:
        try:
            message: dict[str, Any] = json.loads(self._socket.recv(timeout=seconds))
        except TimeoutError:
            return {}
        event, given = message.get("method"), message.get("params", {})
        if event == "Page.loadEventFired":
            self._loaded = True
        elif event == "Network.requestWillBeSent":
            self.requests.append(given["request"]["url"])
        elif event == "Log.entryAdded" and given["entry"]["level"] in ("error", "warning"):
            self.errors.append(given["entry"]["text"])
        elif event == "Runtime.exceptionThrown":
            self.errors.append(str(given["exceptionDetails"]))
        elif event == "Runtime.consoleAPICalled":
            self.errors.append(str(given["args"]))
        elif event == "Page.javascriptDialogOpening":
            self.errors.append(f"dialog: {given['message']}")
        return message


def _start(program: str, opened: ExitStack) -> tuple[str, str] | None:
    """Port and path of a new browser that ends with ``opened``; None if it ended or never said them."""
    profile = opened.enter_context(_short_folder())
    process = subprocess.Popen(
        [
            *(program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"),
            *("--remote-debugging-port=0", f"--user-data-dir={profile}", "about:blank"),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "TMPDIR": profile},
    )
    opened.callback(_end, process)
    file = Path(profile) / "DevToolsActivePort"
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        lines = file.read_text(encoding="utf-8").split() if file.exists() else []
        if len(lines) == 2:
            return lines[0], lines[1]
        time.sleep(0.05)
    return None


def _no_start() -> tuple[str, str]:
    raise TimeoutError("the browser did not start")


def _short_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder for profile and sockets. A socket's path has at most 108 bytes, so not in a deep $TMPDIR."""
    roots = [root for root in ("/tmp", tempfile.gettempdir()) if os.access(root, os.W_OK)]
    return tempfile.TemporaryDirectory(prefix="b-", dir=min(roots, key=len), ignore_cleanup_errors=True)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
