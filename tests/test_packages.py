"""The two distributions: what is in each, and that they agree; the pins, and that they fit."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import autograder

ROOT = Path(__file__).resolve().parents[1]
STUDENT = ROOT / "autograder" / "student"


def build(project, folder):
    """Build a wheel without network and return its files, name -> bytes."""
    options = ["--no-build-isolation", "--no-deps", "--no-index", "--quiet", "--wheel-dir", str(folder)]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, str(project)], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def student_wheel(tmp_path_factory):
    return build(STUDENT, tmp_path_factory.mktemp("student"))


@pytest.fixture(scope="module")
def full_wheel(tmp_path_factory):
    return build(ROOT, tmp_path_factory.mktemp("full"))


def code(wheel):
    return {name: content for name, content in wheel.items() if ".dist-info/" not in name}


def about(wheel):
    """Return a wheel's metadata as (field, value)."""
    (text,) = [content.decode() for name, content in wheel.items() if name.endswith(".dist-info/METADATA")]
    return re.findall(r"^([\w-]+): (.*)$", text.partition("\n\n")[0], re.MULTILINE)


def test_students_get_the_public_face_and_the_students_side_and_nothing_else(student_wheel):
    own = {f"autograder/student/{path.name}" for path in STUDENT.glob("*.py")}
    assert set(code(student_wheel)) == {"autograder/__init__.py"} | own


def test_students_need_numpy_and_nothing_else(student_wheel):
    assert [value for field, value in about(student_wheel) if field == "Requires-Dist"] == ["numpy>=1.24"]


def test_the_full_distribution_holds_all_that_students_have_byte_for_byte(student_wheel, full_wheel):
    shared = {name: full_wheel.get(name) for name in code(student_wheel)}
    assert shared == code(student_wheel)


def test_the_students_distribution_works_alone(student_wheel, tmp_path):
    for name, content in code(student_wheel).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    script = (
        "import sys; from autograder import check, __version__; print(__version__);"
        "print({name.partition('.')[0] for name in sys.modules} & {'nbgrader', 'IPython', 'matplotlib', 'solutions'});"
        "print(sys.modules['autograder'].__file__)"
    )
    command = [sys.executable, "-P", "-c", script]
    shown = subprocess.run(
        command, env={"PYTHONPATH": str(tmp_path)}, cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert shown.stdout.splitlines() == [autograder.__version__, "set()", str(tmp_path / "autograder/__init__.py")]


def test_both_distributions_have_the_version_of_the_package(student_wheel, full_wheel):
    assert dict(about(student_wheel))["Version"] == dict(about(full_wheel))["Version"] == autograder.__version__


def test_both_distributions_carry_the_licence(student_wheel, full_wheel):
    for wheel in (student_wheel, full_wheel):
        assert [name for name in wheel if name.endswith("LICENSE") and b"MIT License" in wheel[name]]


def test_an_installed_wheel_can_release_every_assignment(full_wheel):
    exercises = {path.name for path in (ROOT / "book" / "exercises").glob("*.md")}
    assert {f"autograder/book/exercises/{name}" for name in exercises} <= set(full_wheel)


def test_the_full_distribution_holds_no_test_no_page_and_no_leftover(full_wheel):
    tops = {name.split("/")[0] for name in code(full_wheel)}
    assert tops == {"autograder", "solutions"}
    assert not [name for name in full_wheel if "__pycache__" in name or name.endswith((".pyc", ".toml"))]


def test_the_students_interface_is_check_and_numbers():
    assert sorted(autograder.__all__) == ["__version__", "check", "numbers"]


# --- pins ------------------------------------------------------------------------------------------------------------


def asked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    tables = (project["project"]["optional-dependencies"], project["dependency-groups"])
    lists = [project["project"]["dependencies"], *(each for table in tables for each in table.values())]
    return [Requirement(text) for each in lists for text in each]


def pins():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return {canonicalize_name(pin.name): pin for pin in map(Requirement, (line for line in lines if line[:1] != "#"))}


@pytest.mark.parametrize("requirement", asked(), ids=lambda requirement: requirement.name)
def test_what_the_project_asks_for_is_pinned_within_its_range(requirement):
    pin = pins()[canonicalize_name(requirement.name)]
    (exact,) = pin.specifier
    assert exact.operator == "=="
    assert requirement.specifier.contains(exact.version)
    assert str(pin.marker) == str(requirement.marker)


def test_every_pin_is_exact():
    assert [str(pin) for pin in pins().values() if [each.operator for each in pin.specifier] != ["=="]] == []


def test_the_pins_name_their_source_and_no_address():
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert "make pins" in text.partition("\n\n")[0]
    assert "://" not in text
    assert "--" not in text
