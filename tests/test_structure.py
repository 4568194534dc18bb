"""The package's shape: data flows one way, files stay small, and nothing works on one system only."""

from __future__ import annotations

import ast
import dataclasses
import subprocess
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import packages_distributions, requires
from pathlib import Path
from shutil import which

import pytest

from auditor.facts.column import WHOLE_ROW, Column, FactTable
from auditor.facts.schema import TABLES
from auditor.findings import Severity, Status
from auditor.readers.formats import formats
from auditor.table_kinds import FACT_KINDS, TableKind
from auditor.workbench.packschema import schema
from tests.conftest import ROOT

PACKAGE = ROOT / "auditor"
FILES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 400

# Each layer, and those it may use beside itself. The order is the way of the data (docs/architecture.md).
LAYERS: dict[str, set[str]] = {
    "grid": set(),
    "errors": set(),
    "catalogue": set(),
    "resources": set(),
    "table_kinds": set(),
    "version": set(),
    "visible": set(),
    "interrupts": set(),
    "paper": {"grid"},
    "model": {"grid", "paper", "table_kinds"},
    "language": {"resources", "errors"},
    "encodings": set(),
    "paths": {"encodings", "errors"},
    "office": {"errors"},
    "child": set(),
    "workers": {"child"},
    "readers": {"catalogue", "grid", "errors", "encodings"},
    "forms": {"catalogue", "table_kinds", "grid", "paper", "model", "language", "errors", "resources"},
    "ties": {"table_kinds", "grid", "model", "language"},
    "prose": {"grid", "model", "language", "ties"},
    "facts": {"table_kinds", "grid", "paper", "model", "language", "errors", "resources", "ties", "prose"},
    "findings": {"grid", "model", "ties"},
    "reading": {"encodings", "errors", "findings", "forms", "model", "paths", "readers", "results", "workers"},
    "rulebook": {
        "table_kinds",
        "grid",
        "paper",
        "model",
        "facts",
        "ties",
        "findings",
        "errors",
        "resources",
        "language",
        "version",
        "encodings",
        "paths",
        "child",
    },
    "evidence": {"grid", "model", "readers", "facts", "findings", "errors", "workers"},
    "config": {"office", "rulebook", "errors", "paths"},
    "inputs": {"readers", "findings", "errors", "paths"},
    "judging": {"child", "errors", "evidence", "facts", "findings", "model", "rulebook", "ties", "workers"},
    "pipeline": {
        "judging",
        "encodings",
        "config",
        "reading",
        "workers",
        "inputs",
        "grid",
        "model",
        "readers",
        "forms",
        "facts",
        "findings",
        "rulebook",
        "evidence",
        "office",
        "report",
        "results",
        "errors",
        "paths",
        "resources",
        "version",
    },
    "ruledocs": {"findings", "rulebook", "errors"},
    "rulesheet": {"model", "readers", "rulebook", "errors", "visible"},
    "waivers": {"findings", "rulebook", "rulesheet", "errors", "paths"},
    "review": {"findings", "errors", "paths", "readers", "results", "rulesheet"},
    "results": {"table_kinds", "errors", "paths"},
    "baseline": {"findings", "results"},
    "annotate": {"grid", "model", "readers", "findings", "evidence", "workers", "results", "report", "rounds"},
    "handout": {"encodings", "errors", "results"},
    "rounds": {"table_kinds", "grid", "language", "findings", "results", "baseline", "report", "handout", "errors"},
    "workbench": {"table_kinds", "model", "facts", "findings", "rulebook", "rulesheet", "errors"},
    "report": {
        "catalogue",
        "grid",
        "model",
        "findings",
        "ties",
        "evidence",
        "office",
        "results",
        "review",
        "rounds",
        "errors",
        "resources",
        "facts",
        "visible",
        "encodings",
        "paths",
    },
}
TOP = {"cli", "__init__", "__main__"}
"""May use everything, and nothing but each other may use them."""

POSIX_ONLY_MODULES = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "termios", "tty"}
POSIX_ONLY_CALLS = {"fork", "killpg", "setsid", "getuid", "geteuid", "chown", "mkfifo", "wait3", "alarm", "setitimer"}


def layer_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def nodes(path: Path) -> Iterator[ast.AST]:
    """Every node that runs everywhere: not what stands under ``if TYPE_CHECKING`` or minds an ImportError."""
    waiting: list[ast.AST] = [parsed(path)]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, ast.If) and _is_name(node.test, "TYPE_CHECKING"):
            waiting.extend(node.orelse)
        elif isinstance(node, ast.Try) and any(_is_name(handler.type, "ImportError") for handler in node.handlers):
            waiting.extend([*node.handlers, *node.orelse, *node.finalbody])
        else:
            waiting.extend(ast.iter_child_nodes(node))


