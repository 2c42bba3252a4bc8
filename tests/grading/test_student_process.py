"""What the grader can ask of a student's process, and what it gets when that process misbehaves."""

from __future__ import annotations

import base64
import os
import signal
import threading
import time

import numpy as np
import pytest

from autograder.grading.student_process import StudentDied, StudentProcess, StudentTimeout, Template
from autograder.limits import Limits

LIMITS = Limits(
    cell_seconds=1.5,
    call_seconds=1.5,
    memory_bytes=1 << 30,
    processes=8,
    file_bytes=1 << 20,
    disk_bytes=4 << 20,
    output_bytes=100_000,
)


@pytest.fixture(scope="module")
def template():
    with Template(LIMITS) as template:
        yield template


@pytest.fixture
def student(template):
    student = template.spawn()
    yield student
    student.kill()


@pytest.fixture
def sibling(template):
    """Another student's process, which what the first one does must not touch."""
    sibling = template.spawn()
    sibling.run_cell("mine = 'untouched'", "setup")
    yield sibling
    sibling.kill()


def run(student: StudentProcess, source: str):
    return student.run_cell(source, "1")


def shown(student: StudentProcess, expression: str) -> str:
    """Return the repr of an expression as the student's process sees it."""
    (output,) = run(student, f"print(repr({expression}))").outputs
    return output["text"].rstrip("\n")


def assert_untouched(sibling: StudentProcess, template: Template) -> None:
    assert shown(sibling, "mine") == "'untouched'"
    template.spawn().kill()


# --- what a cell shows ------------------------------------------------------------------------------------------------


def test_a_cell_shows_its_prints_and_its_last_value_in_order(student):
    result = run(student, "import sys\nprint('a')\nprint('b', file=sys.stderr)\n'last'")
    assert result.status == "ok"
    assert result.outputs == (
        {"type": "stream", "name": "stdout", "text": "a\n"},
        {"type": "stream", "name": "stderr", "text": "b\n"},
        {"type": "text", "text": "'last'"},
    )


def test_a_cell_that_ends_with_a_semicolon_shows_no_value(student):
    assert run(student, "1 + 1;").outputs == ()


def test_an_error_names_its_line_in_the_cell_and_has_no_colour_codes(student):
    result = run(student, "\n\ndef f(x):\n    return 1 / x\n\nf(0)")
    (error,) = result.outputs
    assert result.status == "error"
    assert (error["type"], error["name"], error["message"], error["line"]) == (
        "error", "ZeroDivisionError", "division by zero", 4,
    )  # fmt: skip
    assert "return 1 / x" in error["traceback"] and "\x1b" not in error["traceback"]


def test_a_syntax_error_names_its_line(student):
    (error,) = run(student, "x = 1\ndef f(:\n    pass").outputs
    assert (error["name"], error["line"]) == ("SyntaxError", 2)


def test_an_error_in_a_function_of_an_earlier_cell_names_the_line_of_the_call(student):
    student.run_cell("def f(x):\n\n\n    return 1 / x", "first")
    (error,) = student.run_cell("y = 2\nf(0)", "second").outputs
    assert error["line"] == 2 and "Cell first, line 4" in error["traceback"]


@pytest.mark.parametrize("source", [
    "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
    "import matplotlib.pyplot as plt\nplt.plot([1, 2]);",
    "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]);",
    "%matplotlib widget\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]);",
])  # fmt: skip
def test_a_figure_becomes_one_png_whether_shown_or_left_open(student, source):
    result = run(student, source)
    (figure,) = [output for output in result.outputs if output["type"] == "png"]
    assert result.status == "ok"
    assert base64.b64decode(figure["data"]).startswith(b"\x89PNG\r\n\x1a\n")


def test_magics_work_and_shell_commands_only_say_that_they_do_not(student):
    assert run(student, "%timeit -n1 -r1 1 + 1").status == "ok"
    result = run(student, "!pip install numpy\nfiles = !ls\nlen(files)")
    assert result.status == "ok"
    assert [output["text"] for output in result.outputs][-1] == "0"
    assert "do not run while grading" in result.outputs[0]["text"]


def test_await_works_at_the_top_of_a_cell(student):
    (output,) = run(student, "import asyncio\nawait asyncio.sleep(0, 'done')").outputs
    assert output == {"type": "text", "text": "'done'"}


def test_input_says_that_nobody_can_answer(student):
    (error,) = run(student, "name = input('Name?')").outputs
    assert error["name"] == "RuntimeError" and "nobody is there to answer" in error["message"]


