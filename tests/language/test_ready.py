"""Words that are loaded ahead are those that judging asks for first."""

from __future__ import annotations

from auditor.language.measure import measure
from auditor.language.misprints import misprint
from auditor.language.ready import load_words
from auditor.language.segment import _tokenizer
from auditor.language.wrong_characters import _dictionary


def test_nothing_is_left_to_load() -> None:
    load_words()
    loaded = [loader.cache_info().misses for loader in (_tokenizer, _dictionary)]
    measure("城市道路完好率", "")
    misprint("城市道路监侧")
    assert [loader.cache_info().misses for loader in (_tokenizer, _dictionary)] == loaded == [1, 1]
