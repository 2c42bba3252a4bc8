"""The sandbox without namespaces: each layer holds, and each is needed.

Every attempt below is made twice: under the profile *lite*, where it must fail, and under a *lite* whose layer against
it has been taken away (in this harness only), where it must succeed.  The victims belong to the same user as the
student's process, as they do where the grader is no root: the kernel's own rules between users would protect others.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import autograder
from autograder.errors import SandboxUnavailable
from autograder.grading import template as template_module
from autograder.grading.profiles import AUTO, FULL, LITE, NONE, PROFILES, choose
from autograder.grading.student_process import StudentDied, StudentProcess, Template
from autograder.limits import Limits
from autograder.sandboxed import boxes, lite, seccomp

ROOT = Path(autograder.__file__).resolve().parents[1]
NOBODY = 65534
USER = NOBODY if os.getuid() == 0 else os.getuid()
PREFIX = "backprop-by-hand-sandbox-"

WITHOUT = """
import json, os, sys
from autograder.sandboxed import landlock, lite, seccomp, template
{}
template.main(int(sys.argv[1]), json.loads(sys.argv[2]))
os._exit(0)
"""
TAKEN_AWAY = {
    "landlock": "landlock.restrict = lambda **_: None; lite.check_reference_is_hidden = lambda: None",
    "seccomp": "seccomp.restrict = lambda **_: None",
    "both": "landlock.restrict = lambda **_: None; lite.check_reference_is_hidden = lambda: None; "
    "seccomp.restrict = lambda **_: None",
    "limits": "lite.limit_resources = lambda *_: None",
    "watch": "from autograder.sandboxed import makers; makers.Lite.watch = lambda self: None",
}


@contextlib.contextmanager
def lite_without(layer: str, limits: Limits = Limits()):
    """A template of the profile lite from which one layer has been taken away."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(template_module, "_PROGRAM", ["-c", WITHOUT.format(TAKEN_AWAY[layer])])
        with Template(limits, LITE) as template:
            yield template


@pytest.fixture(scope="module")
def templates():
    """One template for each layer taken away, and "lite" with all of them; made when first asked for."""
    with contextlib.ExitStack() as stack:
        made: dict[str, Template] = {}

        def get(layer: str) -> Template:
            if layer not in made:
                made[layer] = stack.enter_context(Template(profile=LITE) if layer == "lite" else lite_without(layer))
            return made[layer]

        yield get


@pytest.fixture
def victim(tmp_path_factory):
    """Another process of the same user, with a secret in its environment, that ends when its input does."""
    program = [sys.executable, "-c", "import sys; print('up', flush=True); sys.stdin.read()"]
    identity: dict[str, Any] = {"user": USER, "group": USER, "extra_groups": []} if os.getuid() == 0 else {}
    if os.getuid() == 0:
        program[0] = shutil.which("python3", path="/usr/bin:/bin") or program[0]
    environment = {"PATH": "/usr/bin:/bin", "VICTIMS_SECRET": "s3cret"}
    pipe = subprocess.PIPE
    with subprocess.Popen(program, env=environment, stdin=pipe, stdout=pipe, **identity) as process:
        assert process.stdout and process.stdout.readline() == b"up\n"
        yield process
        process.kill()


@pytest.fixture
def course_file():
    """A file of the same user's, as a gradebook is one of the grader's."""
    folder = Path("/tmp") / f"profiles-test-{os.getpid()}"
    folder.mkdir(mode=0o755)
    path = folder / "gradebook.db"
    path.write_text("marks")
    for place in (folder, path):
        os.chown(place, USER, -1)
    path.chmod(0o600)
    yield path
    shutil.rmtree(folder)


@pytest.fixture
def process(templates):
    """Make a student's process under lite, or under lite without a layer."""
    made: list[StudentProcess] = []

    def make(layer: str) -> StudentProcess:
        made.append(templates(layer).spawn())
        return made[-1]

    yield make
    for student in made:
        student.kill()


def outcome(student: StudentProcess, source: str) -> str:
    """Return what a cell prints, or the name of the error with which it ends; "died" where the process did."""
    try:
        result = student.run_cell(source, "1")
    except StudentDied:
        return "died"
    if result.status == "error":
        return str(result.outputs[-1]["name"])
    return "".join(output.get("text", "") for output in result.outputs).strip()


LIBC = "import ctypes, os, signal\nlibc = ctypes.CDLL(None, use_errno=True)\n"
VECTOR = "class V(ctypes.Structure): _fields_ = [('base', ctypes.c_void_p), ('size', ctypes.c_size_t)]\n"

