"""Page names are safe on every system and unique."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.report.names import pages


@pytest.mark.parametrize(
    ("id_", "name"),
    [
        ("chaoyang-government-2026", "chaoyang-government-2026.html"),
        ("北京市朝阳区人民政府（2026）", "北京市朝阳区人民政府（2026）.html"),
        ("CON", "_CON.html"),
        ("com1.txt", "_com1.txt.html"),
        ("index", "index-2.html"),
        ("../../etc/passwd", "etc-passwd.html"),
        ('a<b>:"c|?*', "a-b-c.html"),
        ("尾点. ", "尾点.html"),
        ("///", "document.html"),
        ("", "document.html"),
        ("长" * 300, "长" * 60 + ".html"),
    ],
)
def test_name(id_: str, name: str) -> None:
    assert pages([id_]) == {id_: name}


@pytest.mark.parametrize("ids", [["a/b", "a:b", "a-b"], ["A", "a"], ["INDEX", "Index"], ["x" * 70, "x" * 80]])
def test_names_differ_where_case_does_not_count(ids: list[str]) -> None:
    made = [name.casefold() for name in pages(ids).values()]
    assert len({*made, "index.html"}) == len(ids) + 1


@given(st.lists(st.text(), unique=True, max_size=8))
def test_every_id_has_a_name_that_any_system_takes(ids: list[str]) -> None:
    named = pages(ids)
    assert list(named) == ids
    assert len({name.casefold() for name in named.values()}) == len(ids)
    for name in named.values():
        assert len(name.encode("utf-8", "surrogatepass")) <= 255
        assert not set(name) & set('<>:"/\\|?*\0')
        assert name.isprintable()
        name.encode("utf-8")
