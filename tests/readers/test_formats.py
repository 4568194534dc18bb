"""The catalogue of formats: a file is the same by itself, in a folder and in a ZIP; a new format is one new file."""

from __future__ import annotations

import sys
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from auditor import readers
from auditor.errors import UsageError
from auditor.findings import Problem
from auditor.inputs import expand
from auditor.model import Book
from auditor.pipeline import read_files
from auditor.readers.formats import OLE, ZIP, formats, is_archive, named, readable
from auditor.reading import InputFile, Opening, read_file
from tests.readers.office import packed

PAGE = "<html><body><table><tr><td>项目名称</td><td>金额</td></tr><tr><td>培训</td><td>8</td></tr></table></html>"
SAVED_PAGE = (
    b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n"
    b"--B\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
    + b64encode(f"<meta charset=utf-8>{PAGE}".encode())
    + b"\n--B--\n"
)
TYPES = "[Content_Types].xml"


def ole(stream: str) -> bytes:
    return OLE + b"\0" * 504 + f"{stream}\0".encode("utf-16-le") + b"\0" * 512


def made(name: str) -> Callable[[Path], bytes]:
    return lambda samples: (samples / "made" / name).read_bytes()


def just(data: bytes) -> Callable[[Path], bytes]:
    return lambda samples: data


TABS = just("项目名称\t金额\n培训\t8\n".encode())
COMMAS = just("项目名称,金额\n培训,8\n会议,9\n".encode("gb18030"))
XLS, XLSX, DOCX = (made(f"chaoyang.{kind}") for kind in ("xls", "xlsx", "docx"))
PDF = made("linjiang-forms.pdf")
OLD_WORD = just(ole("WordDocument"))
OPEN = just(packed({"mimetype": "application/vnd.oasis", "META-INF/manifest.xml": "<x/>"}))
JPEG, TIFF = just(b"\xff\xd8\xff\xe0" + bytes(range(128, 256))), just(b"II*\0" + bytes(99))

FILES: dict[str, tuple[Callable[[Path], bytes], str]] = {
    ".txt": (TABS, ""),
    ".tsv": (TABS, ""),
    ".csv": (COMMAS, ""),
    ".html": (just(PAGE.encode()), ""),
    ".htm": (just(PAGE.encode()), ""),
    ".mht": (just(SAVED_PAGE), ""),
    ".mhtml": (just(SAVED_PAGE), ""),
    ".pdf": (PDF, ""),
    ".xlsx": (XLSX, ""),
    ".xlsm": (XLSX, ""),
    ".xls": (XLS, ""),
    ".et": (XLS, ""),
    ".docx": (DOCX, ""),
    ".zip": (just(packed({"表.tsv": "项目名称\t金额\n培训\t8\n"})), ""),
    ".doc": (OLD_WORD, "暂不支持旧版 Word（.doc、.wps）文件。请在 Word 或 WPS 中另存为 docx 后再试"),
    ".wps": (OLD_WORD, "暂不支持旧版 Word（.doc、.wps）文件。请在 Word 或 WPS 中另存为 docx 后再试"),
    ".xlsb": (
        just(packed({TYPES: "<Types/>", "xl/workbook.bin": "x"})),
        "暂不支持二进制工作簿（.xlsb）文件。请在 Excel 中另存为 xlsx 后再试",
    ),
    ".ofd": (just(packed({"OFD.xml": "<x/>"})), "暂不支持 OFD 版式文件。请转换为 PDF 后再试"),
    ".ods": (OPEN, "暂不支持 OpenDocument（ods、odt）文件。请另存为 xlsx 或 docx 后再试"),
    ".odt": (OPEN, "暂不支持 OpenDocument（ods、odt）文件。请另存为 xlsx 或 docx 后再试"),
    ".ppt": (just(ole("PowerPoint Document")), "暂不支持演示文稿文件。请另存为 PDF 后再试"),
    ".pptx": (just(packed({TYPES: "<x/>", "ppt/x.xml": "x"})), "暂不支持演示文稿文件。请另存为 PDF 后再试"),
    ".rtf": (just(b"{\\rtf1\\ansi x}"), "暂不支持 RTF 文件。请另存为 docx 后再试"),
    ".rar": (just(b"Rar!\x1a\x07\x01\0" + bytes(9)), "暂不支持 RAR、7z 压缩文件。请解压后再试，或改用 ZIP 压缩包"),
    ".7z": (
        just(b"7z\xbc\xaf\x27\x1c" + bytes(9)),
        "暂不支持 RAR、7z 压缩文件。请解压后再试，或改用 ZIP 压缩包",
    ),
    **{
        ending: (data, "暂不支持图片文件。请改用有文字的电子版（PDF、xlsx 或 docx）")
        for ending, data in {
            ".jpg": JPEG, ".jpeg": JPEG, ".tif": TIFF, ".tiff": TIFF,
            ".png": just(b"\x89PNG\r\n\x1a\n" + bytes(9)), ".bmp": just(b"BM\x8a\0\0\0\0\0"),
        }.items()
    },
    ".ceb": (just(b"Founder CEB\0\x01\x02"), "暂不支持 CEB、CAJ 文件。请转换为 PDF 后再试"),
    ".caj": (just(b"CAJ\0\x01\x02"), "暂不支持 CEB、CAJ 文件。请转换为 PDF 后再试"),
}  # fmt: skip
"""A small file of every ending, and what is said of it: "" for one that is read."""

