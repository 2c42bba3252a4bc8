"""The student's side as a student has it: a release, JupyterLab, NumPy, the student distribution, and nothing else."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.authoring.sample_class import Classroom

from ..grading.conftest import released_course  # noqa: F401  (a fixture)
from ..jupyter import jupyter_lab, with_token

CHECKOUT = Path(__file__).resolve().parents[2]
STUDENT = CHECKOUT / ".venv-student" / "bin" / "python"
OLD_NUMPY = CHECKOUT / ".venv-student" / "old-numpy"


@pytest.fixture(scope="module")
def student_python():
    if not STUDENT.exists():
        pytest.skip("the student's environment is missing: make it with `make .venv-student/ready`")
    return str(STUDENT)


@pytest.fixture
def handed_out(released_course, tmp_path):
    """The folder that a student gets, and a way to answer in it."""
    folder = tmp_path / "softmax"
    shutil.copytree(released_course.root / "release" / "softmax", folder)
    return folder


def answer(folder, released_course, pupil_id):
    course = released_course
    classroom = Classroom(course.manifest("softmax"), course.root / "release" / "softmax" / "softmax.ipynb")
    (pupil,) = [pupil for pupil in classroom.pupils() if pupil.id == pupil_id]
    practice = pupil.content.decode().replace(f'student_id = \\"{pupil_id}\\"', 'student_id = \\"practice\\"')
    (folder / "softmax.ipynb").write_text(practice)


def run(python, *arguments, cwd, path=""):
    environment = {
        "PATH": f"{Path(python).parent}:/usr/bin:/bin",
        "HOME": str(cwd),
        "PYTHONPATH": path,
        "LANG": "C.UTF-8",
    }
    return subprocess.run([python, *arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def test_the_students_environment_has_no_reference_and_no_bank(student_python, tmp_path):
    for module in ("solutions", "autograder.bank", "autograder.grading", "nbgrader"):
        assert "ModuleNotFoundError" in run(student_python, "-c", f"import {module}", cwd=tmp_path).stderr, module


@pytest.mark.browser
@pytest.mark.parametrize(
    ("pupil", "said"),
    [("right", "softmax: right on all"), ("wrong-softmax-1", "These are the values you get if your answer")],
)
def test_the_release_runs_in_jupyterlab_and_check_answers(
    student_python,
    handed_out,
    released_course,
    tmp_path,
    browser,
    pupil,
    said,
):
    answer(handed_out, released_course, pupil)
    with jupyter_lab(student_python, handed_out, tmp_path) as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(with_token(address, "lab/tree/softmax.ipynb"))
        page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        page.locator(".jp-OutputArea-output", has_text=said).first.wait_for(timeout=60_000)


CHECK = """
import json, sys
import numpy as np
from autograder import check, numbers
namespace = {"np": np, "check": check, "numbers": numbers}
for cell in json.load(open("softmax.ipynb"))["cells"]:
    source = "".join(cell["source"])
    if cell["cell_type"] == "code" and "plt." not in source.replace("plot", ""):
        exec(compile(source.replace("import matplotlib.pyplot as plt", ""), "<cell>", "exec"), namespace)
print("NumPy", np.__version__)
"""


def test_check_works_with_the_oldest_numpy_that_it_names(student_python, handed_out, released_course):
    answer(handed_out, released_course, "right")
    done = run(student_python, "-c", CHECK, cwd=handed_out, path=str(OLD_NUMPY))
    assert done.returncode == 0, done.stderr
    assert "NumPy 1." in done.stdout
    assert "softmax: right on all" in done.stdout


def test_check_says_what_it_needs_where_numpy_is_too_old(student_python, handed_out):
    code = "import numpy; numpy.__version__ = '1.19.5'\nfrom autograder import check\ncheck('softmax', abs)"
    done = run(student_python, "-c", code, cwd=handed_out)
    assert "need NumPy 1.24 or newer; this is NumPy 1.19.5" in done.stderr


def test_check_says_what_is_missing_where_the_public_cases_are_lost(student_python, handed_out):
    (handed_out / "public_cases.json").unlink()
    done = run(student_python, "-c", "from autograder import check\ncheck('softmax', abs)", cwd=handed_out)
    assert "public_cases.json is not in this notebook's folder" in done.stderr


def test_nbgrader_validate_finds_what_is_wrong_and_passes_what_is_right(handed_out, released_course):
    nbgrader = str(Path(sys.executable).parent / "nbgrader")
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    for pupil, said in (("right", "Success!"), ("wrong-softmax-1", "VALIDATION FAILED")):
        answer(handed_out, released_course, pupil)
        done = subprocess.run(
            [nbgrader, "validate", "softmax.ipynb"],
            cwd=handed_out,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert said in done.stdout, done.stdout + done.stderr


def test_the_release_names_a_kernel_that_every_jupyter_has(handed_out):
    notebook = json.loads((handed_out / "softmax.ipynb").read_text())
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