def test_two_cells_of_one_label_keep_their_own_lines(student):
    student.run_cell("def f():\n    1 / 0", "cell")
    (error,) = student.run_cell("# another text\nf()", "cell").outputs
    assert error["line"] == 2 and "    1 / 0" in error["traceback"]


def test_cells_share_one_namespace_and_are_named_by_their_label(student):
    student.run_cell("def broken():\n    raise ValueError('no')", "softmax")
    (error,) = student.run_cell("broken()", "use").outputs
    assert "Cell softmax, line 2" in error["traceback"]


# --- exits ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("leave", ["exit()", "quit()", "raise SystemExit(0)", "import sys; sys.exit(1)",
                                   "raise KeyboardInterrupt"])  # fmt: skip
def test_a_process_survives_every_polite_exit(student, leave):
    run(student, "x = 1")
    run(student, leave)
    assert shown(student, "x") == "1"


@pytest.mark.parametrize("leave", ["import os; os._exit(0)", "import ctypes; ctypes.string_at(0)"])
def test_a_process_that_ends_itself_has_died_and_stays_dead(student, sibling, template, leave):
    with pytest.raises(StudentDied):
        run(student, leave)
    with pytest.raises(StudentDied):
        run(student, "1")
    assert_untouched(sibling, template)


# --- calls ------------------------------------------------------------------------------------------------------------


def test_perform_returns_the_value_of_a_call(student):
    run(student, "def double(x):\n    return 2 * x")
    reply = student.perform("double", "function", {"args": [np.array([1.0, 2.0])]})
    np.testing.assert_array_equal(reply["value"], [2.0, 4.0])


def test_perform_says_what_is_missing_and_where_a_call_failed(student):
    run(student, "def bad(x):\n    y = x\n    raise ValueError('no')")
    assert student.perform("absent", "function", {"args": []}) == {"missing": True}
    assert student.perform("bad", "function", {"args": [1]}) == {
        "error": {"type": "ValueError", "line": 3, "message": "no"}
    }


@pytest.mark.parametrize("name", ["SystemExit", "KeyboardInterrupt", "GeneratorExit"])
def test_a_call_that_tries_to_leave_is_an_error_like_any_other(student, name):
    run(student, f"def leave():\n    raise {name}")
    assert student.perform("leave", "function", {"args": []})["error"]["type"] == name
    assert shown(student, "1") == "1"


def test_what_a_call_prints_or_plots_is_kept_nowhere(student):
    run(student, "import matplotlib.pyplot as plt\ndef f(x):\n    print('secret', x)\n    plt.figure()\n    return x")
    assert student.perform("f", "function", {"args": [7]}) == {"value": 7}
    assert run(student, "plt.get_fignums()").outputs == ({"type": "text", "text": "[]"},)


def test_define_sets_a_variable(student):
    student.define("given", [1, 2, 3])
    assert shown(student, "given") == "[1, 2, 3]"


def test_files_are_there_before_the_first_cell(template):
    student = template.spawn({"data/numbers.csv": b"1,2\n", "helper.py": b"answer = 42\n"})
    assert shown(student, "open('data/numbers.csv').read()") == "'1,2\\n'"
    assert shown(student, "__import__('helper').answer") == "42"
    student.kill()


def test_files_that_do_not_fit_end_only_their_own_process(template, sibling):
    with pytest.raises(StudentDied):
        template.spawn({"large.bin": bytes(2 << 20)})
    assert_untouched(sibling, template)


@pytest.mark.parametrize("source", [
    "import numpy as np\na = np.ones((400, 400))\nfloat((a @ a).sum()) == 400.0 ** 3",
    "import threading\nt = threading.Thread(target=print)\nt.start(); t.join(); not t.is_alive()",
    "import os\npid = os.fork()\nif pid == 0: os._exit(7)\nos.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 7",
    "import numpy as np\nbool(np.allclose(np.linalg.inv(np.eye(300) * 2) @ (np.eye(300) * 2), np.eye(300)))",
])  # fmt: skip
def test_what_a_notebook_may_do_works_in_a_fork_of_the_template(student, source):
    assert run(student, source).outputs[-1] == {"type": "text", "text": "True"}


