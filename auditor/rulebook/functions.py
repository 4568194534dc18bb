"""What a rule's condition may use (an allow list): the functions, operators, types and node kinds of DuckDB's parser.

What a later DuckDB adds is refused until it has been reviewed. Left out on purpose: functions that read files,
settings or the catalogue, whose result changes between runs (now, random), and that make large values from small
ones or take long (repeat, range, lpad, list_reduce, levenshtein …).
"""

from __future__ import annotations

TEXT = (
    "length len char_length strlen lower upper trim ltrim rtrim contains starts_with prefix suffix ends_with "
    "instr strpos position substr substring left right replace translate reverse split_part string_split "
    "str_split concat concat_ws like_escape not_like_escape ilike_escape not_ilike_escape ascii unicode "
    "array_to_string strip_accents nfc_normalize"
)
PATTERN = "regexp_matches regexp_full_match regexp_extract regexp_extract_all regexp_replace regexp_split_to_array"
LIST = (
    "list_value list_contains list_has array_contains list_has_any list_has_all list_position list_distinct "
    "list_unique list_sort list_filter list_transform list_apply array_filter list_concat list_cat "
    "list_intersect list_extract list_element list_slice list_sum list_min list_max list_count list_avg "
    "list_first list_last list_any_value array_length cardinality list_reverse list_bool_or list_bool_and "
    "flatten row"
)
NUMBER = "abs round floor ceil ceiling trunc greatest least sign mod sqrt isnan"
DATE = "year month day quarter date_part datepart date_diff datediff make_date try_strptime last_day"
OTHER = "nullif if"
SYMBOLS = "+ - * / // % || ~~ !~~ ~~* !~~* ~~~ && @> <@"

FUNCTIONS = frozenset(" ".join((TEXT, PATTERN, LIST, NUMBER, DATE, OTHER)).split())
OPERATORS = frozenset(SYMBOLS.split())
CONSTANT = frozenset({"list_value", "row", "make_date"})
"""Functions that may be called with constants only: they only write down a value."""

PATTERNS = frozenset(PATTERN.split())

_TYPES = "VARCHAR TEXT STRING INTEGER INT BIGINT HUGEINT DECIMAL NUMERIC DOUBLE FLOAT BOOLEAN BOOL DATE LIST"
TYPES = frozenset(_TYPES.split())

_NODES = """
    CONJUNCTION_AND CONJUNCTION_OR
    COMPARE_EQUAL COMPARE_NOTEQUAL COMPARE_LESSTHAN COMPARE_GREATERTHAN COMPARE_LESSTHANOREQUALTO
    COMPARE_GREATERTHANOREQUALTO COMPARE_DISTINCT_FROM COMPARE_NOT_DISTINCT_FROM COMPARE_BETWEEN
    COMPARE_IN COMPARE_NOT_IN OPERATOR_NOT OPERATOR_IS_NULL OPERATOR_IS_NOT_NULL OPERATOR_COALESCE
    OPERATOR_TRY ARRAY_EXTRACT ARRAY_SLICE ARRAY_CONSTRUCTOR CASE_EXPR OPERATOR_CAST TYPE
    COLUMN_REF VALUE_CONSTANT VALUE_PARAMETER FUNCTION LAMBDA
"""
NODES = frozenset(_NODES.split())

NAMES_OF_REFUSED = {
    "SUBQUERY": "子查询",
    "WINDOW": "窗口函数（over）",
    "STAR": "星号（*）或 columns(...)",
    "COLLATE": "collate",
    "POSITIONAL_REFERENCE": "位置引用（#1）",
    "DEFAULT": "default",
}
"""Names of node classes in messages; other classes keep DuckDB's name."""