# name: (the layer that holds it, what is tried, what it prints where it succeeds)
ATTEMPTS = {
    "open a socket": ("seccomp", "import socket\nsocket.socket(socket.AF_INET)\nprint('done')", "done"),
    "fork": (
        "seccomp",
        "import os\npid = os.fork()\nif pid == 0: os._exit(0)\nos.waitpid(pid, 0)\nprint('done')",
        "done",
    ),
    "start a process by clone": (
        "both",
        "import os, posix\npid = os.posix_spawn('/bin/true', ['true'], dict())\nos.waitpid(pid, 0)\nprint('done')",
        "done",
    ),
    "run a program": (
        "both",
        "import subprocess\nprint(subprocess.run(['/bin/echo', 'done'], capture_output=True, text=True).stdout)",
        "done",
    ),
    "signal another process": ("both", "import os\nos.kill({pid}, 0)\nprint('done')", "done"),
    "set another's limits": (
        "seccomp",
        "import resource\nresource.prlimit({pid}, resource.RLIMIT_CPU)\nprint('done')",
        "done",
    ),
    "slow another process down": (
        "seccomp",
        "import os\nos.setpriority(os.PRIO_PROCESS, {pid}, 5)\nprint('done')",
        "done",
    ),
    "send a signal by way of a file": (
        "seccomp",
        "import fcntl, os\nr, w = os.pipe()\nfcntl.fcntl(r, fcntl.F_SETOWN, {pid})\nprint('done')",
        "done",
    ),
    "read another's memory": (
        "both",
        LIBC + VECTOR + "here, there = V(ctypes.addressof(ctypes.create_string_buffer(8)), 8), V(8, 8)\n"
        "libc.process_vm_readv({pid}, ctypes.byref(here), 1, ctypes.byref(there), 1, 0)\n"
        "print('done' if ctypes.get_errno() == 14 else 'no')",  # EFAULT: allowed, but nothing lies at address 8
        "done",
    ),
    "read another's environment": ("landlock", "print('s3cret' in open('/proc/{pid}/environ').read())", "True"),
    "list the processes": ("landlock", "import os\nprint('{pid}' in os.listdir('/proc'))", "True"),
    "read the gradebook": ("landlock", "print(open({file!r}).read())", "marks"),
    "write to the gradebook": ("landlock", "open({file!r}, 'a').close()\nprint('done')", "done"),
    "remove the gradebook": ("landlock", "import os\nos.unlink({file!r})\nprint('done')", "done"),
    "empty the gradebook by its name": ("both", "import os\nos.truncate({file!r}, 0)\nprint('done')", "done"),
    "change the gradebook's mode": ("seccomp", "import os\nos.chmod({file!r}, 0o666)\nprint('done')", "done"),
    "change the gradebook's times": ("seccomp", "import os\nos.utime({file!r}, (0, 0))\nprint('done')", "done"),
    "name the gradebook's watcher": (
        "seccomp",
        LIBC + "print('done' if libc.inotify_init1(0) >= 0 else 'no')",
        "done",
    ),
    "write outside the work folder": (
        "landlock",
        "import os\nopen('/tmp/left-{pid}', 'w').close()\nos.unlink('/tmp/left-{pid}')\nprint('done')",
        "done",
    ),
    "read the solutions": ("landlock", "print('def softmax' in open({solution!r}).read())", "True"),
    "read the bank": ("landlock", "print('Exercise' in open({bank!r}).read())", "True"),
    "import the solutions": ("landlock", "import solutions.softmax\nprint('done')", "done"),
    "outlive the template": (
        "seccomp",
        LIBC + "print('done' if libc.prctl(1, ctypes.c_ulong(0)) == 0 else 'no')",
        "done",
    ),
}


@pytest.mark.parametrize("name", ATTEMPTS)
def test_a_layer_of_lite_holds_and_is_needed(process, victim, course_file, name):
    layer, source, success = ATTEMPTS[name]
    places = {"solution": str(ROOT / "solutions/softmax.py"), "bank": str(ROOT / "autograder/bank/exercise.py")}
    attempt = source.format(pid=victim.pid, file=str(course_file), **places)
    assert outcome(process("lite"), attempt) != success
    assert victim.poll() is None and course_file.read_text() == "marks"
    assert course_file.stat().st_mode & 0o777 == 0o600
    assert outcome(process(layer), attempt) == success


