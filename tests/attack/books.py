"""The sound book that every attack begins with, in each format that is read, and which bytes carry each of its rows.

A row of a damaged file counts as whole while all its ``parts`` still stand in the file: then it must be reported, or
the program must say that something was not read.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from typing import Literal

from tests.attack.biff import workbook
from tests.readers.office import KIND, MAIN, RELATED, STYLES, docx, packed, paragraph, table, table_cell

Role = Literal["title", "head", "project", "indicator", "both", "text"]
"""What a line of the book is; "both" is a project's first row in a list of projects."""
Layout = Literal["forms", "list", "standard"]
NAMES = ("花坛养护", "喷泉维护", "路灯检修", "泵站改造")
FORM_ROWS = (
    ("产出指标", "数量指标", "{n}处数", "≥12处"),
    ("产出指标", "质量指标", "{n}验收合格率", "≥98%"),
    ("效益指标", "社会效益指标", "{n}投诉下降率", "≥5%"),
    ("满意度指标", "服务对象满意度指标", "{n}居民满意度", "≥90%"),
)
STANDARD_ROWS = (
    ("数量指标", "{n}处数", "按台账核定", "≥12处"),
    ("质量指标", "{n}验收合格率", "按合同约定", "≥98%"),
    ("社会效益指标", "{n}投诉下降率", "与上年相比", "≥5%"),
    ("满意度指标", "{n}居民满意度", "问卷调查", "≥90%"),
)
LIST_HEAD = (
    ("项目名称", "项目总额", "其中：", "", "绩效目标", "一级指标", "二级指标", "三级指标", "绩效指标性质",
     "本年绩效指标值", "绩效度量单位"),
    ("", "", "财政资金", "其他资金", "", "", "", "", "", "", ""),
)  # fmt: skip
LIST_ROWS = (
    ("产出指标", "数量指标", "{n}处数", "≥", "12", "处"),
    ("产出指标", "质量指标", "{n}验收合格率", "≥", "98", "%"),
    ("效益指标", "社会效益指标", "{n}投诉下降率", "≥", "5", "%"),
    ("满意度指标", "服务对象满意度指标", "{n}居民满意度", "≥", "90", "%"),
)


@dataclass(frozen=True)
class Line:
    """One line of the book. ``labels`` are the columns of its cells that are header or label, not content."""

    role: Role
    cells: tuple[str, ...]
    labels: tuple[int, ...] = ()


Table = tuple[Line, ...]


def forms(names: Iterable[str] = NAMES) -> list[Table]:
    """One form a project."""
    return [
        (
            Line("title", (f"青川市2026年项目支出绩效目标表（{number}）",)),
            Line("text", ("部门名称：青川市园林局", "", "", "单位：万元")),
            Line("project", ("项目名称", name, "", ""), (0,)),
            Line("head", ("项目资金总额", "60", "", ""), (0,)),
            Line("head", ("绩效目标", f"保持{name}正常运行，全年不中断。", "", ""), (0,)),
            Line("head", ("一级指标", "二级指标", "三级指标", "指标值"), (0, 1, 2, 3)),
            *(Line("indicator", tuple(cell.format(n=name) for cell in cells)) for cells in FORM_ROWS),
        )
        for number, name in enumerate(names, 1)
    ]


def standard(names: Iterable[str] = NAMES) -> list[Table]:
    """Forms whose third and fourth column have titles of their own, one below the other in one table."""
    lines: list[Line] = []
    for number, name in enumerate(names):
        title: Role = "title" if number == 0 else "text"
        lines += [
            Line(title, ("青川市2026年项目支出绩效目标表",)),
            Line("project", ("项目名称", name, "", ""), (0,)),
            Line("head", ("项目总额", "60", "", ""), (0,)),
            Line("head", ("绩效目标", f"保持{name}正常运行", "", ""), (0,)),
            Line("head", ("一级指标", "二级指标", "绩效标准", "当年预期实现值"), (0, 1, 2, 3)),
            *(Line("indicator", tuple(cell.format(n=name) for cell in cells)) for cells in STANDARD_ROWS),
        ]
    return [tuple(lines)]


def project_list(names: Iterable[str] = NAMES) -> list[Table]:
    """One table of all projects; a project's cells stand in its first row."""
    lines = [Line("title", ("预算表12 年度项目支出绩效表",)), Line("text", ("部门：青川市园林局    金额单位：万元",))]
    for head in LIST_HEAD:
        lines.append(Line("head", head, tuple(at for at, cell in enumerate(head) if cell)))
    for name in names:
        for number, cells in enumerate(LIST_ROWS):
            own = (f"{name}经费", "60", "60", "", f"保持{name}正常运行，全年不中断。") if number == 0 else ("",) * 5
            filled = tuple(cell.format(n=name) for cell in cells)
            lines.append(Line("both" if number == 0 else "indicator", own + filled))
    return [tuple(lines)]


