"""A rule pack as a workbook that a reviewer edits in Excel, and back without loss.

``read_pack_data(path) -> content``, ``write_sheet(content, path)``, ``read_sheet(path) -> (content, rows)``,
``dump(content) -> YAML``; ``content`` is the pack as plain data.
"""

from auditor.rulesheet.data import read_pack_data
from auditor.rulesheet.workbook import read_sheet, write_sheet
from auditor.rulesheet.yamltext import dump

__all__ = ["dump", "read_pack_data", "read_sheet", "write_sheet"]
