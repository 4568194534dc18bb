"""Office files with the same bytes for the same content: writers stamp the time into every part of the package."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day that a ZIP can hold; XlsxWriter stamps it as well."""


def timeless(content: bytes) -> bytes:
    """The package ``content`` without the time of its writing, its parts in the same order."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as package, ZipFile(made, "w", ZIP_DEFLATED) as copy:
        for name in package.namelist():
            part = ZipInfo(name, _DAY)
            part.compress_type = ZIP_DEFLATED
            copy.writestr(part, package.read(name))
    return made.getvalue()
