"""A workbook of Excel 97 (.xls) with one sheet, written by hand: which bytes carry which row is known."""

from __future__ import annotations

from collections.abc import Mapping
from struct import pack

SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def record(kind: int, body: bytes) -> bytes:
    return pack("<HH", kind, len(body)) + body


def _string(text: str) -> bytes:
    return pack("<HB", len(text), 1) + text.encode("utf-16-le")


def workbook(rows: Mapping[int, tuple[str, ...]]) -> tuple[bytes, dict[int, tuple[bytes, ...]]]:
    """The file, and for each row the bytes that carry it: its records and its shared strings."""
    strings: dict[str, int] = {}
    cells: dict[int, bytes] = {}
    for at, texts in rows.items():
        cells[at] = b"".join(
            record(0x00FD, pack("<HHHI", at, column, 15, strings.setdefault(text, len(strings))))
            for column, text in enumerate(texts)
            if text
        )
    carriers = {at: (cells[at], *(_string(text) for text in texts if text)) for at, texts in rows.items()}
    table = pack("<II", len(strings), len(strings)) + b"".join(map(_string, strings))
    if len(table) > 8224:
        raise ValueError("the shared strings need CONTINUE records, which are not written here")
    bof = pack("<HHHHII", 0x0600, 5, 0x0DBB, 0x07CC, 0, 6)
    head = record(0x0809, bof) + record(0x0042, pack("<H", 1200)) + record(0x003D, bytes(18))
    head += record(0x0031, pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + b"\x05\x00Arial") * 5
    head += record(0x00E0, pack("<HHHBBBBIIH", 0, 0, 0xFFF5, 0x20, 0, 0, 0, 0, 0, 0x20C0)) * 15
    head += record(0x00E0, pack("<HHHBBBBIIH", 0, 0, 1, 0x20, 0, 0, 0, 0, 0, 0x20C0))
    name = pack("<BB", 2, 1) + "绩效".encode("utf-16-le")
    tail = record(0x00FC, table) + record(0x000A, b"")
    start = len(head) + len(record(0x0085, bytes(6) + name)) + len(tail)
    book = head + record(0x0085, pack("<IBB", start, 0, 0) + name) + tail
    last, wide = max(rows) + 1, max(map(len, rows.values()))
    book += record(0x0809, pack("<HHHHII", 0x0600, 16, 0x0DBB, 0x07CC, 0, 6))
    book += record(0x0200, pack("<IIHHH", 0, last, 0, wide, 0)) + b"".join(cells.values()) + record(0x000A, b"")
    return _container(book), carriers


def _container(stream: bytes) -> bytes:
    """The compound file that holds the stream "Workbook": header, table of sectors, directory, stream."""
    size = max(len(stream), 4096)
    count = -(-size // SECTOR)
    if count > 126:
        raise ValueError("the table of sectors has one sector only")
    chain = [FAT, END, *range(3, 2 + count), END]
    chain += [FREE] * (128 - len(chain))

    def entry(name: str, kind: int, child: int, start: int, length: int) -> bytes:
        raw = (name + "\0").encode("utf-16-le") if name else b""
        tree = pack("<BBIII", kind, 1, FREE, FREE, child)
        return raw.ljust(64, b"\0") + pack("<H", len(raw)) + tree + bytes(36) + pack("<IQ", start, length)

    directory = entry("Root Entry", 5, 1, END, 0) + entry("Workbook", 2, FREE, 2, size)
    directory += entry("", 0, FREE, 0, 0) * 2
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0) + pack("<I", 0) + pack("<I", FREE) * 108
    return header + pack("<128I", *chain) + directory + stream.ljust(count * SECTOR, b"\0")