def _is_name(node: ast.AST | None, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def imported(path: Path) -> Iterator[str]:
    """Dotted names of the modules that ``path`` imports, names imported from a package included."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno}: imports are absolute"
            assert node.module
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_imports_go_one_way(path: Path) -> None:
    layer = layer_of(path)
    if layer in TOP:
        return
    assert layer in LAYERS, f"{layer} is a new layer: say in LAYERS what it may use"
    parts = [name.split(".") for name in imported(path) if name.startswith("auditor.")]
    used = {part[1] for part in parts if part[1] in LAYERS.keys() | TOP}
    assert used - {layer} <= LAYERS[layer]


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def graph(files: Iterable[Path]) -> dict[str, set[str]]:
    """Module → the modules it imports, at once or when a function runs.

    ``from package import module`` is the module, not the package.
    """
    modules = {module_of(path): path for path in files}
    found: dict[str, set[str]] = {module: set() for module in modules}
    for module, path in modules.items():
        for node in nodes(path):
            if isinstance(node, ast.Import):
                found[module] |= {alias.name for alias in node.names} & modules.keys()
            elif isinstance(node, ast.ImportFrom):
                names = {f"{node.module}.{alias.name}" for alias in node.names}
                found[module] |= {name if name in modules else str(node.module) for name in names} & modules.keys()
    return found


def test_no_import_leads_back_in_a_circle() -> None:
    try:
        TopologicalSorter(graph(FILES)).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_files_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


LABELS = tuple(label for each in (*Severity, *Status) if len(label := each.label) > 2)
"""Words of severities and statuses. “提示” is also a word of other meanings."""


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_words_of_severities_and_statuses_stand_beside_them(path: Path) -> None:
    if path == PACKAGE / "findings.py":
        return
    # The help of a command is its docstring, which cannot be computed.
    documented = (node for node in nodes(path) if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)))
    docstrings = {id(node.body[0].value) for node in documented if node.body and isinstance(node.body[0], ast.Expr)}
    texts = (node for node in nodes(path) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    written = [node.value for node in texts if id(node) not in docstrings]
    assert [text for text in written if any(label in str(text) for label in LABELS)] == []


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_nothing_needs_posix(path: Path) -> None:
    modules = {name.split(".")[0] for name in imported(path)} & POSIX_ONLY_MODULES
    calls = {
        node.attr
        for node in nodes(path)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in {"os", "signal"}
    } & POSIX_ONLY_CALLS
    assert not modules | calls, "guarded uses belong behind sys.platform in a place of their own"


ENDINGS_ELSEWHERE = {
    # What is written, and the lists that a rule pack brings along: not documents that are read.
    "report/names.py": {".html"},
    "cli/commands/diff.py": {".xlsx"},
    "report/formats/letter_docx.py": {".docx"},
    "report/formats/letter_pdf.py": {".docx", ".pdf"},
    "cli/commands/rules/sheet.py": {".xlsx"},
    "rulebook/lookup_tables.py": {".csv", ".xlsx"},
}


@pytest.mark.parametrize("path", [path for path in FILES if layer_of(path) != "readers"], ids=name_of)
def test_only_the_catalogue_names_endings_of_documents(path: Path) -> None:
    known = {ending for format in formats() for ending in format.endings}
    texts = {node.value for node in nodes(path) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    named = {word for text in texts for word in _words(text) if word in known}
    assert named <= ENDINGS_ELSEWHERE.get(path.relative_to(PACKAGE).as_posix(), set())


def _words(text: str) -> list[str]:
    """The words of a text that is nothing but words that may be endings (".pdf", ".pdf .zip")."""
    words = text.split()
    return words if all(word.startswith(".") for word in words) else []


TEXT_IO = {"read_text": 0, "write_text": 1, "open": None}
"""Calls that read or write text, with the place of their encoding among the positional arguments."""


@pytest.mark.parametrize(
    "path", [*FILES, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "bench").rglob("*.py"))], ids=name_of
)
def test_text_is_read_and_written_with_an_encoding(path: Path) -> None:
    for node in nodes(path):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        name = called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
        if name not in TEXT_IO:
            continue
        # The reader of auditor.readers.text, and calls like archive.open(name), open no text file by themselves.
        if name != "read_text" and not _may_open_text(node, called):
            continue
        if name == "read_text" and isinstance(called, ast.Name):
            continue
        place = TEXT_IO[name]
        given = any(keyword.arg == "encoding" for keyword in node.keywords)
        given = given or (place is not None and len(node.args) > place)
        assert given, f"{name_of(path)}:{node.lineno}: {name}() without an encoding"


def _may_open_text(node: ast.Call, called: ast.expr) -> bool:
    if isinstance(called, ast.Attribute) and called.attr == "write_text":
        return True
    is_builtin = isinstance(called, ast.Name)
    modes = [*node.args[1:2], *(keyword.value for keyword in node.keywords if keyword.arg == "mode")]
    if not is_builtin:
        modes = [*node.args[:1], *modes]
    texts = [mode.value for mode in modes if isinstance(mode, ast.Constant) and isinstance(mode.value, str)]
    if is_builtin:
        return not any("b" in text for text in texts)
    return any(set(text) <= set("rwax+t") for text in texts)


def test_every_imported_distribution_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {_name(requirement) for requirement in project["dependencies"]}
    owners = packages_distributions()
    used = {name.split(".")[0] for path in FILES for name in imported(path)}
    distributions = {_name(owner) for module in used - {"auditor"} for owner in owners.get(module, [])}
    # A package may be used together with the one that brings it: pydantic_core raises pydantic's errors.
    brought = {_name(requirement) for name in declared for requirement in requires(name) or []}
    assert distributions <= declared | brought


def _name(requirement: str) -> str:
    import re

    match = re.match(r"[\w.-]+", requirement)
    assert match
    return match[0].lower().replace("_", "-").replace(".", "-")


@pytest.mark.parametrize("name", ["run", "dev"])
def test_locks_are_complete_and_name_no_index(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    entries = text.replace("\\\n", "").splitlines()
    pinned = [entry for entry in entries if entry and not entry.lstrip().startswith("#")]
    assert pinned
    assert all("==" in entry and "--hash=sha256:" in entry for entry in pinned)


def test_the_lock_has_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    locked = {_name(line) for line in lock.splitlines() if "==" in line}
    assert {_name(requirement) for requirement in project["dependencies"]} <= locked


def test_nothing_that_is_made_here_is_kept() -> None:
    """Environments, caches and results are ignored; a file that was added before its pattern stays in, unseen."""
    git = which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    listed = subprocess.run(
        [git, "-c", f"safe.directory={ROOT}", "ls-files", "--cached", "--ignored", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True, text=True, encoding="utf-8",
    )  # fmt: skip
    kept = listed.stdout.splitlines()
    assert kept[:5] == [], f"{len(kept)} ignored files are tracked: git rm -r --cached"


def test_a_column_does_not_leave_its_lineage_unsaid() -> None:
    required = [field.name for field in dataclasses.fields(Column) if field.default is dataclasses.MISSING]
    assert "of" in required, "of=() is to be written out where no cell is behind a column"


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: str(table.name))
def test_lineage_names_what_there_is(table: FactTable) -> None:
    printed = {name: [column.name for column in made.columns if column.printed] for name, made in TABLES.items()}
    parts = {f"{part}.{cell}" for part, of in table.parts for cell in (*printed[of], WHOLE_ROW)}
    known = {column.name for column in table.columns} | parts
    named = {column.name: (*column.of, *column.given) for column in table.columns}
    unknown = {column: set(names) - known for column, names in {**named, "": table.of}.items()}
    assert {column: names for column, names in unknown.items() if names} == {}
    used = {name.split(".")[0] for names in named.values() for name in names if "." in name}
    assert used == {part for part, _ in table.parts}


@pytest.mark.parametrize("layer", LAYERS)
def test_the_architecture_page_knows_every_layer(layer: str) -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert f"`auditor/{layer}/`" in page or f"{layer}.py`" in page


KIND_TITLES = {kind.value for kind in TableKind if kind.fact}


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_kind_of_table_is_named_only_in_its_catalogue(path: Path) -> None:
    if layer_of(path) == "table_kinds":
        return
    docs = {id(node.value) for node in nodes(path) if isinstance(node, ast.Expr)}
    texts = [node for node in nodes(path) if isinstance(node, ast.Constant) and id(node) not in docs]
    assert not [node.lineno for node in texts if node.value in KIND_TITLES]


def test_every_list_of_kinds_is_the_catalogue() -> None:
    assert set(FACT_KINDS) == {"项目", "整体", "转移支付", "自评"}
    assert list(FACT_KINDS) == schema()["$defs"]["RuleText"]["properties"]["in"]["items"]["enum"]


def test_no_two_public_classes_share_a_name() -> None:
    named: dict[str, list[str]] = {}
    for path in FILES:
        for node in parsed(path).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                named.setdefault(node.name, []).append(name_of(path))
    assert {name: paths for name, paths in named.items() if len(paths) > 1} == {}
