"""The command line: it teaches, it fails in one line with a code of its own, it talks to machines."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder import __version__, bank
from autograder.authoring import release
from autograder.cli import commands
from autograder.course import new_course
from autograder.errors import AuthoringError, ClaimFails, CourseError, SandboxUnavailable
from autograder.grading import driver, plugin, sandbox
from autograder.grading.run import Move, Result
from autograder.manifest import Cell, ExerciseEntry, Manifest, Role
from autograder.verdict import State, Verdict

MANIFEST = Manifest(
    "softmax",
    (
        Cell("softmax", Role.SOLUTION, "code", "def softmax(scores): ...", exercise="softmax"),
        Cell("test_softmax", Role.TEST, "code", 'check("softmax", softmax)', points=4.0, exercise="softmax"),
    ),
    {"softmax": ExerciseEntry("function", 4.0, (), "")},
    {},
)
RIGHT = Verdict("test_softmax", State.SCORED, 4.0, 4.0)
UNREAD = Verdict("test_softmax", State.QUARANTINED, 4.0, reason="no JSON")
_IMPORTED_NOW = plugin  # not while a test has replaced `driver.grade`, which it takes by name
NAMES = sorted(commands.commands)
ROOT = Path(__file__).resolve().parents[1]
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "AUTOGRADER_COURSE"} | {
    "PYTHONPATH": str(ROOT)
}


@pytest.fixture
def course(tmp_path):
    """A course in which softmax counts as released; what grading would say is up to the test."""
    course = new_course(tmp_path / "course")
    course.manifest_path("softmax").write_text(MANIFEST.dumps())
    return course


@pytest.fixture
def graded(course, monkeypatch):
    """The same course, with three results that need no processes."""
    results = [
        Result("ada", "softmax", (RIGHT,), moves=(Move("test_softmax", None, 4.0, "graded for the first time"),)),
        Result("bob", "softmax", (RIGHT,), skipped=True),
        Result("eve", "softmax", (UNREAD,)),
    ]

    def grade(_course, _assignment, *, students, on_start, on_result, **_):
        chosen = [result for result in results if students is None or result.student in students]
        on_start(len(chosen))
        for result in chosen:
            on_result(result)
        return chosen

    monkeypatch.setattr(driver, "grade", grade)
    return course


@pytest.fixture
def small_book(tmp_path):
    """A book whose one assignment is released by a release that writes nothing."""
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "softmax.md").touch()
    return tmp_path


def run(*arguments, **options):
    return CliRunner().invoke(commands, [str(each) for each in arguments], **options)


def in_a_process(*arguments, cwd=ROOT, **environment):
    command = [sys.executable, "-m", "autograder", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd, env=_ENVIRONMENT | environment)


# --- it teaches ------------------------------------------------------------------------------------------------------


def test_the_commands_are_those_of_a_term():
    assert {"demo", "doctor", "feedback", "grade", "new-course", "prove", "release", "replay", "report"} < set(NAMES)


def test_no_arguments_show_a_term_step_by_step_and_the_exit_codes():
    text = in_a_process().stderr
    steps = ["doctor", "new-course", "release", "grade", "feedback", "report"]
    places = [text.index(f"python -m autograder {step}") for step in steps]
    assert places == sorted(places)
    for code in (0, 1, 2, 3, 4, 5, 6, 130):
        assert f"\n    {code} " in text


@pytest.mark.parametrize("name", [name for name in NAMES if name != "demo"])
def test_every_command_shows_an_example(name):
    assert f"python -m autograder {name}" in run(name, "--help").output.partition("Example")[2]


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_its_own_short_help(name):
    listed = next(line for line in run("--help").output.splitlines() if line.startswith(f"  {name} "))
    assert not listed.endswith("...")


def test_the_help_loads_neither_nbgrader_nor_rich():
    script = (
        "import sys; from autograder.cli import commands; commands(['grade', '--help'], standalone_mode=False);"
        "sys.exit(bool({'nbgrader', 'rich', 'sqlalchemy', 'IPython'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, env=_ENVIRONMENT).returncode == 0


def test_the_version_is_the_packages():
    assert __version__ in run("--version").output


# --- it fails in one line, with a code of its own --------------------------------------------------------------------


def assert_one_line(done, code, *parts):
    assert done.returncode == code
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("error: ")
    for part in parts:
        assert part in line


@pytest.mark.parametrize("name", ["release", "grade", "feedback", "report"])
def test_a_folder_that_is_no_course_is_named_with_a_cure(tmp_path, name):
    done = in_a_process(name, "--course", tmp_path)
    assert_one_line(done, 5, f"{tmp_path} is not a course directory", "python -m autograder new-course DIR")


def test_the_course_is_the_working_directory_or_the_environments(course, tmp_path):
    assert in_a_process("report", cwd=course.root).returncode == 0
    assert in_a_process("report", cwd=tmp_path, AUTOGRADER_COURSE=str(course.root)).returncode == 0


def test_an_assignment_that_is_not_released_is_named_with_those_that_are(course):
    done = in_a_process("grade", "sigmoid", "--course", course.root)
    assert_one_line(done, 5, "'sigmoid' is not released", "softmax", "python -m autograder release sigmoid")


def test_an_assignment_that_the_book_does_not_have_is_named_with_those_that_it_has(course, small_book):
    done = in_a_process("release", "sofmax", "--book", small_book, "--course", course.root)
    assert_one_line(done, 3, "no exercise 'sofmax'", "there are: softmax")


def test_an_exercise_that_the_bank_does_not_have_is_named_with_those_that_come_close():
    done = in_a_process("preview", "sofmax")
    assert_one_line(done, 3, "the bank has no exercise 'sofmax'", "did you mean softmax")


def test_an_exercise_like_no_other_is_named_with_all_that_there_are():
    done = in_a_process("preview", "zzzz")
    assert_one_line(done, 3, "no exercise 'zzzz'", "there are: ", *bank.exercises())


def test_a_port_that_is_taken_is_a_matter_of_usage():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = in_a_process("preview", "softmax", "--no-browser", "--port", port)
    assert done.returncode == 2
    assert f"port {port} cannot be had" in done.stderr


def test_a_folder_without_exercises_is_no_book(course, tmp_path):
    done = in_a_process("release", "--book", tmp_path, "--course", course.root)
    assert_one_line(done, 3, f"{tmp_path / 'exercises'}: no exercises are here", "--book DIR")


def test_a_demonstration_takes_names_or_all():
    done = in_a_process("demo", "softmax", "--all")
    assert done.returncode == 2
    assert "name assignments, or say --all" in done.stderr


def test_an_option_that_does_not_exist_is_a_matter_of_usage():
    assert in_a_process("grade", "--fast").returncode == 2


@pytest.mark.parametrize(
    ("error", "code"), [(AuthoringError, 3), (ClaimFails, 4), (CourseError, 5), (SandboxUnavailable, 6)]
)
def test_each_sort_of_error_has_its_code_and_names_file_and_cell(course, monkeypatch, error, code):
    def fail(*_, **__):
        raise error("it is broken", "mend it", file="softmax.md", cell="test_softmax")

    monkeypatch.setattr(driver, "grade", fail)
    done = run("grade", "--course", course.root)
    assert done.exit_code == code
    assert done.stderr == "error: softmax.md, cell test_softmax: it is broken. mend it\n"


def test_an_interrupted_command_says_what_is_kept(course, monkeypatch):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(driver, "grade", stop)
    done = run("grade", "--course", course.root)
    assert done.exit_code == 130
    assert "what was done before is kept" in done.stderr


def test_a_real_interrupt_ends_with_130_and_no_traceback(course):
    script = (
        "import os, signal; from autograder.grading import driver\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell's background jobs ignore it
        "driver.grade = lambda *_, **__: os.kill(os.getpid(), signal.SIGINT)\n"
        "from autograder.cli import main; main()"
    )
    command = [sys.executable, "-c", script, "grade", "--course", str(course.root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=_ENVIRONMENT)
    assert done.returncode == 130
    assert "Traceback" not in done.stderr


# --- what each command says ------------------------------------------------------------------------------------------


def test_a_new_course_is_private_and_says_what_comes_next(tmp_path):
    done = run("new-course", tmp_path / "nn")
    assert done.exit_code == 0
    assert (tmp_path / "nn").stat().st_mode & 0o777 == 0o700
    assert f"python -m autograder release --course {tmp_path / 'nn'}" in done.output


def test_a_new_course_does_not_touch_a_folder_of_other_things(tmp_path):
    (tmp_path / "thesis.md").touch()
    done = in_a_process("new-course", tmp_path)
    assert_one_line(done, 5, "is not empty")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.md"]


@pytest.mark.parametrize(("changed", "said"), [(True, "released"), (False, "unchanged")])
def test_releasing_says_what_it_released_and_whether_anything_changed(course, small_book, monkeypatch, changed, said):
    monkeypatch.setattr(release, "release", lambda *_: release.Release(MANIFEST, changed))
    done = run("release", "--book", small_book, "--course", course.root)
    assert done.exit_code == 0
    assert f"softmax: {said}: 1 exercises, 4 points\n" in done.output
    data = in_runner_json("release", "--json", "--book", small_book, "--course", course.root)
    assert data["assignments"] == [
        {"assignment": "softmax", "exercises": 1, "points": 4.0, "manifest": MANIFEST.hash(), "changed": changed}
    ]


def test_grading_says_how_many_and_who_needs_a_look(graded):
    done = run("grade", "--course", graded.root)
    assert done.exit_code == 1
    assert "softmax: 2 graded, 1 unchanged\n  quarantined: eve\n" in done.output


def test_grading_without_trouble_ends_with_0(graded):
    assert run("grade", "softmax", "--student", "ada", "--student", "bob", "--course", graded.root).exit_code == 0


def test_a_dry_run_says_whose_score_would_move(graded):
    done = run("grade", "--dry-run", "--student", "ada", "--course", graded.root)
    assert done.exit_code == 1
    assert "ada, test_softmax: none -> 4 (graded for the first time)\n" in done.output
    assert "nothing was written" in done.output


def test_grading_as_json_is_json_and_nothing_else(graded):
    done = in_runner_json("grade", "--json", "--course", graded.root)
    assert done["dry_run"] is False
    ada, bob, eve = done["assignments"][0]["results"]
    assert (ada["total"], ada["max_total"], ada["moves"][0]["after"]) == (4.0, 4.0, 4.0)
    assert bob["skipped"]
    assert eve["verdicts"][0]["state"] == "quarantined"


def in_runner_json(*arguments):
    return json.loads(run(*arguments).stdout)


@pytest.fixture
def recorded(course, monkeypatch):
    """A course whose gradebook says that ada is right and eve is unread."""
    (course.root / "gradebook.db").touch()
    monkeypatch.setattr("autograder.grading.report.read_verdicts", lambda *_: [("ada", RIGHT), ("eve", UNREAD)])
    return course


def test_a_report_shows_marks_and_what_needs_a_look(recorded):
    done = run("report", "softmax", "--course", recorded.root)
    assert done.exit_code == 0
    assert "softmax: marks" in done.output
    assert "no JSON" in done.output


def test_a_report_as_json_has_a_list_of_assignments(recorded):
    (softmax,) = in_runner_json("report", "--json", "--course", recorded.root)["assignments"]
    assert [student["student"] for student in softmax["students"]] == ["ada", "eve"]


def test_a_report_as_csv_is_written_to_the_file(recorded, tmp_path):
    done = run("report", "softmax", "--csv", tmp_path / "marks.csv", "--course", recorded.root)
    assert done.exit_code == 0
    assert (tmp_path / "marks.csv").read_text() == "student,softmax,total,max,open\nada,4.0,4.0,4.0,0\neve,,0.0,4.0,1\n"


def test_one_csv_file_holds_one_assignment(recorded, tmp_path):
    recorded.manifest_path("other").write_text(MANIFEST.dumps().replace('"softmax"', '"other"', 1))
    done = run("report", "--csv", tmp_path / "marks.csv", "--course", recorded.root)
    assert done.exit_code == 2
    assert "name one of other, softmax" in done.stderr


def test_a_report_before_grading_says_what_to_do(course):
    assert "python -m autograder grade softmax" in run("report", "--course", course.root).output
    assert not (course.root / "gradebook.db").exists()


def test_proving_ends_with_a_line_of_counts():
    done = run("prove", "softmax", "shift_invariance", "--quick")
    assert done.exit_code == 0
    *each, total = done.output.splitlines()
    assert [line.partition(":")[0] for line in each] == ["softmax", "shift_invariance"]
    assert total.startswith("2 exercises, ")
    assert total.endswith("All claims hold.")


def test_ways_that_do_not_fit_are_listed_with_their_reasons():
    done = run("prove", "shift_invariance", "--ways")
    assert done.exit_code == 0
    assert "shift_invariance: recursion: the answer is not a function" in done.output.splitlines()


@pytest.mark.slow
def test_a_proof_grades_right_answers_in_other_ways():
    assert "assignment softmax: " in run("prove", "shift_invariance").output


def test_a_proof_as_json_has_the_counts_of_each_exercise_and_their_sum():
    data = in_runner_json("prove", "shift_invariance", "--quick", "--json")
    assert data["exercises"]["shift_invariance"] == data["total"]
    assert data["total"]["exercises"] == 1


def test_an_exercise_that_the_bank_does_not_have_is_named_with_those_that_it_has():
    done = in_a_process("prove", "sofmax")
    assert_one_line(done, 3, "no exercise 'sofmax'", "shift_invariance")


def examined(monkeypatch, *missing):
    found = [
        sandbox.Capability(name, name not in missing, "as found", f"how to get {name}")
        for name in ("bubblewrap", "Landlock")
    ]
    monkeypatch.setattr(sandbox, "probe", lambda: found)


def test_the_doctor_finds_a_machine_that_can_grade(monkeypatch, course):
    examined(monkeypatch)
    done = run("doctor", "--course", course.root)
    assert done.exit_code == 0
    assert "Grading is possible here." in done.output
    assert "softmax (0 handed in)" in done.output


def test_the_doctor_says_what_is_missing_and_what_to_do(monkeypatch, tmp_path):
    examined(monkeypatch, "Landlock")
    done = run("doctor", "--course", tmp_path)
    assert done.exit_code == 6
    (line,) = [line for line in done.output.splitlines() if "Landlock" in line]
    assert line.startswith("MISSING")
    assert line.endswith("how to get Landlock")


def test_a_course_that_others_can_read_is_pointed_out(monkeypatch, course):
    examined(monkeypatch)
    course.root.chmod(0o755)
    assert f"chmod 700 {course.root}" in run("doctor", "--course", course.root).output


def test_the_doctor_speaks_json(monkeypatch, tmp_path):
    examined(monkeypatch, "Landlock")
    data = in_runner_json("doctor", "--json", "--course", tmp_path)
    assert data["grading_possible"] is False
    assert {"name": "sandbox: Landlock", "present": False, "detail": "as found"}.items() <= next(
        check for check in data["checks"] if check["name"] == "sandbox: Landlock"
    ).items()


def test_the_doctor_names_the_profile_and_warns_of_none(monkeypatch, tmp_path):
    for missing, profile in (((), "full"), (("bubblewrap",), "lite"), (("Landlock",), "neither")):
        examined(monkeypatch, *missing)
        done = run("doctor", "--course", tmp_path)
        (line,) = [line for line in done.output.splitlines() if "sandbox profile" in line]
        assert f" {profile}" in line
        assert ("never use --sandbox none" in line) == (profile == "neither")


def test_the_default_book_is_the_checkouts():
    from autograder.commands.options import default_book

    assert default_book() == ROOT / "book"
