"""Formats of documents that are known but not read: what to do instead."""

from __future__ import annotations

from collections.abc import Callable

from auditor.readers.formats import OLE, ZIP, Format
from auditor.readers.package import names

_SLIDES = "PowerPoint Document".encode("utf-16-le")
_OPEN_DOCUMENT = "META-INF/manifest.xml"


def _holds(member: str) -> Callable[[bytes, str], bool]:
    """Whether the content is a ZIP container with ``member``, or with members below it if it ends with "/"."""

    def recognises(data: bytes, path: str) -> bool:
        return data.startswith(ZIP) and any(name == member or name.startswith(member) for name in names(data))

    return recognises


def _is_open_document(data: bytes, path: str) -> bool:
    # Java archives have a manifest of another name; a mimetype as first member is OpenDocument's own.
    return _holds(_OPEN_DOCUMENT)(data, path) and _holds("mimetype")(data, path)


def _is_slides(data: bytes, path: str) -> bool:
    return (data.startswith(OLE) and _SLIDES in data) or (
        _holds("ppt/")(data, path) and _holds("[Content_Types].xml")(data, path)
    )


FORMATS = (
    Format("OFD 版式", (".ofd",), recognises=_holds("OFD.xml"), advice="请转换为 PDF 后再试"),
    Format(
        "OpenDocument（ods、odt）",
        (".ods", ".odt"),
        recognises=_is_open_document,
        advice="请另存为 xlsx 或 docx 后再试",
    ),
    Format("演示文稿", (".ppt", ".pptx"), recognises=_is_slides, advice="请另存为 PDF 后再试"),
    Format("RTF", (".rtf",), marks=(b"{\\rtf",), advice="请另存为 docx 后再试"),
    Format("RAR、7z 压缩", (".rar", ".7z"), marks=(b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c"),
           advice="请解压后再试，或改用 ZIP 压缩包"),
    Format("图片", (".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff"),
           marks=(b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*"),
           advice="请改用有文字的电子版（PDF、xlsx 或 docx）"),
    # Rare, and without a mark that is documented: their endings have to do.
    Format("CEB、CAJ", (".ceb", ".caj"), advice="请转换为 PDF 后再试"),
)  # fmt: skip
