"""A pack's files as one piece of plain data, just as written: nothing is filled in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from auditor.errors import RuleFileError, UsageError, reason
from auditor.rulebook.find import files_of, find_pack
from auditor.rulebook.predicate import ConditionError
from auditor.rulebook.ruleset import RuleFilesError
from auditor.rulebook.source import MAX_BYTES, read_yaml


def read_pack_data(pack: str | Path) -> dict[str, Any]:
    """All files of a pack as one: its head, then all words, then all rules in the order of the files.

    Raises UsageError if the pack is not found, RuleFilesError with the errors of YAML. The meaning of the data
    is not checked.
    """
    try:
        files = files_of(find_pack(pack, None).path)
    except ConditionError as error:
        raise UsageError(error.what, str(pack), error.advice) from None
    errors: list[RuleFileError] = []
    head: dict[str, Any] = {}
    merged: dict[str, Any] = {}
    for file in files:
        try:
            with file.open("rb") as stream:
                data = read_yaml(str(file), stream.read(MAX_BYTES + 1)).data
        except OSError as error:
            errors.append(RuleFileError(f"规则文件打不开（{reason(error)}）", str(file)))
            continue
        except RuleFileError as error:
            errors.append(error)
            continue
        for key, value in data.items() if isinstance(data, dict) else ():
            if key in merged and isinstance(value, list) and isinstance(merged[key], list):
                merged[key] = merged[key] + value
            elif key in merged and isinstance(value, dict) and isinstance(merged[key], dict):
                merged[key] = merged[key] | value
            else:
                merged[key] = value
            if "pack" in data:
                head.setdefault(key, None)
    if errors:
        raise RuleFilesError(errors)
    order = [key for key in head if key != "rules"] + [key for key in merged if key not in head and key != "rules"]
    return {key: merged[key] for key in [*order, *(["rules"] if "rules" in merged else [])]}
