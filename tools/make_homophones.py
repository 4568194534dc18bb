"""Write rules/words/homophones.yaml: the characters that a Chinese input method offers for one syllable.

Run by hand with pypinyin (MIT) installed: ``python tools/make_homophones.py``. Characters are those of jieba's
dictionary that its words use often enough to be typed by mistake. One line is one syllable in one tone: an input
method offers all tones, but those of the right one first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import jieba
from pypinyin import Style, pinyin  # type: ignore[import-not-found]

COMMON = 5_000
"""Characters kept, by the frequency of the words they stand in: what was meant is a common one, what was typed may be
a rare one (普汲)."""
TARGET = Path(__file__).resolve().parents[1] / "rules" / "words" / "homophones.yaml"


def main() -> None:
    """Count, group and write."""
    often: Counter[str] = Counter()
    for line in Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8").splitlines():
        word, frequency, _ = line.split(" ")
        for sign in word:
            if "一" <= sign <= "龥":
                often[sign] += int(frequency)
    groups: dict[str, list[str]] = defaultdict(list)
    for sign, _ in often.most_common(COMMON):
        for syllable in pinyin(sign, style=Style.TONE3, heteronym=False, neutral_tone_with_five=True)[0]:
            groups[syllable].append(sign)
    lines = [f'{syllable}: "{"".join(sorted(signs))}"' for syllable, signs in sorted(groups.items()) if len(signs) > 1]
    head = "# 同音字：拼音（末位为声调）→ 常用字。由 tools/make_homophones.py 写出，不要手工修改\n"
    TARGET.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
