"""DuckDB's error messages in our own Chinese words. DuckDB's English text is never shown to a user."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

_TYPES = (
    (re.compile(r"^(TUPLE|STRUCT|ROW|MAP|UNION)"), "组合值"),
    (re.compile(r"\[\d*\]$|^LIST|^ARRAY"), "列表"),
    (re.compile(r"CHAR|^STRING|^TEXT"), "文字"),
    (re.compile(r"INT|^DEC|^DOUBLE|^FLOAT|^REAL|^NUMERIC"), "数字"),
    (re.compile(r"^BOOL"), "真假"),
    (re.compile(r"^DATE|^TIME"), "日期"),
    (re.compile(r"NULL"), "空值"),
)
_OPERATORS = {"~~": "like", "!~~": "not like", "~~*": "ilike", "!~~*": "not ilike", "~~~": "glob"}
_COMMA = re.compile(r",\s*(?![^()]*\))")


def type_in_words(name: str) -> str:
    """A DuckDB type in words: DECIMAL(38,10) is 数字. An unknown type is 组合值."""
    return next((words for pattern, words in _TYPES if pattern.search(name.strip().upper())), "组合值")


def _arguments(found: re.Match[str]) -> str:
    types = "、".join(type_in_words(name) for name in _COMMA.split(found[2]) if name.strip())
    given = f"现在是{types}" if types else "现在没有参数"
    return f"“{_OPERATORS.get(found[1], found[1])}”的参数个数或类型不对（{given}）"


_SENTENCES: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"No function matches the given name and argument types '(.+?)\((.*)\)'", _arguments),
    (
        r"Cannot (?:compare|mix|combine) .*?types? (?:of )?(.+?) and (?:type )?(.+?)(?: in .*?)?(?: - an explicit.*)?$",
        lambda found: f"{type_in_words(found[1])}和{type_in_words(found[2])}不能放在一起比较或计算",
    ),
    (
        r"Could not (?:convert|cast)(?: string)? ['\"](.*?)['\"] to \W?(\w+)",
        lambda found: f"“{found[1]}”不是{type_in_words(found[2])}",
    ),
    (r"[Dd]eprecated lambda|lambda arrow", lambda _: "不再支持 x -> … 的写法，请改为 lambda x: …"),
    (r"lambda", lambda _: "lambda 用得不对，应写作 list_filter(列表, lambda x: 条件)"),
    (r'Referenced column "(.+?)" (?:was )?not found', lambda found: f"没有“{found[1]}”这一列"),
    (r'Referenced table "(.+?)" not found', lambda found: f"from 里没有“{found[1]}”这张表"),
    (
        r'column "(.+?)" must appear in the GROUP BY',
        lambda found: f"“{found[1]}”要写进 group by，或放进 count、max 等汇总函数",
    ),
    (r'Ambiguous reference to column name "(.+?)"', lambda found: f"几张表都有“{found[1]}”，请写成 表名.列名"),
    (r"(?i)aggregate.*nested|nested.*aggregate", lambda _: "汇总函数里不能再用汇总函数"),
    (r"WHERE clause cannot contain aggregates", lambda _: "where 里不能用汇总函数，请改用 having"),
    (r"(?i)cannot contain window", lambda _: "窗口函数（over）不能写在这里，请先放进子查询"),
    (r"(?i)ORDER (?:BY )?term out of range", lambda _: "order by 的列序号超出范围"),
    (r"(?i)same number of (?:result )?columns", lambda _: "union 等连接的几条查询列数不同"),
    (r"(?i)Duplicate alias \"(.+?)\"", lambda found: f"“{found[1]}”用了两次，请取不同的名称"),
    (r"(?i)subquery returns|more than one row returned", lambda _: "子查询只能得到一行一列"),
    (r"(?i)DECIMAL type width", lambda _: "decimal 的位数应在 1 到 38 之间"),
    (r"(?i)division by zero", lambda _: "除数为零"),
    (r"Expected a constant", lambda _: "类型括号里只能写固定的数字"),
    # Errors in regular expressions (RE2).
    (r"missing ([)\]])", lambda found: f"缺少“{found[1]}”"),
    (r"unexpected \)", lambda _: "多了“)”"),
    (r"no argument for repetition operator: (.+)", lambda found: f"“{found[1]}”前面没有可重复的内容"),
    (r"bad repetition operator: (.+)|invalid repetition size: (.+)", lambda found: f"不能写“{found[1] or found[2]}”"),
    (r"invalid (?:perl operator|escape sequence): (.+)", lambda found: f"不支持“{found[1]}”这种写法"),
    (r"invalid character class(?: range)?: (.+)", lambda found: f"不能写“{found[1]}”"),
    (r"trailing \\", lambda _: "末尾多了“\\”"),
    (r"Unrecognized Regex option (.+)", lambda found: f"没有“{found[1]}”这个选项"),
)
_CLASSES = {
    "BinderException": "有名称或类型对不上",
    "CatalogException": "有不存在的表、列、函数或类型",
    "ConversionException": "有值不能转换成所要的类型",
    "InvalidInputException": "有函数的参数不合要求",
    "NotImplementedException": "有这里不支持的写法",
    "OutOfMemoryException": "内存不足",
    "MemoryError": "内存不足",
    "OutOfRangeException": "数值超出范围",
    "ParserException": "写法有误",
    "SyntaxException": "写法有误",
    "TypeMismatchException": "类型对不上",
}


def in_words(error: BaseException) -> str:
    """Why DuckDB fails, without a full stop. For a text that ``sentence`` does not know, only the kind of error."""
    details = error_details(error)
    text = str(details["exception_message"]) if details else str(error)
    return sentence(text) or _CLASSES.get(type(error).__name__, "数据库不能执行")


def sentence(text: str) -> str | None:
    """The message ``text`` of DuckDB in words; None if no pattern above fits."""
    line = (text.strip().splitlines() or [""])[0].split("Error: ", 1)[-1][:300]
    for pattern, say in _SENTENCES:
        if found := re.search(pattern, line):
            return say(found)
    return None


def error_details(error: BaseException) -> dict[str, Any] | None:
    """A DuckDB error as data, if ``errors_as_json`` is on; else None."""
    text = str(error)
    start = text.find("{")
    if start < 0:
        return None
    try:
        found = json.loads(text[start:])
    except ValueError:
        return None
    return found if isinstance(found, dict) and "exception_message" in found else None