GOOD = ("好.txt", "项目名称\t金额\n".encode())
"""Stands beside the file, so that there is always something to read."""


def result(path: Path, name: str) -> list[str]:
    """What becomes of the file ``name`` when ``path`` is audited: its books' tables, or the sentence about it."""
    files, skipped = expand([path])
    books, unread, _ = read_files(files)
    told = [f"{problem.path}：{problem.message}" for problem in [*skipped, *unread]]
    return [*(content(book) for book in books if name in book.path), *(said(line) for line in told if name in line)]


def content(book: Book) -> str:
    return f"{len(book.projects)} projects, {[entry.kind for entry in book.ledger]}"


def said(line: str) -> str:
    """The sentence without the path before it."""
    return line.rpartition("：")[2].rstrip("。")


def test_every_ending_has_a_file_here() -> None:
    assert FILES.keys() == {ending for format in formats() for ending in format.endings}


@pytest.mark.parametrize("ending", FILES)
def test_a_file_is_the_same_by_itself_in_a_folder_and_in_an_archive(ending: str, tmp_path: Path, samples: Path) -> None:
    make, sentence = FILES[ending]
    name, data = f"表{ending}", make(samples)
    alone, folder, archive = tmp_path / "独" / name, tmp_path / "夹" / name, tmp_path / "包.zip"
    for file in (alone, folder):
        file.parent.mkdir()
        file.write_bytes(data)
    (folder.parent / GOOD[0]).write_bytes(GOOD[1])
    archive.write_bytes(packed({name: data, GOOD[0]: GOOD[1]}))
    by_itself = result(alone, name)
    assert by_itself == result(folder.parent, name) == result(archive, name)
    assert (by_itself == [sentence]) if sentence else len(by_itself) == 1
    assert sentence or "projects" in by_itself[0]


@pytest.mark.parametrize("ending", [".pdf", ".ofd", ".jpg"])
def test_an_empty_file_is_the_same_too(ending: str, tmp_path: Path) -> None:
    name = f"空{ending}"
    folder, archive = tmp_path / "夹", tmp_path / "包.zip"
    folder.mkdir()
    (folder / name).write_bytes(b"")
    (folder / GOOD[0]).write_bytes(GOOD[1])
    archive.write_bytes(packed({name: b"", GOOD[0]: GOOD[1]}))
    told = [result(path, name) for path in (folder / name, folder, archive)]
    assert [len(lines) for lines in told] == [1, 1, 1]
    assert all("文件是空的（0 字节）" in lines[0] for lines in told)


@pytest.mark.parametrize("ending", FILES)
def test_the_content_tells_the_format_that_the_ending_stands_for(ending: str, samples: Path) -> None:
    recognised = readers.formats.recognised(FILES[ending][0](samples), f"表{ending}")
    assert recognised is named(f"表{ending}")
    if ending not in (".bmp", ".ceb", ".caj", ".tsv", ".csv"):
        assert readers.formats.recognised(FILES[ending][0](samples), "无名") is recognised


