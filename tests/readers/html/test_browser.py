"""Damaged pages: the rows that are read are those that Chromium shows, and no visible character is missing."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from auditor.grid import Line
from auditor.readers import html
from tests import browser as chromium

ONE = "<tr><td>花坛<td>≥12处"
TWO = "<tr><td>喷泉<td>≥98%"
THREE = "<tr><td>路灯<td>≥90%"
PAGES = {
    "sound": f"<table>{ONE}{TWO}{THREE}</table>",
    "rows in form": f"<table><form>{ONE}{TWO}</form>{THREE}</table>",
    "rows in div": f"<table>{ONE}<div>{TWO}</div>{THREE}</table>",
    **{
        f"each row in {name}": f"<table>{''.join(f'<{name}>{row}</{name}>' for row in (ONE, TWO, THREE))}</table>"
        for name in ("font", "center", "b", "a", "span", "p", "section", "o:p")
    },
    "after the end": f"<body><table>{ONE}</table></body></html><table>{TWO}</table><p>注</p><table>{THREE}</table>",
    "stray end of table": f"<table>{ONE}{TWO}</table></table><table>{THREE}</table>",
    "end of table in a row": f"<table>{ONE}</table>{TWO}{THREE}</table>",
    "cells without row": f"<table>{ONE}</tr><td>喷泉<td>≥98%{THREE}</table>",
    "row without table": f"<div>{ONE}{TWO}</div>",
    "text outside of cells": f"<table>单位：万元{ONE}<b>附</b>{TWO}注</table>",
    "bold that is never closed": f"<b><table>{ONE}<b>{TWO}</table>{THREE}",
    "table in a row": f"<table>{ONE}<table>{TWO}</table>{THREE}</table>",
    "table in a cell": f"<table><tr><td>外<table>{ONE}</table>后<td>旁{TWO}</table>",
    "end tags in wrong order": f"<table>{ONE}</table></td></tr>{TWO}</tbody><table>{THREE}</p></div>",
    "crossed formatting": f"<p><font color=red><table>{ONE}</font>{TWO}</p></table>后",
    "cells in a paragraph": f"<table><tr><p><td>花坛</p><td>≥12处</tr>{TWO}",
    "head in the body": f"<table>{ONE}<head><title>甲</title></head>{TWO}</table>",
    "header cells only": "<table><th>花坛<th>≥12处<tbody><td>喷泉<td>≥98%</table>",
    "closed script": f"<table>{ONE}<script>document.x = '<tr><td>假'</script>{TWO}</table>",
    "comment": f"<table>{ONE}<!-- <tr><td>假 -->{TWO}</table>",
    "conditional comment": f"<table>{ONE}<![if x]>{TWO}<![endif]>{THREE}</table>",
    "character data": f"<table>{ONE}<![CDATA[ <tr><td>喷泉<td>≥98%]]>{THREE}</table>",
    "template": f"<table>{ONE}<template>{TWO}</template>{THREE}</table>",
    "noscript": f"<table>{ONE}<noscript>{TWO}</noscript>{THREE}</table>",
    "unclosed comment": f"<table>{ONE}<!-- {TWO}{THREE}</table>",
    "drawing": f"<svg><desc>图</desc><table>{ONE}</table></svg>",
    "select": f"<table><tr><td><select><option>甲</select><td>≥12处{TWO}</table>",
    "xhtml": "<table><tr><td/>花坛<td>≥12处</td></tr><br/></table>",
    "foot first": "<table><tfoot><tr><td>合计</tfoot><tbody><tr><td>甲</table>",
    "deep": "<div>" * 400 + f"<table>{ONE}</table>",
}
ROWS = """[...document.querySelectorAll("table")].flatMap((table) =>
  [...table.querySelectorAll(":scope > * > tr")].map((row) => [...row.cells].map((cell) => {
    const alone = cell.cloneNode(true);
    alone.querySelectorAll("table, script, select, template, title, noscript").forEach((e) => e.remove());
    return alone.textContent.replace(/\\s/g, "");
  })))"""
SHOWN = "document.body.innerText.replace(/\\s/g, '')"


@pytest.mark.parametrize("name", PAGES)
def test_rows_are_those_a_browser_shows(browser: chromium.Browser, name: str) -> None:
    page = PAGES[name]
    browser.run(f"document.open(); document.write({json.dumps(page)}); document.close()")
    read = html.read("页.html", f"<html>{page}".encode())
    rows = [[cell.text for cell in row] for grid in read.grids() for row in grid.rows]
    assert [["".join(text.split()) for text in row] for row in rows] == [row for row in browser.run(ROWS) if row]
    lines = [block.text for block in read.blocks if isinstance(block, Line)]
    texts = "".join([*lines, *(text for row in rows for text in row)])
    unseen = "甲" if name == "select" else ""  # the choices of a list are not read
    assert Counter("".join(texts.split())) == Counter(browser.run(SHOWN).replace(unseen, "", 1))
