"""A Chromium without a window, driven over its DevTools protocol: what a page logs and asks for."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
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


class Browser:
    """Opens pages one after the other. ``errors`` and ``requests`` are those of the page last opened."""

    def __init__(self, program: str, profile: Path) -> None:
        self._process = subprocess.Popen(
            [
                *(program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"),
                *("--remote-debugging-port=0", f"--user-data-dir={profile}", "about:blank"),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.errors: list[str] = []
        self.requests: list[str] = []
        self._loaded = False
        self._last = 0
        port, path = self._address(profile / "DevToolsActivePort")
        self._open = ExitStack()
        self._open.callback(self._end)
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

    def _end(self) -> None:
        self._process.terminate()
        self._process.wait(10)

    def open(self, url: str) -> None:
        """Load ``url`` and wait until it and what it asks for have settled."""
        # By way of an empty page: from #a to #b of one page nothing would be loaded.
        for step in ("about:blank", url):
            self.errors, self.requests, self._loaded = [], [], False
            self._call("Page.navigate", url=step)
            deadline = time.monotonic() + 20
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

    def _address(self, file: Path) -> tuple[str, str]:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            lines = file.read_text(encoding="utf-8").split() if file.exists() else []
            if len(lines) == 2:
                return lines[0], lines[1]
            time.sleep(0.05)
        raise TimeoutError("the browser did not start")

    def _call(self, method: str, **parameters: object) -> dict[str, Any]:
        self._last += 1
        message: dict[str, object] = {"id": self._last, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._socket.send(json.dumps(message))
        deadline = time.monotonic() + 20
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
