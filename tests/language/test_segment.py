"""The dictionary that names are cut by is the project's own, made in a private folder that is gone afterwards."""

from __future__ import annotations

import marshal
import tempfile
from pathlib import Path

import pytest

from auditor.language import segment


def test_nothing_is_read_from_or_left_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "jieba.cache").write_bytes(marshal.dumps(({"恶意": 1}, 1)))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    tokenizer = segment._tokenizer.__wrapped__()
    assert [path.name for path in tmp_path.iterdir()] == ["jieba.cache"]
    assert {word for word, count in tokenizer.FREQ.items() if count} == segment.vocabulary()
    assert tuple(tokenizer.cut("学员满意度", HMM=False)) == segment.cut("学员满意度")