def test_a_signal_kills_another_process_only_where_the_layers_are_taken_away(process, victim):
    kill = f"import os, signal\nos.kill({victim.pid}, signal.SIGKILL)"
    assert outcome(process("lite"), kill) == "PermissionError"
    assert victim.poll() is None
    outcome(process("both"), kill)
    assert victim.wait(10) == -signal.SIGKILL


@pytest.mark.parametrize("target", ["0", "-1", "os.getppid()", "-os.getpgrp()"])
def test_no_signal_reaches_the_template_or_a_sibling(process, target):
    sibling, student = process("lite"), process("lite")
    assert outcome(student, f"import os, signal\nos.kill({target}, signal.SIGKILL)") == "PermissionError"
    assert outcome(sibling, "print('alive')") == "alive"


def test_a_student_may_signal_itself_and_start_threads(process):
    source = """
import os, signal, threading
heard = []
signal.signal(signal.SIGUSR1, lambda *_: heard.append(1))
signal.raise_signal(signal.SIGUSR1); os.kill(os.getpid(), signal.SIGUSR1)
thread = threading.Thread(target=heard.append, args=(2,)); thread.start(); thread.join()
print(heard)
"""
    assert outcome(process("lite"), source) == "[1, 1, 2]"


def test_another_students_work_folder_is_out_of_reach(process):
    first, second = process("lite"), process("lite")
    assert outcome(first, "open('mine.txt', 'w').write('my answer'); print(__import__('os').getcwd())")
    folder = outcome(first, "import os; print(os.getcwd())")
    assert outcome(second, f"print(open('{folder}/mine.txt').read())") == "PermissionError"
    assert outcome(second, f"import os; os.listdir('{Path(folder).parent}')") == "PermissionError"


def test_a_datagram_with_an_address_is_refused(process):
    source = """
import socket
mine, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
mine.send(b'over the pair')
print(other.recv(20))
mine.sendto(b'to anybody', '/run/systemd/journal/socket')
"""
    assert outcome(process("lite"), source) == "PermissionError"


# --- the disk, and what is left -------------------------------------------------------------------------------------

FLOOD = """
import os
for number in range(10_000):
    with open(f"{number}.bin", "wb") as file:
        file.write(bytes(1 << 20))
        file.flush()
        if number > 60: os.fsync(file.fileno())
        if number == 400: break
print('done')
"""


def test_who_fills_the_disk_is_ended_and_its_files_removed():
    limits = Limits(disk_bytes=8 << 20, cell_seconds=30)
    with Template(limits, LITE) as template:
        student = template.spawn()
        folder = Path(outcome(student, "import os; print(os.getcwd())"))
        with pytest.raises(StudentDied):
            student.run_cell(FLOOD.replace("number == 400", "False"), "1")
        assert student.over == "disk_bytes"
        assert folder.parent.is_dir() and not folder.exists()
    with lite_without("watch", limits) as template:
        student = template.spawn()
        assert outcome(student, FLOOD.replace("400", "40")) == "done"
        student.kill()
        assert student.over == ""


@pytest.mark.parametrize("mess", [
    "import os\nfor _ in range(3000): os.mkdir('d'); os.chdir('d')",
    "import os\nos.mkdir('shut', 0); os.makedirs('a/b/c'); open('a/b/c/file', 'w').close(); os.mkdir('a/b/shut', 0)",
    "import os\nos.symlink('/etc', 'etc'); os.symlink('nowhere', 'broken'); os.mkdir('a'); os.symlink('..', 'a/up')",
])  # fmt: skip
def test_whatever_a_student_leaves_is_removed(templates, mess):
    student = templates("lite").spawn()
    folder = Path(outcome(student, "import os; print(os.getcwd())"))
    assert folder.is_dir()
    outcome(student, mess)
    student.kill()
    assert not folder.exists() and Path("/etc").is_dir()


