"""The form of a text and not its meaning: width, spaces, punctuation, template prefixes."""

from __future__ import annotations

import re

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_SPACE = re.compile(r"[\s\u200b\u200e\u200f\u2060\ufeff]+")
_PUNCTUATION = re.compile(r"[^\w%≥≤><=+./~-]+")
_TEMPLATE = re.compile(r"^\s*(?:(?:三级)?指标|目标)\s*[0-9一二三四五六七八九十]{1,3}\s*[：:、.．,，]\s*")
_HINT = re.compile(r"[（(]\s*(?:[≥≤><=]\s*)?\*{1,4}[^）)]{0,8}[）)]|[≥≤><=]\s*\*{2,4}\s*%?")
_TITLE = re.compile(
    r"(?:[一二三]级|绩效|指标)?(?:指标|目标)(?:名称|内容|值|[0-9一二三四五六七八九十]{1,3})?|(?:请)?填写.{0,8}(?:指标|名称|内容)(?:名称)?"
)
"""A title of the form, or its request, where the name should stand: 指标1, 指标值, （三级指标）, 请填写指标名称."""
_ELLIPSIS = re.compile(r"^[.…·•。\-_\s]+$")


_INNER = str.maketrans("“”", "‘’")


def inner_marks(text: str) -> str:
    """``text`` as it stands between quotation marks: its own become single ones."""
    return text.translate(_INNER)


def half_width(text: str) -> str:
    """Full-width letters, digits and signs as half-width ones ("９０％" → "90%"); "（" → "("."""
    return text.translate(_WIDTH)


def squeeze(text: str) -> str:
    """Text without spaces and invisible characters: a Chinese cell's spaces are line wraps."""
    return _SPACE.sub("", text)


def template_residue(name: str) -> str:
    """The form's template text in a name ("指标1：", "(≥**%)", or both: "指标1：、(≥**%)"), "" if there is none."""
    found = [match.group().strip() for match in (_TEMPLATE.match(name), _HINT.search(name)) if match]
    if found:
        return "、".join(found)
    bare = squeeze(name).strip("（）()【】[]：:")
    return name.strip() if name.strip() and (_ELLIPSIS.match(name) or _TITLE.fullmatch(bare)) else ""


def without_template(name: str) -> str:
    """The name proper: template text removed, spaces squeezed, closing punctuation cut."""
    bare = _TEMPLATE.sub("", name)
    bare = _HINT.sub("", bare)
    return squeeze(bare).strip("。．.；;，,、：:")


def normalised(name: str) -> str:
    """A name for comparison: no template text, no punctuation, half-width, lower case."""
    return _PUNCTUATION.sub("", half_width(without_template(name))).lower().replace("_", "")