# --- floods and loops -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("loop", [
    "while True:\n    pass",
    "while True:\n    try:\n        while True: pass\n    except BaseException:\n        pass",
    "import signal, time\nfor s in range(1, 32):\n    try: signal.signal(s, signal.SIG_IGN)\n"
    "    except OSError: pass\nwhile True: time.sleep(1)",
    "int('9' * 4000) ** 10_000_000",
])  # fmt: skip
def test_a_cell_without_end_is_ended_in_time_and_alone(student, sibling, template, loop):
    started = time.monotonic()
    with pytest.raises(StudentTimeout):
        run(student, loop)
    assert time.monotonic() - started < LIMITS.cell_seconds + 1
    with pytest.raises(StudentDied):
        run(student, "1")
    assert_untouched(sibling, template)


def test_a_call_without_end_is_ended_in_time(student, sibling, template):
    run(student, "def f():\n    while True: pass")
    with pytest.raises(StudentTimeout):
        student.perform("f", "function", {"args": []})
    assert_untouched(sibling, template)


def test_a_process_that_did_not_answer_is_really_gone(student):
    wire_end = student.connection.dup()
    with pytest.raises(StudentTimeout):
        run(student, "while True: pass")
    wire_end.settimeout(5)
    assert wire_end.recv(1) == b""  # end of file: nothing holds the other end any more
    wire_end.close()


def test_processor_time_is_bounded_even_between_requests():
    with Template(Limits(cpu_seconds=1, cell_seconds=60)) as template:
        student = template.spawn()
        with pytest.raises(StudentDied):
            run(student, "while True: pass")


def test_a_memory_bomb_meets_its_limit(student, sibling, template):
    (error,) = run(student, "hoard = bytearray(4 << 30)").outputs
    assert error["name"] == "MemoryError"
    with pytest.raises((StudentDied, StudentTimeout)):
        run(student, "hoard = []\nwhile True:\n    try: hoard.append(bytearray(1 << 20))\n    except MemoryError: pass")
    assert_untouched(sibling, template)


def test_a_fork_bomb_meets_its_limit(student, sibling, template):
    source = """
import os, time
children = 0
try:
    for _ in range(100):
        if os.fork() == 0:
            while True: time.sleep(60)
        children += 1
except OSError as error:
    print(children, type(error).__name__)
"""
    (output,) = run(student, source).outputs
    count, name = output["text"].split()
    assert 0 < int(count) < LIMITS.processes and name == "BlockingIOError"
    assert_untouched(sibling, template)


def test_a_fork_bomb_without_end_ends_with_its_process(student, sibling, template):
    with pytest.raises((StudentTimeout, StudentDied)):
        run(student, "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass")
    student.kill()
    assert_untouched(sibling, template)


def test_a_disk_flood_meets_its_limit(student, sibling, template):
    source = """
written = 0
try:
    for number in range(1000):
        with open(f'{number}.bin', 'wb') as file:
            written += file.write(bytes(1 << 19))
except OSError as error:
    print(written, error.errno)
"""
    (output,) = run(student, source).outputs
    written, number = map(int, output["text"].split())
    assert written <= LIMITS.disk_bytes and number == 28  # no space left on device
    assert_untouched(sibling, template)


def test_a_large_file_meets_its_limit(student):
    (error,) = run(student, "open('0.bin', 'wb').write(bytes(2 << 20))").outputs
    assert error["message"] == "[Errno 27] File too large"


def test_a_flood_of_empty_files_meets_its_limit(student):
    source = "try:\n    for n in range(10_000): open(str(n), 'w').close()\nexcept OSError as error: print(error.errno)"
    assert run(student, source).outputs[0]["text"] == "28\n"


@pytest.mark.parametrize("flood", [
    "for _ in range(200_000): print('x' * 10)",
    "print('x' * 100_000_000)",
    "import sys\nfor _ in range(100_000): sys.stdout.write('a'); sys.stderr.write('b')",
    "print('\\0' * 1_000_000)",
    "for _ in range(3_000): display(1)",
    "'x' * 10_000_000",
])  # fmt: skip
def test_an_output_flood_is_cut_and_the_cell_goes_on(student, flood):
    result = run(student, f"{flood}\nfinished = True" if "display" in flood or "print" in flood else flood)
    assert result.status == "ok"
    assert sum(len(output["text"]) for output in result.outputs) < LIMITS.output_bytes + 1000
    assert "left out" in result.outputs[-1]["text"]
    assert shown(student, "1 + 1") == "2"


def test_an_endless_flood_is_a_timeout(student, sibling, template):
    with pytest.raises(StudentTimeout):
        run(student, "while True: print('x' * 1000)")
    assert_untouched(sibling, template)


# --- a hostile process ------------------------------------------------------------------------------------------------

