"""No report, message in a file or export holds a whole path, which names the user of the computer."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import auditor
from auditor.paths import shown
from tests.cli.books import FAULTY, SOUND
from tests.conftest import Auditor

USER = "zhangsanfeng"
WAIVERS = "waivers:\n- {rule: PI-DIR-003, project: 甲, indicator: 乙, reason: 已核实, expires: 2099-12-31}\n"
PACK = """\
pack: 本市
version: "1"
extends: [core]
rules:
- {id: X-001, name: 甲, problem: placeholder, severity: info, over: 指标, where: "三级指标 = '甲'", message: 甲}
- {id: X-002, name: 乙, problem: placeholder, severity: info, over: 指标, where: "没有这一列 = 1", message: 乙}
"""


@pytest.fixture
def home(tmp_path: Path, samples: Path) -> Path:
    """A user's folder with one of everything that can be named, and much that cannot be read."""
    folder = tmp_path / "Users" / USER
    sent = folder / "送审" / "二级"
    sent.mkdir(parents=True)
    (sent / "书.txt").write_text(FAULTY, encoding="utf-8")
    (sent / "空.xlsx").write_bytes(b"")
    (sent / "坏.docx").write_bytes(b"PK\x03\x04 junk")
    (sent / "原件.pdf").write_bytes((samples / "made" / "chaoyang-reportlab.pdf").read_bytes())
    with zipfile.ZipFile(folder / "包.zip", "w") as archive:
        archive.writestr("内/书.txt", SOUND)
        archive.writestr("内/空.csv", b"")
    (folder / "单.txt").write_text(SOUND, encoding="utf-8")
    (folder / "规则.yaml").write_text(PACK, encoding="utf-8")
    (folder / "豁免.yaml").write_text(WAIVERS, encoding="utf-8")
    (folder / "auditor.yaml").write_text("rules: [规则.yaml]\nwaivers: 豁免.yaml\n", encoding="utf-8")
    auditor.write(auditor.audit([folder / "单.txt"], rules=["core"]), folder / "送审" / "上次")
    return folder


def leaks(folder: Path, home: Path) -> Iterator[str]:
    """Each file below ``folder`` that names the user or the folders above hers, with members of packed files."""
    needles = [USER.encode(), str(home.parent).encode(), json.dumps(str(home.parent))[1:-1].encode()]
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            parts = {"": file.read_bytes()}
            if zipfile.is_zipfile(file):
                with zipfile.ZipFile(file) as packed:
                    parts |= {name: packed.read(name) for name in packed.namelist()}
            for name, content in parts.items():
                if any(needle in content for needle in needles):
                    yield f"{file.name} {name}"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_no_file_of_a_result_holds_a_whole_path(
    jobs: str, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, auditor_command: Auditor
) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    monkeypatch.chdir(desk)
    ended = auditor_command(
        "audit", home / "送审", home / "包.zip", home / "单.txt", "-o", desk / "结果", "--jobs", jobs,
        "--project", home / "auditor.yaml", "--rules", home / "规则.yaml", "--waivers", home / "豁免.yaml",
        "--baseline", home / "送审" / "上次", "--skip-bad-rules",
    )  # fmt: skip
    assert ended.code == 3
    assert list(leaks(desk, home)) == []
    result = json.loads((desk / "结果" / "findings.json").read_text(encoding="utf-8"))
    assert {each["path"] for each in result["documents"]} == {
        str(Path("二级", "书.txt")), str(Path("二级", "原件.pdf")), "包.zip/内/书.txt", "单.txt",
    }  # fmt: skip
    assert {each["path"] for each in result["unread"]} >= {
        str(Path("二级", "空.xlsx")), str(Path("二级", "坏.docx")), "包.zip/内/空.csv",
    }  # fmt: skip
    earlier = ("index.html", "单.html", "问题清单.xlsx")
    assert set(result["run"]["skipped"]) == {str(Path("上次", name)) for name in earlier}
    assert {Path(each["path"]).name.partition(" ")[0] for each in result["notices"]} == {"豁免.yaml"}
    assert result["baseline"].startswith("findings.json")
    # Pictures still come from the original, wherever it lies.
    assert "data:image/png" in (desk / "结果" / "原件.html").read_text(encoding="utf-8")