LAYOUTS: dict[Layout, Callable[[], list[Table]]] = {"forms": forms, "list": project_list, "standard": standard}


@dataclass(frozen=True)
class Book:
    """A file and what it says. ``parts`` has for each line with an indicator or a project the bytes that carry it."""

    ending: str
    data: bytes
    projects: int
    indicators: int
    parts: tuple[tuple[Role, tuple[bytes, ...]], ...] = ()

    def whole(self, found: bytes) -> tuple[int, int]:
        """How many projects and indicators still stand whole in ``found``."""
        stand = [role for role, parts in self.parts if all(part in found for part in parts)]
        return sum(role in {"project", "both"} for role in stand), sum(role in {"indicator", "both"} for role in stand)


Parts = list[tuple[Role, tuple[bytes, ...]]]


def _book(ending: str, data: bytes, tables: list[Table], parts: Parts) -> Book:
    roles = [line.role for table in tables for line in table]
    return Book(
        ending,
        data,
        projects=sum(role in {"project", "both"} for role in roles),
        indicators=sum(role in {"indicator", "both"} for role in roles),
        parts=tuple((role, own) for role, own in parts if role in {"project", "indicator", "both"}),
    )


def _text(tables: list[Table]) -> Book:
    parts: Parts = [(line.role, (("\n" + "\t".join(line.cells) + "\n").encode(),)) for one in tables for line in one]
    written = "\n" + "\n".join("\n".join("\t".join(line.cells) for line in one) + "\n" for one in tables)
    return _book("txt", written.encode(), tables, parts)


def _csv(tables: list[Table]) -> Book:
    def shown(line: Line) -> str:
        return ",".join(f'"{cell}"' if "，" in cell else cell for cell in line.cells)

    parts: Parts = [(line.role, (f"\r\n{shown(line)}\r\n".encode("gb18030"),)) for one in tables for line in one]
    lines = [shown(line) for one in tables for line in one]
    return _book("csv", ("\r\n".join(["", *lines, ""])).encode("gb18030"), tables, parts)


def html_row(line: Line) -> str:
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in line.cells) + "</tr>\n"


def html_tables(tables: list[Table]) -> str:
    """The part of a page between <body> and </body>."""
    return "".join(
        f"<h2>{one[0].cells[0]}</h2>\n<table border=1>\n{''.join(map(html_row, one[1:]))}</table>\n" for one in tables
    )


def _html(tables: list[Table]) -> Book:
    page = '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>预算</title></head><body>\n'
    parts: Parts = [(line.role, (html_row(line).encode(),)) for one in tables for line in one]
    return _book("html", (page + html_tables(tables) + "</body></html>\n").encode(), tables, parts)


def _mht(tables: list[Table]) -> Book:
    from quopri import encodestring

    def printable(text: str) -> bytes:
        return encodestring(text.encode()).replace(b"\n", b"\r\n")

    page = printable("<html><head><title>预算</title></head><body>\n" + html_tables(tables) + "</body></html>\n")
    head = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="----=_B"\r\n\r\n------=_B\r\n'
        b"Content-Location: file:///C:/a.htm\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        b'Content-Type: text/html; charset="utf-8"\r\n\r\n'
    )
    parts: Parts = [(line.role, (printable(html_row(line)),)) for one in tables for line in one]
    return _book("mht", head + page + b"\r\n------=_B--\r\n", tables, parts)


def _sheet_lines(tables: list[Table]) -> Iterator[tuple[int, Line]]:
    """Lines with the number of their row, an empty row between tables."""
    at = 0
    for one in tables:
        for line in one:
            at += 1
            yield at, line
        at += 1