def test_a_template_leaves_no_folder_however_it_ends(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    tmp_path.chmod(0o1777)
    for parent in (tmp_path.parent, tmp_path.parent.parent):
        parent.chmod(0o755)
    for end in (lambda template: None, lambda template: template._process._process.send_signal(signal.SIGKILL)):
        with Template(profile=LITE) as template:
            student = template.spawn()
            assert len(list(tmp_path.glob(PREFIX + "*"))) == 1
            end(template)
        assert list(tmp_path.glob(PREFIX + "*")) == []
        student.connection.close()


def test_a_folder_that_nobody_holds_is_removed_by_the_next_template(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for parent in (tmp_path, tmp_path.parent, tmp_path.parent.parent):
        parent.chmod(0o755)
    left = tmp_path / (PREFIX + "left")
    left.mkdir()
    (left / "lock").touch()
    (left / "box-1").mkdir()
    with Template(profile=NONE):
        assert not left.exists()
        assert len(list(tmp_path.glob(PREFIX + "*"))) == 1


def test_processes_end_with_their_template():
    with Template(profile=LITE) as template:
        student = template.spawn()
        pid = int(outcome(student, "import os; print(os.getpid())"))
        student.connection.close()
        template._process._process.kill()
        template._process._process.wait()
        deadline = time.monotonic() + 10
        while Path(f"/proc/{pid}").exists() and time.monotonic() < deadline:
            os.sched_yield()
        assert not Path(f"/proc/{pid}").exists()


# --- every profile --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", PROFILES)
def test_declared_data_files_travel_into_the_sandbox_and_others_do_not(profile, tmp_path):
    beside = tmp_path / "answers.csv"
    beside.write_text("42")
    with Template(profile=profile) as template:
        student = template.spawn({"data/iris.csv": b"1,2\n3,4"})
        assert outcome(student, "import numpy as np\nprint(np.loadtxt('data/iris.csv', delimiter=',').sum())") == "10.0"
        tree = "import os\nprint(sorted(os.path.join(d, f) for d, _, fs in os.walk('.') for f in fs))"
        assert outcome(student, tree) == "['./data/iris.csv']"
        student.kill()


@pytest.mark.parametrize("profile", PROFILES)
def test_the_environment_holds_nothing_of_the_host(profile, monkeypatch):
    monkeypatch.setenv("COURSE_SECRET_FOR_THIS_TEST", "do not pass on")
    with Template(profile=profile) as template:
        student = template.spawn()
        assert outcome(student, "import os\nprint('COURSE_SECRET_FOR_THIS_TEST' in os.environ)") == "False"
        held = "import os\nprint([n for n in range(1024) if os.path.exists('/dev/null') and not _closed(n)])"
        define = "def _closed(n):\n    try: os.fstat(n)\n    except OSError: return True\n"
        assert outcome(student, define + held) == "[0, 1, 2, 3]"
        student.kill()


# --- which profile a run gets ----------------------------------------------------------------------------------------


def broken(tmp_path):
    """A bubblewrap that cannot make namespaces, as in many containers."""
    program = tmp_path / "bwrap"
    program.write_text("#!/bin/sh\necho 'No permissions to create new namespace' >&2\nexit 1\n")
    program.chmod(0o755)
    return lambda: str(program)


def test_auto_is_full_where_it_can_be_had_else_lite(tmp_path):
    assert choose(AUTO) == FULL
    assert choose(AUTO, bubblewrap=lambda: None) == LITE
    assert choose(AUTO, bubblewrap=broken(tmp_path)) == LITE
    assert choose(LITE) == LITE and choose(NONE) == NONE


def test_full_is_refused_with_cause_and_cure_where_it_cannot_be_had(tmp_path):
    with pytest.raises(SandboxUnavailable, match="namespaces: No permissions to create new namespace") as caught:
        choose(FULL, bubblewrap=broken(tmp_path))
    assert "user.max_user_namespaces" in caught.value.cure and caught.value.exit_code == 6


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_every_jump_of_the_filter_of_lite_stays_inside_it(machine):
    program = seccomp.program(machine, own_pid=7)
    for position, (code, if_true, if_false, _) in enumerate(program):
        if code & 0x07 == 0x05:
            assert position + 1 + max(if_true, if_false) < len(program)
    assert len(program) < 4096


def test_something_hidden_inside_a_folder_leaves_its_siblings_readable(tmp_path):
    for name in ("site/numpy", "site/autograder", "site/solutions", "bin"):
        (tmp_path / name).mkdir(parents=True)
    hidden = [str(tmp_path / "site/autograder"), str(tmp_path / "site/solutions")]
    read, listed = lite.open_up([str(tmp_path)], hidden)
    assert sorted(read) == [str(tmp_path / "bin"), str(tmp_path / "site/numpy")]
    assert sorted(listed) == [str(tmp_path), str(tmp_path / "site")]


def test_a_folder_that_cannot_be_looked_into_holds_too_much(tmp_path, monkeypatch):
    assert not boxes.exceeds(str(tmp_path), 4096)
    (tmp_path / "file").write_bytes(bytes(10_000))
    assert boxes.exceeds(str(tmp_path), 10_000) and not boxes.exceeds(str(tmp_path), 100_000)
    monkeypatch.setattr(os, "scandir", lambda path: (_ for _ in ()).throw(PermissionError()))
    assert boxes.exceeds(str(tmp_path), 1 << 30)
