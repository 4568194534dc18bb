"""The rule with a tie in the guide loads, and every key of a tie is explained there."""

from __future__ import annotations

import re
from pathlib import Path

from auditor.rulebook import load_packs
from auditor.rulebook.tie import TermText, TieText
from tests.conftest import ROOT

SECTION = (ROOT / "docs" / "自定义规则.md").read_text(encoding="utf-8").partition("### 表间勾稽")[2]


def test_the_rule_of_the_guide_loads(tmp_path: Path) -> None:
    (written,) = re.findall(r"```yaml\n(.*?)```", SECTION, re.DOTALL)
    pack = tmp_path / "本市.yaml"
    pack.write_text(written, encoding="utf-8")
    (relation,) = load_packs([pack]).relations
    assert (len(relation.left), len(relation.right)) == (1, 1)


def test_the_guide_explains_every_key() -> None:
    keys = [field.alias for model in (TieText, TermText) for field in model.model_fields.values()]
    assert [key for key in keys if f"`{key}`" not in SECTION] == []
