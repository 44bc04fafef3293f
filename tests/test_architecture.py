"""The rules of the house that the import contracts cannot see."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(ROOT.glob("pages/[!_]*.py"))
SOURCES = sorted([*ROOT.glob("plads/**/*.py"), *ROOT.glob("pages/*.py"), ROOT / "app.py", ROOT / "manage.py"])
PAGE_MAY_IMPORT = {"ui", "queries", "measures", "charts", "access", "text"}
MOST_LINES_OF_A_PAGE = 60
MOST_LINES_OF_A_MODULE = 300
TOP = {
    ".ci", ".gitignore", ".streamlit", "CHANGELOG.md", "Makefile", "README.md", "app.py", "bench", "data", "docs",
    "manage.py", "pages", "plads", "pyproject.toml", "requirements-dev.in", "requirements-dev.txt",
    "requirements.in", "requirements.txt", "tests",
}  # fmt: skip


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> set[str]:
    """Return every dotted name a module imports."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_a_page_only_arranges(page):
    tree = parsed(page)
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda)]
    for name in imported(tree):
        package, _, rest = name.partition(".")
        assert package == "streamlit" or (package == "plads" and rest.partition(".")[0] in PAGE_MAY_IMPORT), name
    assert len(page.read_text(encoding="utf-8").splitlines()) <= MOST_LINES_OF_A_PAGE


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_a_page_begins_with_its_guard(page):
    said = [node for node in parsed(page).body if not isinstance(node, ast.Import | ast.ImportFrom)]
    # The first is the docstring; nothing may run before the guard.
    assert ast.unparse(said[1]).startswith("access.require(")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_stays_in_its_room(path):
    assert "versions" in path.parts or len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES_OF_A_MODULE


def test_no_page_can_run_without_the_frame():
    """A script beside the frame's folder would switch Streamlit's own page discovery on."""
    assert not (ROOT / "pages" / "pages").exists()
    assert {path.stem for path in ROOT.glob("pages/_*.py")} == {"_frame"}
    assert "pages/_frame.py" not in (ROOT / "app.py").read_text(encoding="utf-8")


def test_no_page_is_named_like_a_module_of_the_standard_library():
    """Streamlit puts the frame's folder first on the path."""
    assert not {path.stem for path in ROOT.glob("pages/*.py")} & set(sys.stdlib_module_names)


def test_a_handler_for_anything_stands_only_where_the_outside_begins():
    broad = {
        str(path.relative_to(ROOT))
        for path in SOURCES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ExceptHandler) and (node.type is None or ast.unparse(node.type) == "Exception")
    }
    assert broad == {"plads/__main__.py"}


def calls(path: Path, *names: str) -> bool:
    return any(
        isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in names
        for node in ast.walk(parsed(path))
    )


def test_only_the_gate_makes_what_is_released():
    """A slice takes a released cube and nothing else; mypy holds the rest to that."""
    making = {str(path.relative_to(ROOT)) for path in SOURCES if calls(path, "Frigivet")}
    assert making == {"plads/disclosure/frigiv.py"}


def test_the_screen_never_holds_the_unreleased_cube():
    """Only what hands out released cubes may know the other kind."""
    knowing = {
        str(path.relative_to(ROOT))
        for path in SOURCES
        if path.is_relative_to(ROOT / "plads" / "ui") and "plads.cube.terning.Terning" in imported(parsed(path))
    }
    assert knowing == {"plads/ui/cache.py", "plads/ui/terning.py"}


def test_the_top_level_holds_what_it_should():
    try:
        listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("Kun i et git-arkiv")
    assert {name.partition("/")[0] for name in listed.stdout.splitlines()} <= TOP


def test_only_the_command_line_prints():
    printing = {
        str(path.relative_to(ROOT))
        for path in SOURCES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    }
    assert printing <= {"plads/__main__.py", "plads/deling.py", "plads/moeder.py", "manage.py"}


def test_foreign_files_are_read_by_the_guarded_parser():
    """With lxml installed openpyxl would pass defusedxml by without a word."""
    from openpyxl.xml import DEFUSEDXML, LXML

    assert DEFUSEDXML
    assert not LXML
