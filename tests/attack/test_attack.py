"""Damaged and hostile files beside sound ones: the run ends, the sound are reported, nothing is lost without a word.

Each fault names its case: ``python -m tests.attack NAME`` runs it again, with ``--make FOLDER`` it writes the file.
``AUDITOR_FUZZ=300`` is the long run.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.attack.books import FORMATS, LAYOUTS, book
from tests.attack.case import BRIEF, TIMES
from tests.attack.catalogue import kinds
from tests.attack.known import known
from tests.attack.run import MEMORY, SOUND, Run, attack, audit, whole_page

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are bounded and measured as POSIX does")

KINDS = kinds()
WORST = (
    "pdf/form tree 40 by 4",
    "pdf/encrypted",
    "pdf/a head and noise",
    "office/entities in strings, bomb",
    "office/part of 300 MB",
    "office/sheet cut off",
    "office/docx cut off",
    "office/xls filled at 0",
    "office/zip of 10 bombs",
    "office/an encrypted package",
)
"""Files of which nothing can be read, ten ways to end a run."""


HOSTILE = ("pdf", "office", "html")
"""Hundreds of files, some of them as heavy as the bounds allow: only in the long run."""


@pytest.mark.parametrize("kind", KINDS)
def test_an_attack_costs_its_own_file_at_most(kind: str) -> None:
    if kind in HOSTILE and TIMES <= BRIEF:
        pytest.skip(f"AUDITOR_FUZZ={BRIEF + 1} or more runs the hostile files")
    faults = [fault for fault in attack(KINDS[kind]).faults if fault.name not in known()]
    told = "\n".join(f"python -m tests.attack '{fault.name}'  # {fault.sort}: {fault.detail}" for fault in faults[:20])
    assert not faults, f"{len(faults)} faults\n{told}"


@pytest.mark.parametrize("jobs", [1, 2])
def test_fifty_sound_books_beside_ten_of_the_worst(jobs: int, tmp_path: Path) -> None:
    if waiting := known() & set(WORST):
        pytest.xfail(f"known to fail: {sorted(waiting)}")
    folder = tmp_path / "in"
    folder.mkdir()
    formats = [format for format in FORMATS if format != "zip"]  # two documents each
    books = [book(formats[n % len(formats)], list(LAYOUTS)[n % len(LAYOUTS)]) for n in range(50)]
    for number, sound in enumerate(books):
        (folder / f"sound-{number:02}.{sound.ending}").write_bytes(sound.data)
    worst = [case for own in KINDS.values() for case in own if case.name in WORST]
    assert len(worst) == len(WORST)
    for case in worst:
        (folder / case.file).write_bytes(case.make().data)

    run = audit(folder, tmp_path / "out", jobs=jobs, seconds=600)

    assert (run.code, run.killed) == (3, False), run.printed[-500:]
    for number, sound in enumerate(books):
        assert run.counted(f"sound-{number:02}.") == (sound.projects, sound.indicators)
    pages = [name for name in run.result["run"]["files"] if name.endswith(".html")]
    assert len(pages) >= 51
    assert all(whole_page(run.out / page) for page in pages)
    lines = [line for line in run.printed.splitlines() if line.startswith(("未能读取：", "未能读全："))]
    assert [case.name for case in worst if not any(case.stem in line for line in lines)] == []
    assert not [line for line in lines if "sound-" in line]
    assert run.memory <= MEMORY


def test_the_sound_books_are_read_whole(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    sound = {f"{layout}-{format}": book(format, layout) for format in FORMATS for layout in LAYOUTS}
    for name, one in sound.items():
        (folder / f"{name}.{one.ending}").write_bytes(one.data)
    run = audit(folder, tmp_path / "out", jobs=2, seconds=600)
    assert {name: run.counted(f"{name}.") for name in sound} == {
        name: (one.projects, one.indicators) for name, one in sound.items()
    }
    assert not any(run.said(f"{name}.") for name in sound), "what is always doubtful would hide what is lost"


def test_a_lost_row_is_noticed(tmp_path: Path) -> None:
    """The judge itself: a result from which a book or a row has gone is a fault, one that says so is none."""
    name, (file, sound) = "bytes/txt/0", next(iter(SOUND.items()))
    document = {
        "id": "a",
        "path": f"in/{file}",
        "repairs": [],
        "ledger": {"projects": 4, "indicators": 16, "tables": []},
    }
    run = Run(0, "", 1.0, 1, False, tmp_path)
    run.__dict__["result"] = {"documents": [document], "findings": [], "unread": [], "run": {"skipped": []}}
    assert run.counted("sound-a.") == (sound.projects, sound.indicators)
    assert not run.said("sound-a.")
    assert not run.refused(name)
    document["ledger"]["tables"].append({"read": False})  # type: ignore[index]
    assert run.said("sound-a.")
