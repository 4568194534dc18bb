"""The transport of rows into DuckDB loses nothing, whatever a cell holds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.facts import store
from auditor.facts.column import FactValue
from auditor.facts.schema import COUNT, NUMBER, SHARE, TABLES, TEXT, TEXTS, YES_NO, Column, FactTable
from auditor.facts.store import batches, dump, empty_database, insert

TABLE = FactTable(
    "试",
    "",
    (
        Column("行标识", "INTEGER", "", of=()),
        Column("文", TEXT, "", of=()),
        Column("列", TEXTS, "", of=()),
        Column("数", NUMBER, "", of=()),
        Column("整", COUNT, "", of=()),
        Column("真", YES_NO, "", of=()),
        Column("比", SHARE, "", of=()),
    ),
)
CREATE = 'CREATE OR REPLACE TABLE "试" (' + ", ".join(f'"{c.name}" {c.type}' for c in TABLE.columns) + ")"

printable = st.text(st.characters(exclude_categories=["Cs", "Cc"]))
rows = st.lists(
    st.tuples(
        st.none() | printable,
        st.lists(printable.filter(bool)),
        st.none() | st.decimals(-(10**20), 10**20, places=10),
        st.none() | st.integers(-(2**31), 2**31 - 1),
        st.none() | st.booleans(),
        st.none() | st.floats(0, 100),
    ),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(rows)
def test_what_goes_in_comes_out_twice(given_rows: list[tuple[FactValue, ...]]) -> None:
    connection = store.connect()
    connection.execute(CREATE)
    names = [column.name for column in TABLE.columns]
    wanted = [(number, *row) for number, row in enumerate(given_rows)]
    for batch in batches(TABLE, (dict(zip(names, row, strict=True)) for row in wanted)):
        insert(connection, TABLE, batch)
    assert connection.execute("SELECT * FROM 试 ORDER BY 行标识").fetchall() == wanted
    texts = dump(connection, TABLE)
    connection.execute(CREATE)
    for text in texts:
        insert(connection, TABLE, text)
    assert connection.execute("SELECT * FROM 试 ORDER BY 行标识").fetchall() == wanted
    connection.close()


@pytest.mark.parametrize("sign", ["\x00", "\x1c", "\x1d", "\x1e", "\x1f"])
def test_control_characters_of_a_document_cannot_break_rows(sign: str) -> None:
    connection = store.connect()
    connection.execute(CREATE)
    row: dict[str, FactValue] = {
        "行标识": 0,
        "文": f"甲{sign}乙",
        "列": [f"丙{sign}丁"],
        "数": Decimal(1),
        "整": 1,
        "真": True,
        "比": 1.0,
    }
    for batch in batches(TABLE, [row]):
        insert(connection, TABLE, batch)
    assert connection.execute("SELECT 文, 列 FROM 试").fetchall() == [("甲 乙", ["丙 丁"])]


def test_an_empty_database_has_every_table_and_column() -> None:
    connection = empty_database()
    for table in TABLES.values():
        described = connection.execute(f'DESCRIBE "{table.name}"').fetchall()
        found = [(row[0], row[1].replace(" ", "")) for row in described]
        assert found == [(column.name, column.type.replace(" ", "")) for column in table.columns]
