"""HTML with rowspan and colspan, and its styles for printing by Chromium."""

from __future__ import annotations

from html import escape
from pathlib import Path

from samples.making.table import Table

# The header is repeated on every page; Noto CJK has CFF outlines, so Chromium draws its glyphs as Type 3.
PLAIN = """
@page { size: A4 landscape; margin: 10mm }
body { font: 8pt "Noto Sans CJK SC", sans-serif; margin: 0 }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
td, th { border: 1px solid #000; padding: 2px; font-weight: normal; overflow-wrap: anywhere }
thead { break-inside: avoid }
section + section { break-before: page }
h1 { font-size: 12pt; text-align: center; margin: 4pt }
p { margin: 2pt }
"""

# No header after the first page, and every dash is a separate stroke; TrueType outlines.
DASHED = """
@page { size: A4 landscape; margin: 12mm 9mm }
body { font: 7.5pt "Droid Sans Fallback", "DejaVu Sans", sans-serif; margin: 0 }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
thead { display: table-row-group }
td, th { border: 1px solid #555; border-width: 2px 0.5px;
  border-style: dashed solid; padding: 3px; overflow-wrap: anywhere; vertical-align: top }
th { background: #e8e8e8; border: 1px solid #555 }
h1 { font-size: 13pt; text-align: center; margin: 4pt; font-weight: normal }
p { margin: 2pt }
"""

FORM = """
@page { size: A4; margin: 14mm }
body { font: 10pt "Noto Sans CJK SC", sans-serif; margin: 0 }
section + section { break-before: page }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
td, th { border: 0.75pt solid #000; padding: 4px; font-weight: normal; overflow-wrap: anywhere }
h1 { font-size: 15pt; text-align: center; margin: 6pt }
p { margin: 3pt }
"""


def html(tables: list[Table], style: str) -> str:
    """A page with one section per table."""
    lines = ['<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">']
    lines += [f"<title>{escape(tables[0].title)}</title><style>{style}</style></head><body>"]
    for table in tables:
        lines += ["<section>", f"<h1>{escape(table.title)}</h1>"]
        lines += [f'<p style="text-align:{align}">{escape(text)}</p>' for text, align in table.captions]
        lines += ["<table><colgroup>"]
        lines += [f'<col style="width:{width / sum(table.widths):.2%}">' for width in table.widths]
        lines += ["</colgroup>"]
        for row in range(table.rows):
            if row == 0:
                lines.append("<thead>" if table.header_rows else "<tbody>")
            elif row == table.header_rows:
                lines.append("</thead><tbody>")
            tag = "th" if row < table.header_rows else "td"
            cells = []
            for column in range(len(table.widths)):
                span = table.cells.get((row, column))
                if span:
                    spans = f' rowspan="{span.rows}"' if span.rows > 1 else ""
                    spans += f' colspan="{span.columns}"' if span.columns > 1 else ""
                    spans += f' style="text-align:{span.align}"' if span.align != "left" else ""
                    cells.append(f"<{tag}{spans}>{escape(span.text)}</{tag}>")
            lines.append(f"<tr>{''.join(cells)}</tr>")
        lines.append("</tbody></table></section>")
    return "\n".join([*lines, "</body></html>\n"])


def write_html(path: Path, tables: list[Table]) -> None:
    """Write the page that Chromium prints."""
    path.write_text(html(tables, PLAIN), encoding="utf-8", newline="\n")
