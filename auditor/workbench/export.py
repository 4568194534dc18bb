"""The facts as files for other tools: a DuckDB database, or a folder of Parquet files."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from auditor.errors import UsageError, reason
from auditor.facts.facts import Facts
from auditor.facts.schema import TABLES
from auditor.facts.store import dump, insert

DATABASE = (".duckdb", ".db")
EXPORTS = "可以导出为 DuckDB 数据库（文件名以 .duckdb 结尾），或 Parquet 文件（写一个文件夹名，不带扩展名）"


def export(facts: Facts, target: str | Path) -> list[Path]:
    """Write every fact table and return the files. ``target`` is a ``.duckdb`` file or a folder for Parquet files.

    In a database, comments on tables and columns explain them. All files are written or none: an existing database is
    replaced, an existing folder must be empty or contain an earlier export. Raises UsageError if that fails.
    """
    path = Path(target)
    try:
        if path.suffix.lower() in DATABASE:
            return _database(facts, path)
        if path.suffix and not path.is_dir():
            raise UsageError(f"不能导出为 {path.suffix} 文件", str(path), EXPORTS)
        return _folder(facts, path)
    except OSError as error:
        raise UsageError(f"无法写入（{reason(error)}）", str(path)) from None


def _database(facts: Facts, path: Path) -> list[Path]:
    if path.is_dir():
        raise UsageError("这是文件夹", str(path), "请写一个文件名，如 facts.duckdb")
    path.absolute().parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.absolute().parent, prefix=".facts-") as folder:
        made = Path(folder) / "facts.duckdb"
        _fill(facts, made, None)
        made.replace(path)
    return [path]


def _folder(facts: Facts, path: Path) -> list[Path]:
    names = [f"{name}.parquet" for name in TABLES]
    if path.is_file():
        raise UsageError("这是文件", str(path), "请写文件夹，或以 .duckdb 结尾的文件名")
    if path.exists() and (others := sorted({entry.name for entry in path.iterdir()} - set(names))):
        raise UsageError(f"文件夹里已有其他文件（{others[0]}）", str(path), "请换一个文件夹")
    path.absolute().parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.absolute().parent, prefix=".facts-") as made:
        _fill(facts, None, Path(made))
        path.mkdir(exist_ok=True)
        for name in names:
            shutil.move(Path(made) / name, path / name)
    return [path / name for name in names]


def _fill(facts: Facts, database: Path | None, folder: Path | None) -> None:
    """Copy the facts into a second database and write from there: the one of ``facts`` must not access files."""
    import duckdb

    connection = duckdb.connect(str(database) if database else ":memory:")
    try:
        for table in TABLES.values():
            columns = ", ".join(f'"{column.name}" {column.type}' for column in table.columns)
            connection.execute(f'CREATE TABLE "{table.name}" ({columns})')
            connection.execute(f"COMMENT ON TABLE \"{table.name}\" IS '{_text(table.meaning)}'")
            for column in table.columns:
                name = f'"{table.name}"."{column.name}"'
                connection.execute(f"COMMENT ON COLUMN {name} IS '{_text(column.meaning)}'")
            for batch in dump(facts.connection, table):
                insert(connection, table, batch)
            if folder:
                file = _text(str(folder / f"{table.name}.parquet"))
                connection.execute(f"COPY (FROM \"{table.name}\" ORDER BY 行标识) TO '{file}' (FORMAT parquet)")
    finally:
        connection.close()


def _text(text: str) -> str:
    return text.replace("'", "''")
