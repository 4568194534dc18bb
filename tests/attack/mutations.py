"""Bytes of sound files changed at random, always the same for the same seed.

Fair to readers: a row counts only while its own bytes are whole. Where rows are compressed (and so guarded by a
checksum or by the end of the stream), every row counts unless the damage was done inside the container.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from random import Random

from tests.attack.books import CONTAINERS, FORMATS, LAYOUTS, TEXTUAL, book, members_of
from tests.attack.case import TIMES, Case, Made
from tests.readers.office import packed

EXTREMES = (b"0", b"-1", b"999999999", b"A1:XFD1048576", b"<", b">", b"&", b'"', b"\0", b"\xff" * 4, b"\x80", b"\n")
LENGTHS = (1, 1, 2, 4, 16, 64, 256, 1024, 4096)


def flip(data: bytearray, at: int, length: int, chance: Random) -> None:
    data[at] ^= 1 << chance.randrange(8)


def scatter(data: bytearray, at: int, length: int, chance: Random) -> None:
    for place in chance.sample(range(len(data)), min(len(data), 9)):
        data[place] = chance.randrange(256)


def zero(data: bytearray, at: int, length: int, chance: Random) -> None:
    data[at : at + length] = bytes(min(length, len(data) - at))


def noise(data: bytearray, at: int, length: int, chance: Random) -> None:
    data[at : at + length] = chance.randbytes(min(length, len(data) - at))


def delete(data: bytearray, at: int, length: int, chance: Random) -> None:
    del data[at : at + length]


def double(data: bytearray, at: int, length: int, chance: Random) -> None:
    data[at:at] = data[at : at + length] * chance.choice((1, 2, 50))


def swap(data: bytearray, at: int, length: int, chance: Random) -> None:
    length = min(length, len(data) // 2)
    first, second = sorted((chance.randrange(len(data) - length + 1), chance.randrange(len(data) - length + 1)))
    second = max(second, first + length)
    moved = data[first : first + length]
    data[first : first + length] = data[second : second + length]
    data[second : second + length] = moved


def truncate(data: bytearray, at: int, length: int, chance: Random) -> None:
    del data[at:]


def insert(data: bytearray, at: int, length: int, chance: Random) -> None:
    data[at:at] = chance.choice(EXTREMES)


def overwrite(data: bytearray, at: int, length: int, chance: Random) -> None:
    extreme = chance.choice(EXTREMES)
    data[at : at + len(extreme)] = extreme


def turn_over(data: bytearray, at: int, length: int, chance: Random) -> None:
    data[at : at + length] = data[at : at + length][::-1]


WAYS: tuple[Callable[[bytearray, int, int, Random], None], ...] = (
    flip, scatter, zero, noise, delete, double, swap, truncate, insert, overwrite, turn_over,
)  # fmt: skip


def spoilt(data: bytes, chance: Random, ways: int = 1) -> bytes:
    """``data`` changed in ``ways`` ways."""
    changed = bytearray(data)
    for _ in range(ways):
        if changed:
            way, length = chance.choice(WAYS), chance.choice(LENGTHS)
            way(changed, chance.randrange(len(changed)), length, chance)
    return bytes(changed)


def joined(data: bytes) -> bytes:
    """All that stands in a container."""
    return b"\n".join(part if isinstance(part, bytes) else part.encode() for part in members_of(data).values())


def mutated(format: str, seed: int) -> Made:
    """The sound file of a format, spoilt; in a container every second time one member, its directory whole."""
    chance = Random(f"{format} {seed}")
    sound = book(format, list(LAYOUTS)[seed % 3])
    ways = chance.choice((1, 1, 1, 2, 5))
    if format in CONTAINERS and seed % 4 < 2:
        members = members_of(sound.data)
        name = chance.choice(sorted(members, key=lambda name: len(members[name]))[-3:])
        members[name] = spoilt(bytes(members[name]), chance, ways)  # type: ignore[arg-type]
        data = packed(members)
        return Made(data, *sound.whole(joined(data)))
    data = spoilt(sound.data, chance, ways)
    if format in TEXTUAL:
        return Made(data, *sound.whole(data))
    return Made(data, sound.projects, sound.indicators)


def cases(times: int = TIMES) -> Iterator[Case]:
    for format in FORMATS:
        for seed in range(times):
            yield Case(f"bytes/{format}/{seed}", format, partial(mutated, format, seed))
