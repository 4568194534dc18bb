"""Spoilt files: every reader, and the forms after it, end with a document or an error in words, soon.

Each format's file is changed many times, always the same ways: ``AUDITOR_FUZZ=1000`` changes each a thousand times.
"""

from __future__ import annotations

import faulthandler
import os
import random
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest

from auditor import readers
from auditor.errors import AuditorError
from auditor.forms import read_book
from auditor.readers import archive
from tests.effort import at_most, unit
from tests.readers.office import docx, number_cell, packed, paragraph, row, sheet, table, table_cell, text_cell, xlsx

TIMES = int(os.environ.get("AUDITOR_FUZZ", "100"))
PATIENCE = 500
"""Units of work that one file may take."""
HANGING = 1200
"""Seconds after which the test run ends with a traceback: reached only by what never ends."""
EXTREMES = (b"0", b"-1", b"999999999", b"A1:XFD1048576", b"<", b">", b"&", b"\0", b"\xff\xff\xff\xff", b"\x80")


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """``data`` changed at one to five places: bytes changed, cut, doubled, moved or replaced by extremes."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(changed) or 1)
        length = min(len(changed) - at, chance.choice((1, 1, 2, 4, 16, 256, 4096)))
        kind = chance.randrange(6)
        if kind == 0:
            changed[at : at + length] = chance.randbytes(length)
        elif kind == 1:
            del changed[at : at + length]
        elif kind == 2:
            changed[at:at] = changed[at : at + length] * chance.choice((1, 2, 50))
        elif kind == 3:
            changed[at:at] = chance.choice(EXTREMES)
        elif kind == 4:
            changed[at : at + length] = chance.choice(EXTREMES)
        elif chance.random() < 0.2:
            del changed[at:]
    return bytes(changed)


def spoilt_inside(data: bytes, chance: random.Random) -> bytes:
    """A container with one member changed, its directory whole: most changes outside meet the checksum only."""
    if chance.random() < 0.2:
        return spoilt(data, chance)
    with zipfile.ZipFile(BytesIO(data)) as container:
        members: dict[str, str | bytes] = {name: container.read(name) for name in container.namelist()}
    name = chance.choice(sorted(members))
    members[name] = spoilt(bytes(members[name]), chance)  # type: ignore[arg-type]
    return packed(members)


BOOK = xlsx(
    {
        "表": sheet(
            row(1, text_cell("A1", "预算12表")),
            row(2, text_cell("A2", "项目", 3), text_cell("B2", "金额", 3), text_cell("C2", "指标", 3)),
            *(row(n, text_cell(f"A{n}", "甲", 3), number_cell(f"B{n}", f"{n}.5", 1)) for n in range(3, 20)),
            merges="A1:C1 A3:A9 A10:A19",
        ),
        "隐": sheet(
            row(1, text_cell("A1", "藏"), number_cell("B1", "0.5", 2)), before="<cols><col min='1' max='2'/></cols>"
        ),
    },
    hidden=("隐",),
)
DOCUMENT = docx(
    paragraph("预算12表")
    + table(
        table_cell("项目", '<w:vMerge w:val="restart"/>') + table_cell("其中", '<w:gridSpan w:val="2"/>'),
        *[table_cell("", "<w:vMerge/>") + table_cell("财政") + table_cell("其他")] * 20,
    )
)
PAGE = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'></head><body><h1>预算12表</h1><table><tr><th rowspan=2>项目"
    "<th colspan=2>其中<tr><td>财政<td>其他" + "<tr><td>甲<td>1<td>2" * 30 + "</table></body></html>"
).encode()
ROWS = ("项目名称,金额,指标\n" + '甲,"1,000",数量\n' * 40).encode("gb18030")
TEXT = ("预算12表\n\n项目名称\t金额\n" + "甲\t1\n" * 40).encode()


def _made(name: str) -> Callable[[Path], bytes]:
    return lambda samples: (samples / "made" / name).read_bytes()


FILES: dict[str, tuple[Callable[[Path], bytes], Callable[[bytes, random.Random], bytes]]] = {
    "pdf": (_made("linjiang-forms.pdf"), spoilt),
    "xlsx": (lambda samples: BOOK, spoilt_inside),
    "xls": (_made("chaoyang.xls"), spoilt),
    "docx": (lambda samples: DOCUMENT, spoilt_inside),
    "html": (lambda samples: PAGE, spoilt),
    "csv": (lambda samples: ROWS, spoilt),
    "txt": (lambda samples: TEXT, spoilt),
    "zip": (
        lambda samples: packed({"表.xlsx": BOOK, "表.csv": ROWS, "内.zip": packed({"a.txt": TEXT})}),
        spoilt_inside,
    ),
}


@pytest.mark.parametrize("kind", FILES)
def test_a_spoilt_file_is_read_or_refused(kind: str, samples: Path, tmp_path: Path) -> None:
    make, change = FILES[kind]
    original, path, loop = make(samples), tmp_path / f"表.{kind}", unit()
    for seed in range(TIMES):
        path.write_bytes(change(original, random.Random(f"{kind} {seed}")))
        print(f"{kind} {seed}")
        faulthandler.dump_traceback_later(HANGING, exit=True)
        try:
            # An error in words is well; any other fails the test, with the file's kind and seed above.
            with at_most(PATIENCE, loop), suppress(AuditorError):
                if kind == "zip":
                    archive.members(str(path), path.read_bytes())
                else:
                    read_book(readers.read(path), id=kind)
        finally:
            faulthandler.cancel_dump_traceback_later()
