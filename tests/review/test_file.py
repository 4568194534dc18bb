"""Files of decisions: what is read comes back equal, and whatever is wrong is a Chinese sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from auditor.errors import UsageError
from auditor.review import Choice, Decision, Decisions, encode, read_decisions, write_decisions
from auditor.review.file import FORMAT, LONGEST, MAX_BYTES, decode

texts = some.text(some.characters(), max_size=40).map(str.strip)  # lone surrogates and control characters among them
decisions = some.builds(
    Decision,
    fingerprint=texts.filter(bool),
    decision=some.sampled_from(Choice),
    note=texts,
    by=texts,
    date=some.one_of(some.just(""), some.dates().map(str)),
)


@given(some.lists(decisions, unique_by=lambda made: made.fingerprint), some.lists(decisions, max_size=4))
def test_what_is_written_is_read_and_the_same_decisions_give_the_same_bytes(
    made: list[Decision], disputed: list[Decision]
) -> None:
    before = Decisions({each.fingerprint: each for each in made}, tuple(disputed))
    after = decode(encode(before), "处理意见")
    assert after.settled == before.settled
    assert sorted(map(repr, after.disputed)) == sorted(map(repr, disputed))
    assert list(after.settled) == sorted(after.settled)
    turned = Decisions({each.fingerprint: each for each in reversed(made)}, tuple(reversed(disputed)))
    assert encode(turned) == encode(before)


GOOD: dict[str, Any] = {"fingerprint": "f1", "decision": "属实", "note": "", "by": "张三", "date": "2026-03-01"}


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ({"decision": "可能"}, "处理意见应是属实、误报、已改、待部门说明之一"),
        ({"decision": None}, "处理意见应是"),
        ({"decision": ["属实"]}, "处理意见应是"),
        ({"decision": {"a": 1}}, "处理意见应是"),
        ({"fingerprint": " "}, "没有写明是哪一条"),
        ({"fingerprint": 7}, "fingerprint 应为文字"),
        ({"note": "长" * (LONGEST["note"] + 1)}, "note 超过 2000 字"),
        ({"by": ["张三"]}, "by 应为文字"),
        ({"date": "2026-13-01"}, "日期应写作"),
        ({"date": "20260301"}, "日期应写作"),
    ],
)
def test_a_wrong_entry_is_named(entry: dict[str, Any], what: str) -> None:
    data = {"format": FORMAT, "decisions": [GOOD, {**GOOD, "fingerprint": "f2", **entry}]}
    with pytest.raises(UsageError, match=what) as raised:
        decode(json.dumps(data).encode(), "意见.json")
    assert str(raised.value).startswith("意见.json：decisions 第 2 条")


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"\xff\xfe", b"null", b"[" * 100_000, b'{"format": "auditor-decisions-2"}',
        b'{"format": "auditor-decisions-1", "decisions": {}}', b'{"format": "auditor-decisions-1", "decisions": [1]}',
        b'{"format": "auditor-decisions-1", "decisions": [' + b"1" * 5000 + b"]}", b" " * (MAX_BYTES + 1),
    ],
)  # fmt: skip
def test_a_file_that_is_none_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "意见.json"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=r"^意见\.json"):
        read_decisions(path)


def test_two_opinions_of_one_file_on_one_finding_are_refused() -> None:
    data = {"format": FORMAT, "decisions": [GOOD, GOOD, {**GOOD, "decision": "误报"}]}
    with pytest.raises(UsageError, match="第 3 条与前面的一条是同一问题"):
        decode(json.dumps(data).encode(), "意见.json")


def test_further_keys_are_of_a_later_version(tmp_path: Path) -> None:
    data = {"format": FORMAT, "made": "页面", "decisions": [{**GOOD, "more": 1}]}
    path = tmp_path / "意见.json"
    path.write_text(json.dumps(data), encoding="utf-8-sig")
    assert read_decisions(path).settled == {"f1": Decision("f1", Choice.TRUE, by="张三", date="2026-03-01")}
    write_decisions(path, read_decisions(path))
    assert json.loads(path.read_bytes())["decisions"] == [GOOD]
