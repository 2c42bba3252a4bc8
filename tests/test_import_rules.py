"""Who may import whom.  The folders follow the place where code runs, so these rules are the trust boundary."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
STANDARD = frozenset(sys.stdlib_module_names)

# folder -> what its files may import, besides the standard library
ALLOWED = {
    "solutions": {"numpy"},
    "autograder/student": {"numpy", "autograder.student"},
    "autograder/sandboxed": {
        "numpy", "IPython", "matplotlib", "matplotlib_inline", "traitlets",
        "autograder.student", "autograder.sandboxed",
    },
    "autograder/__init__.py": {"autograder.student"},
}  # fmt: skip

# folder -> what its files must not import
FORBIDDEN = {
    "autograder/bank": {"autograder.authoring", "autograder.grading", "autograder.sandboxed", "autograder.commands"},
    "autograder/authoring": {"autograder.sandboxed", "autograder.commands"},
    "autograder/grading": {"autograder.commands", "autograder.cli"},
    "autograder/errors.py": {"autograder"},
    "autograder/verdict.py": {"autograder"},
    "": {"book"},
}


def modules_imported(path, root):
    """Return the dotted names that a file imports, wherever in it; relative ones as absolute."""
    package = [*path.relative_to(root).parts[:-1]]
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            found |= {module_or_name(base, alias.name, root) for alias in node.names}
    return found


def module_or_name(base, name, root):
    """Return what `from base import name` depends on: a module of ours called so, else the base."""
    folder = root.joinpath(*base.split("."), name)
    return f"{base}.{name}" if folder.is_dir() or folder.with_suffix(".py").is_file() else base


def lies_in(module, packages):
    return any(module == package or module.startswith(package + ".") for package in packages)


def files_of(root, folder):
    place = root / folder
    return [place] if place.is_file() else sorted(place.rglob("*.py"))


def violations(root):
    """Return "file imports module" for every import that breaks a rule."""
    broken = []
    for folder, allowed in ALLOWED.items():
        for path in files_of(root, folder):
            for module in modules_imported(path, root):
                if module.partition(".")[0] not in STANDARD and not lies_in(module, allowed):
                    broken.append(f"{path.relative_to(root)} imports {module}")
    for folder, forbidden in FORBIDDEN.items():
        for path in python_files(root, folder):
            for module in modules_imported(path, root):
                if lies_in(module, forbidden):
                    broken.append(f"{path.relative_to(root)} imports {module}")
    return sorted(broken)


def python_files(root, folder):
    if folder:
        return files_of(root, folder)
    return [path for top in ("autograder", "solutions", "tests", "benchmarks") for path in files_of(root, top)]


def test_no_file_of_the_project_breaks_a_rule():
    assert violations(ROOT) == []


@pytest.mark.parametrize("folder", sorted(folder for folder in {*ALLOWED, *FORBIDDEN} if folder))
def test_every_rule_is_about_files_that_exist(folder):
    assert files_of(ROOT, folder), f"the rule on {folder} guards nothing"


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("solutions/softmax.py", "import scipy"),
        ("solutions/softmax.py", "from autograder.student import judge"),
        ("autograder/student/judge.py", "import matplotlib.pyplot as plt"),
        ("autograder/student/judge.py", "from autograder.bank import find"),
        ("autograder/student/judge.py", "from ..bank import cases"),
        ("autograder/student/judge.py", "from .. import bank"),
        ("autograder/student/judge.py", "def f():\n    from solutions.softmax import softmax"),
        ("autograder/student/deep/er.py", "from ...bank import cases"),
        ("autograder/sandboxed/cells.py", "import solutions.softmax"),
        ("autograder/sandboxed/cells.py", "from autograder import bank"),
        ("autograder/sandboxed/cells.py", "from autograder.grading import driver"),
        ("autograder/sandboxed/cells.py", "import nbformat"),
        ("autograder/__init__.py", "from .grading.driver import grade"),
        ("autograder/__init__.py", "import nbgrader"),
        ("autograder/bank/chapters/softmax/x.py", "from autograder.grading import sandbox"),
        ("autograder/bank/chapters/softmax/x.py", "import autograder.authoring.release"),
        ("autograder/grading/driver.py", "from book._ext import exercise_pages"),
        ("autograder/grading/driver.py", "from autograder.commands.options import console"),
        ("autograder/verdict.py", "from .bank import find"),
    ],
)
def test_a_file_that_breaks_a_rule_is_named(tmp_path, file, line):
    for package in ("bank", "grading", "authoring", "commands", "student"):
        (tmp_path / "autograder" / package).mkdir(parents=True)
    path = tmp_path / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(line + "\n")
    broken = violations(tmp_path)
    assert broken, "no rule caught it"
    assert all(each.startswith(f"{file} imports ") for each in broken)


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("solutions/softmax.py", "import numpy as np"),
        ("autograder/student/judge.py", "from .kinds import perform\nimport json, numpy.linalg"),
        ("autograder/sandboxed/cells.py", "from autograder.student.kinds import perform\nimport IPython"),
        ("autograder/__init__.py", "from .student.check import check"),
        ("autograder/grading/driver.py", "from solutions.softmax import softmax\nfrom autograder import bank"),
        ("autograder/authoring/release.py", "from autograder.grading.course_config import load_config\nimport booking"),
    ],
)
def test_what_is_allowed_breaks_no_rule(tmp_path, file, line):
    path = tmp_path / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(line + "\n")
    assert violations(tmp_path) == []