def test_no_export_holds_a_whole_path(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, auditor_command: Auditor
) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    monkeypatch.chdir(desk)
    (home / "规则.yaml").write_text(PACK.partition("- {id: X-002")[0], encoding="utf-8")
    (home / "单.txt").write_text(FAULTY, encoding="utf-8")
    for arguments in (
        ("facts", home / "送审" / "二级" / "书.txt", "--export", desk / "表.duckdb"),
        ("facts", home / "送审" / "二级" / "书.txt", "--export", desk / "表"),
        ("rules", "export", home / "规则.yaml", "-o", desk / "规则.xlsx"),
        ("rules", "docs", "--rules", home / "规则.yaml", "-o", desk / "说明"),
        ("audit", home / "单.txt", "-o", desk / "结果"),
    ):
        assert auditor_command(*arguments).code in (0, 1), arguments
    ended = auditor_command(
        "waive", desk / "结果", "--rule", "PI-AMT-002", "--reason", "已核实", "--expires", "2099-12-31"
    )
    assert ended.code == 0
    assert (desk / "waivers.yaml").is_file()
    assert list(leaks(desk, home)) == []


def test_the_tree_as_json_holds_none(home: Path, auditor_command: Auditor) -> None:
    ended = auditor_command("tree", home / "单.txt", "--json")
    assert '"path": "单.txt"' in ended.out
    assert USER not in ended.out + ended.err


def test_findings_and_fingerprints_do_not_depend_on_how_a_path_is_written(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    ways = [Path("送审"), home / "送审", Path("送审", "..", "送审"), home / "送审" / "二级" / ".." / ".." / "送审"]
    results = [auditor.audit([way], rules=["core"]) for way in ways]
    for result in results:
        assert result.findings == results[0].findings
        assert [book.path for book in result.documents] == [book.path for book in results[0].documents]
        assert (result.unread, result.skipped) == (results[0].unread, results[0].skipped)
    monkeypatch.chdir(home.parent)
    moved = auditor.audit([home / "送审"], rules=["core"])
    assert [each.fingerprint for each in moved.findings] == [each.fingerprint for each in results[0].findings]


@pytest.mark.parametrize(
    ("path", "folders", "told"),
    [
        ("送审/二级/书.txt", (), "送审/二级/书.txt"),
        ("./送审/../送审/书.txt", (), "送审/书.txt"),
        ("{here}/送审/书.txt", (), "送审/书.txt"),
        ("../旁.txt", (), "../旁.txt"),
        ("{up}/旁.txt", (), "../旁.txt"),
        ("../邻/书.txt", (), "书.txt"),
        ("{up}/邻/深/书.txt", (), "书.txt"),
        ("{up}/邻/深/书.txt", ("{up}/邻",), "深/书.txt"),
        ("{up}/邻/深/书.txt", ("../邻",), "深/书.txt"),
        ("{up}/邻/书.txt", ("{up}/邻/书.txt",), "书.txt"),
        ("送审/书.txt", ("送审",), "送审/书.txt"),
    ],
)
def test_a_path_is_shown_from_where_the_user_stands_or_from_what_she_named(
    path: str, folders: tuple[str, ...], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "桌面"
    (here / "送审").mkdir(parents=True)
    monkeypatch.chdir(here)
    places = {"here": here, "up": tmp_path}
    assert shown(path.format(**places), [folder.format(**places) for folder in folders]) == str(Path(told))


@pytest.mark.parametrize("folders", [(), ("{home}/送审",)])
def test_a_current_folder_above_the_homes_names_no_user(
    folders: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "Users" / USER
    (home / "送审").mkdir(parents=True)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for current in (tmp_path, tmp_path / "Users"):
        monkeypatch.chdir(current)
        named = [folder.format(home=home) for folder in folders]
        assert shown(home / "送审" / "书.txt", named) == "书.txt"
        assert shown(current / "书.txt", named) == "书.txt"
    monkeypatch.chdir(home)
    assert shown(home / "送审" / "书.txt") == str(Path("送审", "书.txt"))


def test_a_link_is_shown_by_its_own_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "真").mkdir()
    (tmp_path / "真" / "书.txt").write_text(SOUND, encoding="utf-8")
    here = tmp_path / "桌面"
    here.mkdir()
    monkeypatch.chdir(here)
    try:
        (here / "连").symlink_to(tmp_path / "真", target_is_directory=True)
    except OSError:
        pytest.skip("this system lets nobody make links")
    assert shown("连/书.txt") == shown(here / "连" / "书.txt") == str(Path("连", "书.txt"))