def xlsx_members(tables: list[Table], macros: bool = False) -> tuple[dict[str, str | bytes], Parts]:
    """The members of a workbook as Excel writes it, with shared strings and defined names."""
    strings: dict[str, int] = {}
    rows, parts = "", Parts()
    for at, line in _sheet_lines(tables):
        cells, own = "", []
        for column, cell in enumerate(line.cells):
            if cell:
                index = strings.setdefault(cell, len(strings))
                cells += f'<c r="{chr(65 + column)}{at}" s="3" t="s"><v>{index}</v></c>'
                own.append(f"<si><t>{escape(cell)}</t></si>".encode())
        row = f'<row r="{at}" spans="1:{len(line.cells)}">{cells}</row>'
        rows += row
        parts.append((line.role, (row.encode(), *own)))
    shared = "".join(f"<si><t>{escape(cell)}</t></si>" for cell in strings)
    declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    workbook_kind = "application/vnd.ms-excel.sheet.macroEnabled.main+xml" if macros else f"{main}.sheet.main+xml"
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{declared}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{workbook_kind}"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{main}.worksheet+xml"/></Types>',
        "_rels/.rels": f'{declared}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{KIND}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{declared}<workbook {MAIN} {RELATED}><sheets><sheet name="绩效" sheetId="1" r:id="rId1"/>'
        '</sheets><definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">绩效!$1:$2</definedName>'
        "</definedNames></workbook>",
        "xl/_rels/workbook.xml.rels": f"{declared}"
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{KIND}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{KIND}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="rId3" Type="{KIND}/styles" Target="styles.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'{declared}<worksheet {MAIN}><dimension ref="A1:K99"/>'
        f"<sheetData>{rows}</sheetData></worksheet>",
        "xl/sharedStrings.xml": f'{declared}<sst {MAIN} count="{len(strings)}" uniqueCount="{len(strings)}">'
        f"{shared}</sst>",
        "xl/styles.xml": STYLES,
    }
    if macros:
        members["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 4
    return members, parts


def _xlsx(tables: list[Table]) -> Book:
    members, parts = xlsx_members(tables)
    return _book("xlsx", packed(members), tables, parts)


def _xlsm(tables: list[Table]) -> Book:
    members, parts = xlsx_members(tables, macros=True)
    return _book("xlsm", packed(members), tables, parts)


def _xls(tables: list[Table]) -> Book:
    rows = {at - 1: line.cells for at, line in _sheet_lines(tables)}
    data, carriers = workbook(rows)
    parts: Parts = [(line.role, carriers[at - 1]) for at, line in _sheet_lines(tables)]
    return _book("xls", data, tables, parts)


def docx_row(line: Line) -> str:
    return "<w:tr>" + "".join(map(table_cell, line.cells)) + "</w:tr>"


def docx_body(tables: list[Table]) -> str:
    return "".join(
        paragraph(one[0].cells[0]) + table(*("".join(map(table_cell, line.cells)) for line in one[1:]))
        for one in tables
    )


def _docx(tables: list[Table]) -> Book:
    parts: Parts = [(line.role, (docx_row(line).encode(),)) for one in tables for line in one]
    return _book("docx", docx(docx_body(tables)), tables, parts)


def _pdf(tables: list[Table]) -> Book:
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A3, landscape
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    memory = io.BytesIO()
    wide, high = landscape(A3)
    canvas = Canvas(memory, pagesize=(wide, high), pageCompression=1, invariant=1)
    for one in tables:
        canvas.setFont("STSong-Light", 9)
        canvas.setStrokeColor(colors.black)
        canvas.drawString(40, high - 40, one[0].cells[0])
        columns = max(len(line.cells) for line in one)
        width, top = (wide - 80) / columns, high - 60
        body = [line for line in one[1:] if len(line.cells) > 1]
        for line in one[1:]:
            if len(line.cells) == 1:
                canvas.drawString(40, high - 54, line.cells[0])
        canvas.grid([40 + width * n for n in range(columns + 1)], [top - 22 * n for n in range(len(body) + 1)])
        for number, line in enumerate(body):
            for column, cell in enumerate(line.cells):
                for part in range(0, len(cell), 10):
                    down = 9 + part if len(cell) > 10 else 14
                    canvas.drawString(43 + width * column, top - 22 * number - down, cell[part : part + 10])
        canvas.showPage()
    canvas.save()
    return _book("pdf", memory.getvalue(), tables, [])


def _zip(tables: list[Table]) -> Book:
    plain, page = _text(tables), _html(tables)
    both = replace(plain, ending="zip", data=packed({"甲.txt": plain.data, "乙.html": page.data}))
    return replace(
        both,
        projects=plain.projects + page.projects,
        indicators=plain.indicators + page.indicators,
        parts=plain.parts + page.parts,
    )


FORMATS: dict[str, Callable[[list[Table]], Book]] = {
    "txt": _text,
    "csv": _csv,
    "html": _html,
    "mht": _mht,
    "xlsx": _xlsx,
    "xlsm": _xlsm,
    "xls": _xls,
    "docx": _docx,
    "pdf": _pdf,
    "zip": _zip,
}
TEXTUAL = {"txt", "csv", "html", "mht", "xls"}
"""Formats whose rows stand in the file's own bytes, neither compressed nor guarded by a checksum."""
CONTAINERS = {"xlsx", "xlsm", "docx", "zip"}


@cache
def book(format: str, layout: Layout) -> Book:
    return FORMATS[format](LAYOUTS[layout]())


def members_of(data: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        return {name: container.read(name) for name in container.namelist()}