@pytest.mark.parametrize(
    ("name", "make", "becomes"),
    [
        ("预算.docm", DOCX, "read"),
        ("预算", PDF, "read"),
        ("预算.ofd", PDF, "read"),
        ("预算.jpg", XLSX, "read"),
        ("预算.dat", JPEG, "refused"),
        ("空.ofd", just(b""), "refused"),
        ("说明.md", just("# 说明".encode()), "silent"),
        ("程序.exe", just(b"MZ\x90\0" + bytes(999)), "silent"),
        ("程序.jar", just(packed({"META-INF/MANIFEST.MF": "x", "A.class": "x"})), "silent"),
        ("坏.bin", just(ZIP[0] + b"xx"), "silent"),
        ("网页.css", just(b"body {}"), "silent"),
    ],
)
def test_an_ending_that_is_not_read_is_looked_behind(
    name: str, make: Callable[[Path], bytes], becomes: str, tmp_path: Path, samples: Path
) -> None:
    (tmp_path / name).write_bytes(make(samples))
    (tmp_path / GOOD[0]).write_bytes(GOOD[1])
    files, skipped = expand([tmp_path])
    listed = {"read": [file.name for file in files], "refused": [Path(problem.path).name for problem in skipped]}
    assert {kind for kind, names in listed.items() if name in names} == {becomes} - {"silent"}


def test_an_ending_belongs_to_one_format() -> None:
    count = Counter(ending for format in formats() for ending in format.endings)
    assert set(count.values()) == {1}
    assert all(ending == ending.lower() and ending.startswith(".") for ending in count)


@pytest.mark.parametrize("format", formats(), ids=lambda format: format.name)
def test_a_format_is_read_or_says_what_to_do(format: readers.formats.Format) -> None:
    assert bool(format.read) != bool(format.advice)


def test_what_can_be_audited_is_told_from_the_catalogue(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        expand([tmp_path])
    assert raised.value.advice == f"可审核的格式：{readable()}"
    assert all((ending in readable().replace("）", " ）").split() or f"（{ending}" in readable())
               for ending, (_, sentence) in FILES.items() if not sentence)  # fmt: skip
    assert ".ofd" not in readable()


@pytest.mark.parametrize(
    ("data", "expected"),
    [(packed({"表.txt": "x"}), True), (packed({"OFD.xml": "x"}), False), (b"PK\x03\x04", True), (b"x", False)],
)
def test_an_archive_is_a_container_that_no_document_lives_in(data: bytes, expected: bool) -> None:
    assert is_archive(data) is expected


NEW = """
from auditor.grid import Line, Printed, Source
from auditor.readers.base import sha256
from auditor.readers.formats import Format


def read(path, data, *, password=None):
    return Printed(path, sha256(data), "drawing", [Line(data[4:].decode(), Source(path, line=1))], lines=1)


FORMATS = (Format("图纸", (".drw",), marks=(b"DRW\\0",), read=read),)
"""


@pytest.fixture
def drawing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A format that is one file, lying where the readers lie; nothing else is told of it."""
    beside = tmp_path / "readers"
    beside.mkdir()
    (beside / "drawing.py").write_text(NEW, encoding="utf-8")
    monkeypatch.setattr(readers, "__path__", [*readers.__path__, str(beside)])
    formats.cache_clear()
    yield
    sys.modules.pop("auditor.readers.drawing", None)
    formats.cache_clear()


@pytest.mark.usefixtures("drawing")
def test_a_new_format_is_one_new_file(tmp_path: Path) -> None:
    data = b"DRW\0" + "预算表".encode()
    folder, archive = tmp_path / "夹", tmp_path / "包.zip"
    folder.mkdir()
    (folder / "图.drw").write_bytes(data)
    archive.write_bytes(packed({"图.drw": data}))
    assert readers.read(folder / "图.drw").format == "drawing"
    for path in (folder / "图.drw", folder, archive):
        files, skipped = expand([path])
        # In this process, which alone knows the new format.
        said = [each for file in files for each in read_file(InputFile(file, "图", Opening()), 0)]
        read = [each for answer in said if isinstance(answer, list) for each in answer]
        assert ([Path(each.path).name for each in read if isinstance(each, Book)], skipped) == (["图.drw"], [])
        assert not [each for each in read if isinstance(each, Problem)]
    assert "图纸（.drw）" in readable()
