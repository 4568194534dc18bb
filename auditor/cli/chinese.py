"""Help pages and usage errors in Chinese, laid out by the width that Chinese characters take on a console."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from typer.core import TyperCommand, TyperGroup

from auditor.cli import console

if TYPE_CHECKING:
    import typer

WIDTH = 78
_NO_LINE_START = "，。；：、）”！？"


def width(text: str) -> int:
    """Columns that ``text`` takes on a console: two for a wide character, one for any other."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def wrap(text: str, columns: int) -> Iterator[str]:
    """Break ``text`` into lines of at most ``columns`` columns: anywhere in Chinese, between words otherwise."""
    line = ""
    for word in _words(text):
        if width(line + word) > columns and line.strip() and word not in _NO_LINE_START:
            yield line.rstrip()
            line = word.lstrip()
        else:
            line += word
    if line.strip():
        yield line.rstrip()


def _words(text: str) -> Iterator[str]:
    word = ""
    for character in text:
        if character == " " or width(character) > 1 or not character.isprintable():
            if word:
                yield word
            word = ""
            yield character
        else:
            word += character
    if word:
        yield word


class Whole(str):
    """A text with a path: never broken into lines, so that it can be copied from the console."""

    __slots__ = ()


def table(rows: Iterable[tuple[str, str]], columns: int = WIDTH) -> str:
    """Two columns, the second wrapped beside the first unless it is ``Whole``, each row indented by two spaces."""
    rows = list(rows)
    left = min(max((width(first) for first, _ in rows), default=0), 30) + 4
    lines = []
    for first, second in rows:
        wrapped = [second] if isinstance(second, Whole) else list(wrap(second, columns - left)) or [""]
        head = f"  {first}"
        if width(head) > left - 2:
            lines.append(head)
            head = ""
        lines.append((head + " " * (left - width(head)) + wrapped[0]).rstrip())
        lines.extend(" " * left + line for line in wrapped[1:])
    return "\n".join(lines)


def _page(command: ChineseCommand | ChineseGroup, context: Any) -> str:
    options = [record for parameter in command.get_params(context) if (record := _option(parameter, context))]
    arguments = [(name, getattr(parameter, "help", "") or "") for name, parameter in _arguments(command, context)]
    commands = [
        (name, sub.short_help or (sub.help or "").strip().partition("\n")[0])
        for name, sub in getattr(command, "commands", {}).items()
        if not sub.hidden
    ]
    parts = [_usage(command, context)]
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        parts.append("\n".join(wrap(paragraph.replace("\n", ""), WIDTH)))
    for heading, rows in (("参数", arguments), ("选项", options), ("命令", commands)):
        if rows:
            parts.append(f"{heading}：\n{table(rows)}")
    if command.epilog:
        parts.append("\n".join(wrap(command.epilog, WIDTH)))
    return "\n\n".join(part for part in parts if part)


def _usage(command: ChineseCommand | ChineseGroup, context: Any) -> str:
    pieces = ["[选项]", *(name for name, _ in _arguments(command, context))]
    if isinstance(command, ChineseGroup):
        pieces.append("命令 [参数]…")
    return " ".join([f"用法：{context.command_path}", *pieces])


def _arguments(command: ChineseCommand | ChineseGroup, context: Any) -> list[tuple[str, Any]]:
    parameters = (parameter for parameter in command.get_params(context) if parameter.param_type_name == "argument")
    return [(str(getattr(parameter, "metavar", None) or parameter.name), parameter) for parameter in parameters]


def _option(parameter: Any, context: Any) -> tuple[str, str] | None:
    record: tuple[str, str] | None = parameter.get_help_record(context)
    if record is None or parameter.param_type_name != "option":
        return None
    name, said = record
    return name, said.replace("  [required]", "（必填）")


class ChineseCommand(TyperCommand):
    """A command whose help page is Chinese."""

    def get_help(self, ctx: Any) -> str:
        return _page(self, ctx)

    def get_usage(self, ctx: Any) -> str:
        return _usage(self, ctx)

    def get_help_option(self, ctx: Any) -> Any:
        return _chinese_help_option(super().get_help_option(ctx))


class ChineseGroup(TyperGroup):
    """A group of commands whose help page is Chinese."""

    def get_help(self, ctx: Any) -> str:
        return _page(self, ctx)

    def get_usage(self, ctx: Any) -> str:
        return _usage(self, ctx)

    def get_help_option(self, ctx: Any) -> Any:
        return _chinese_help_option(super().get_help_option(ctx))


def _chinese_help_option(option: Any) -> Any:
    if option is not None:
        option.help = "显示帮助"
        option.callback = _show_help
    return option


def _show_help(context: Any, _option: Any, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        console.show(context.get_help())
        context.exit()


def usage_message(error: typer.TyperException) -> str:
    """One Chinese line for a wrong command line; the help page where no command was given at all.

    The kinds of error are recognised by class name: typer keeps the classes themselves private.
    """
    context = getattr(error, "ctx", None)
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError" and context is not None:
        return str(context.get_help())
    parameter = getattr(error, "param", None)
    name = parameter.get_error_hint().strip("'") if parameter is not None else ""
    option = getattr(error, "option_name", "")
    match kind:
        case "NoSuchOption":
            what = f"没有选项“{option}”"
            if candidates := getattr(error, "possibilities", None):
                what += f"，是否想用 {'、'.join(sorted(candidates))}"
        case "MissingParameter":
            what = f"缺少 {name or error.message}"
        case "BadOptionUsage" | "BadArgumentUsage":
            what = f"选项“{option}”后面缺少内容" if option else error.message
        case "BadParameter":
            said = _value_text(error.message)
            what = f"{name}：{said}" if name else said
        case _:
            what = _usage_text(error.message)
    where = context.command_path if context is not None else "auditor"
    return f"错误：{what}。用法见 {where} --help。"


_VALUES = (
    ("integer", "应是整数"),
    ("number|float", "应是数字"),
    ("range|greater|less", "超出范围"),
    ("boolean", "应是 true 或 false"),
)


def _value_text(message: str) -> str:
    """What is wrong with a value: a message of ours as it is, one of typer's by what it speaks of."""
    if not message.isascii():
        return message
    return next((words for pattern, words in _VALUES if re.search(pattern, message)), "内容不对")


def _usage_text(message: str) -> str:
    """The few messages that typer gives as bare text."""
    known = {
        "Missing command": "缺少命令",
        "No such command": "没有命令",
        "Did you mean": "是否想用",
        "Got unexpected extra argument(s)": "多余的参数",
        "Got unexpected extra argument": "多余的参数",
    }
    for english, chinese in known.items():
        message = message.replace(english, chinese)
    return message.rstrip(".?").replace(". ", "，")
