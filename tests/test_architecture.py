"""How the program is built, in sentences that can fail."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.version import VERSION

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("app", "models", "ui")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))

#: The client's folders, the habits of the trade, and nothing else.
TOP_LEVEL = {
    ".ci", ".github", ".gitignore", "CHANGELOG.md", "LICENSE", "README.md", "app", "build.spec", "dev.py", "docs",
    "installer", "models", "pyproject.toml", "requirements.lock", "resources", "tests", "ui",
}  # fmt: skip
#: Made by tools or by `dev.py`; .gitignore names them.
MADE = {
    ".coverage", ".git", ".hypothesis", ".idea", ".import_linter_cache", ".mypy_cache", ".pytest_cache", ".ruff_cache",
    ".venv", ".vscode", "__pycache__", "build", "cpdesk.egg-info", "dist", "sample-office", "sample-summaries",
}  # fmt: skip
TEXT = {
    "",
    ".cfg",
    ".csv",
    ".ini",
    ".lock",
    ".md",
    ".po",
    ".pot",
    ".py",
    ".spec",
    ".svg",
    ".toml",
    ".txt",
    ".yaml",
    ".yml",
}

#: The hosts of package registries. What installs may choose them; what we commit does not.
HOSTS = re.compile(r"py[p]i\.org|python[h]osted\.org|npm[j]s\.|npm[m]irror|deb\.[d]ebian\.org|[/.]crates\.[i]o")

LONGEST_MODULE = 400
LONGEST_FUNCTION = 60


def committed_texts() -> Iterator[Path]:
    """Every text file of the checkout that is ours to commit."""
    for top in sorted(ROOT.iterdir()):
        if top.name in MADE:
            continue
        for path in [top] if top.is_file() else top.rglob("*"):
            if path.is_file() and path.suffix in TEXT and "__pycache__" not in path.parts:
                yield path


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_imports_go_one_way_only_ui_knows_qt_and_rules_know_no_session() -> None:
    linter = Path(sys.executable).with_name("lint-imports.exe" if sys.platform == "win32" else "lint-imports")
    done = subprocess.run([linter, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_folders_at_the_top_are_the_agreed_ones() -> None:
    assert {path.name for path in ROOT.iterdir()} - MADE <= TOP_LEVEL


def test_no_file_names_a_package_registry() -> None:
    found = [named(path) for path in committed_texts() if HOSTS.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_the_lock_has_hashes_and_no_addresses() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert all("--hash=sha256:" in entry for entry in re.split(r"\n(?=\w)", lock))
    assert not list(ROOT.glob("uv.loc[k]")) + list(ROOT.glob("package-loc[k].json"))


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_says_what_it_is_and_reads_in_one_sitting(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    long = [
        f"{node.name} has {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert ast.get_docstring(tree), "the module has no docstring"
    if "versions" not in path.parts:  # a migration is a list, written once and never read through
        assert text.count("\n") <= LONGEST_MODULE
        assert long == []


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_nothing_at_run_time_reads_a_folder_of_the_workshop(path: Path) -> None:
    assert not re.search(r"\.\./shared|/(?:home|root|tmp)/", path.read_text(encoding="utf-8"))


def test_the_command_line_starts_without_qt() -> None:
    """A verb must not pay for a window: nothing that `app.command` imports brings Qt."""
    program = "import sys, app.command; sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


def test_rules_never_make_a_float() -> None:
    """Money and rates are decimals (decision 5)."""
    for path in (ROOT / "app" / "rules").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        numbers = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, float)]
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "float"]
        assert [node.lineno for node in (*numbers, *calls)] == [], named(path)


def test_one_version_everywhere() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert told == VERSION
    assert f"## [{told}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
