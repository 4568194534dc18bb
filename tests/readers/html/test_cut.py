"""A page whose file ends too early is not whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.readers import html

SOUND = "<html><head><title>表</title></head><body><table><tr><td>花坛</td><td>≥12</td></tr></table>注</body></html>"


def said(page: str) -> list[str]:
    return [part.why for part in html.read("页.html", page.encode()).unread]


@pytest.mark.parametrize("end", [*range(SOUND.index("花") + 1, len(SOUND) - 1)])
def test_a_page_cut_anywhere_is_said(end: int) -> None:
    assert any("不完整" in why for why in said(SOUND[:end]))


@pytest.mark.parametrize(
    "page",
    [
        SOUND,
        SOUND.replace("</body></html>", "\n</BODY>\n</HTML >\n\n"),
        SOUND + "<!-- 统计 -->",
        "<table><tr><td>花坛<td>3 < 5</table>",
        "<p>花坛 <3",
        "<!DOCTYPE html><title>表</title><p>花坛",
    ],
)
def test_a_sound_page_is_not(page: str) -> None:
    assert said(page) == []


@pytest.mark.parametrize(
    ("page", "how"),
    [
        ("<table><tr><td>花坛", "没有 </table>"),
        ("<table><tr><td>花坛</table><table><tr><td>喷泉</td></tr>", "没有 </table>"),
        ("<html><p>花坛", "没有 </html>"),
        ("<p>花坛</p><table cla", "在一个标签中间"),
        ("<html><p>花坛</p></html", "在一个标签中间"),
    ],
)
def test_how_it_was_cut_is_said(page: str, how: str) -> None:
    assert how in "".join(said(page))


def test_a_cut_web_archive_is_said() -> None:
    head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
    part = "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    assert not said(f"{head}{part}{SOUND}\r\n--x--\r\n")
    assert said(f"{head}{part}{SOUND[:-40]}")


def test_the_samples_are_whole(samples: Path) -> None:
    page = samples / "made" / "chaoyang.html"
    assert html.read(str(page), page.read_bytes()).unread == []