FORGERIES = {
    "garbage": "os.write(3, b'GARBAGE' * 100)",
    "a frame of another version": "os.write(3, b'BH' + bytes([9]) + bytes(8))",
    "an endless announced length": "os.write(3, b'BH' + bytes([1]) + bytes(4) + b'\\xff' * 4)",
    "half a frame, then the end": "os.write(3, b'BH' + bytes([1])); os._exit(0)",
    "no fields": "forge({})",
    "a list": "forge([1, 2])",
    "an unknown status": "forge({'status': 'full marks', 'outputs': []})",
    "an extra field": "forge({'status': 'ok', 'outputs': [], 'score': 5.0})",
    "an HTML output": "forge({'status': 'ok', 'outputs': [{'type': 'html', 'text': '<script>'}]})",
    "a picture that is a page": "forge({'status': 'ok', 'outputs': [{'type': 'png', 'data': 'PHNjcmlwdD4='}]})",
    "a line that is a text": "forge({'status': 'error', 'outputs': [{'type': 'error', 'name': 'E', 'message': '', "
    "'line': '<b>', 'traceback': ''}]})",
    "an unhashable type": "forge({'status': 'ok', 'outputs': [{'type': ['png']}]})",
}


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=FORGERIES.keys())
def test_a_forged_reply_is_the_end_of_its_own_process_only(student, sibling, template, forgery):
    prepare = "import os, socket\nfrom autograder.student import wire\n"
    prepare += "def forge(message): os.write(3, wire.pack(message))\n"
    with pytest.raises(StudentDied):
        run(student, prepare + forgery)
    assert_untouched(sibling, template)


def test_bytes_that_drip_do_not_move_the_deadline(student):
    long_header = "import os, time\nos.write(3, b'BH' + bytes([1]) + bytes(4) + bytes([0, 48, 0, 0]))\n"
    started = time.monotonic()
    with pytest.raises(StudentTimeout):
        run(student, long_header + "while True:\n    os.write(3, b' ')\n    time.sleep(0.05)")
    assert time.monotonic() - started < LIMITS.cell_seconds + 1


@pytest.mark.parametrize("sabotage", [
    "import json\njson.dumps = lambda *a, **k: 1 / 0",
    "import builtins\nbuiltins.isinstance = lambda *a: True\nbuiltins.len = lambda *a: 0",
    "import numpy\nnumpy.ndarray = numpy.array = None",
    "import socket\nsocket.socket.sendall = lambda *a: None",
    "get_ipython().outputs.collected = lambda: 'nothing'",
    "import sys\nfor name in list(sys.modules): sys.modules[name] = None",
])  # fmt: skip
def test_sabotage_breaks_nobody_else(student, sibling, template, sabotage):
    student.run_cell("def f(x):\n    return x", "f")
    try:
        run(student, sabotage)
        student.perform("f", "function", {"args": [np.ones(3)]})
    except (StudentDied, StudentTimeout):
        pass
    assert_untouched(sibling, template)


def test_text_from_a_student_arrives_without_control_characters(student):
    (output,) = run(student, r"print('\x1b[31mred\x1b[0m \x1b]0;title\x07 \x00\x08 \ud800 end')").outputs
    assert output["text"] == "red   ? end\n"
    output["text"].encode("utf-8")


# --- the template -----------------------------------------------------------------------------------------------------


def test_a_template_made_in_a_thread_outlives_the_thread():
    made: list[Template] = []
    thread = threading.Thread(target=lambda: made.append(Template(LIMITS)))
    thread.start()
    thread.join()
    with made[0] as template:
        student = template.spawn()
        assert shown(student, "1 + 1") == "2"
        student.kill()


def test_a_template_that_died_is_started_again():
    with Template(LIMITS) as template:
        before = template.spawn()
        os.killpg(template._process._process.pid, signal.SIGKILL)
        before.connection.settimeout(10)
        assert before.connection.recv(1) == b""  # what it had forked ended with it
        before.kill()
        after = template.spawn()
        assert shown(after, "1 + 1") == "2"
        after.kill()


def test_closing_a_template_ends_its_processes():
    template = Template(LIMITS)
    student = template.spawn()
    template.close()
    with pytest.raises(StudentDied):
        run(student, "1")


def test_several_threads_can_use_one_template(template):
    answers: list[str] = []

    def work(number: int) -> None:
        student = template.spawn()
        answers.append(shown(student, f"{number} + 0"))
        student.kill()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [str(number) for number in range(6)]
