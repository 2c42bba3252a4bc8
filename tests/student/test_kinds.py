"""Every kind of answer is asked in the same terms, whoever gives it: a student, the reference, a wrong formula."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from autograder.student.axes import RecordingAxes
from autograder.student.functions import TABLE, WRONG_GRADIENTS, build
from autograder.student.kinds import KINDS, perform
from solutions.computation_graphs import Value


def call(answer, *args):
    return perform("function", answer, {"args": list(args)})


def typed_in_a_cell(source):
    """Return the namespace after running source as a notebook's cell would."""
    namespace = {"np": np}
    exec(compile(source, "<ipython-input-1-abc>", "exec"), namespace)
    return namespace


# --- not written yet, or raising --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "text"])
@pytest.mark.parametrize("answer", [None, ...])
def test_what_is_not_answered_is_missing(kind, answer):
    assert perform(kind, answer, {}) == {"missing": True}


def test_the_release_raises_not_implemented_and_is_missing():
    def released(x):
        raise NotImplementedError()

    class Released:
        def __init__(self, data):
            raise NotImplementedError

    assert call(released, 1.0) == {"missing": True}
    assert perform("class", Released, {"program": [["new", 1.0]], "return": []}) == {"missing": True}


def test_a_not_implemented_error_with_a_reason_is_the_students_own():
    def half(x):
        raise NotImplementedError("only for one sample")

    assert call(half, 1.0)["error"]["message"] == "only for one sample"


def test_what_is_raised_is_told_with_the_line_of_the_students_cell():
    answer = typed_in_a_cell("def answer(x):\n    y = x\n    return y[7]\n")["answer"]
    error = call(answer, np.zeros(2))["error"]
    assert (error["type"], error["line"]) == ("IndexError", 3)


def test_the_line_is_the_innermost_one_of_the_cell():
    source = "def inner(x):\n    return np.reshape(x, (7, 7))\ndef answer(x):\n    return inner(x)\n"
    assert call(typed_in_a_cell(source)["answer"], np.zeros(2))["error"]["line"] == 2


def test_an_exception_that_cannot_be_printed_is_still_told():
    class Evil(Exception):
        def __str__(self):
            raise RuntimeError

    def answer(x):
        raise Evil

    assert call(answer, 1.0)["error"] == {"type": "Evil", "line": None, "message": ""}


def test_a_long_message_is_cut():
    def answer(x):
        raise ValueError("a" * 10_000)

    assert len(call(answer, 1.0)["error"]["message"]) == 500


def test_too_few_arguments_and_no_function_at_all_are_told_as_type_errors():
    assert call(lambda: 1, 1.0)["error"]["type"] == "TypeError"
    assert call(5, 1.0)["error"]["type"] == "TypeError"


# --- functions --------------------------------------------------------------------------------------------------------


def test_a_function_is_called_by_value():
    np.testing.assert_array_equal(call(lambda x: x * 2, np.arange(3.0))["value"], [0, 2, 4])


def test_a_call_that_changes_its_argument_says_which_and_leaves_the_request_alone():
    def answer(a, b):
        b -= 1
        return a + b

    request = {"args": [np.ones(2), np.ones(2)]}
    assert perform("function", answer, request)["changed"] == [1]
    np.testing.assert_array_equal(request["args"][1], np.ones(2))


@pytest.mark.parametrize(
    "change", [lambda x: x.resize(3, refcheck=False), lambda x: x.fill(np.nan), lambda x: x.sort()]
)
def test_every_sort_of_change_is_seen(change):
    assert call(lambda x: change(x), np.array([2.0, 1.0]))["changed"] == [0]


def test_a_list_that_is_changed_is_seen_and_one_that_is_read_is_not():
    assert call(lambda x: x.append(1), [1.0])["changed"] == [0]
    assert "changed" not in call(lambda x: sum(x), [1.0])


def test_a_generator_that_changes_its_input_while_it_runs_is_seen():
    def answer(x):
        for i in range(len(x)):
            x[i] = 0
            yield i

    assert call(answer, np.ones(2)) == {"value": [0, 1], "changed": [0]}


def test_what_cannot_be_graded_says_what_to_return_instead():
    assert "return numbers" in call(lambda x: object(), 1.0)["error"]["message"]


# --- functions of functions -------------------------------------------------------------------------------------------

POINT = np.array([0.7, -1.2, 0.4])


@pytest.mark.parametrize("name", TABLE)
def test_the_right_gradient_of_each_named_function_agrees_with_differences(name):
    described = {"fn": name, "coef": [2.0, -1.0, 0.5]}
    f, gradient = build(described), build(described | {"gradient": "right"})
    differences = [(f(POINT + step) - f(POINT - step)) / 2e-6 for step in 1e-6 * np.eye(3)]
    np.testing.assert_allclose(gradient(POINT), differences, rtol=1e-8)


@pytest.mark.parametrize("name", TABLE)
@pytest.mark.parametrize("word", [word for word in WRONG_GRADIENTS if word != "right"])
def test_every_wrong_gradient_of_each_named_function_is_wrong(name, word):
    described = {"fn": name, "coef": [2.0, -1.0, 0.5]}
    right, wrong = (build(described | {"gradient": each})(POINT) for each in ("right", word))
    assert np.abs(right - wrong).max() > 0.1


def test_a_named_function_arrives_as_a_function():
    reply = call(lambda f, x: f(x), {"fn": "cubic", "coef": [2.0]}, np.array([3.0]))
    assert reply == {"value": 54.0}


def test_an_unknown_function_is_an_error_and_runs_nothing():
    for described in ({"fn": "os.system", "coef": [1.0]}, {"fn": "cubic", "coef": [1.0], "gradient": "none"}):
        assert call(lambda f: f, described)["error"]["type"] == "KeyError"


# --- classes ----------------------------------------------------------------------------------------------------------

PROGRAM = {
    "program": [["new", 2.0], ["new", 5.0], ["multiply", 0, 1], ["add", 2, 0], ["call", 3, "backward"]],
    "return": [["data", [3, 2]], ["grad", [3, 2, 1, 0]]],
}


def test_a_program_runs_and_returns_what_it_asks_for_in_that_order():
    assert perform("class", Value, PROGRAM) == {"value": {"data": [12.0, 10.0], "grad": [1.0, 1.0, 2.0, 6.0]}}


@pytest.mark.parametrize(
    ("grad", "says"),
    [
        (None, "grad should be a number, and is a NoneType"),
        ("6.0", "grad should be a number, and is a str"),
        (np.ones(1), "grad should be a number, and is a ndarray"),
        (1j, "grad should be a number, and is a complex"),
        ([1.0], "grad should be a number, and is a list"),
    ],
)
def test_a_gradient_that_is_no_number_is_told_in_plain_words(grad, says):
    class Odd(Value):
        def backward(self):
            self.grad = grad

    assert perform("class", Odd, {"program": [["new", 1.0], ["call", 0, "backward"]], "return": [["grad", [0]]]}) == {
        "error": {"type": "NotPlain", "line": None, "message": says}
    }


@pytest.mark.parametrize("grad", [6, 6.0, np.float64(6), np.float32(6), np.array(6.0), np.int64(6)])
def test_a_gradient_may_be_any_sort_of_number(grad):
    class Odd(Value):
        def backward(self):
            self.grad = grad

    request = {"program": [["new", 1.0], ["call", 0, "backward"]], "return": [["grad", [0]]]}
    assert perform("class", Odd, request) == {"value": {"grad": [6.0]}}


def test_a_class_without_a_method_or_attribute_is_told_so():
    class Bare:
        def __init__(self, data):
            self.data = data

    assert perform("class", Bare, PROGRAM)["error"]["type"] == "TypeError"
    request = {"program": [["new", 1.0]], "return": [["grad", [0]]]}
    assert perform("class", Bare, request)["error"]["type"] == "AttributeError"


# --- initialisers, values, choices ------------------------------------------------------------------------------------


def test_an_initialiser_is_called_with_a_fresh_generator_for_each_seed():
    reply = perform("initialiser", lambda n, rng: rng.normal(size=n), {"args": [3], "seeds": [1, 1, 2]})
    first, again, other = reply["value"]
    np.testing.assert_array_equal(first, again)
    np.testing.assert_array_equal(other, np.random.default_rng(2).normal(size=3))


def test_a_value_is_taken_as_it_is_and_a_function_is_refused():
    assert perform("value", (1, 2.5), {}) == {"value": (1, 2.5)}
    assert perform("choice", "c", {}) == {"value": "c"}
    for answer in (lambda: 1, Value, np.exp, len):
        assert "give the value itself" in perform("value", answer, {})["error"]["message"]


# --- plots ------------------------------------------------------------------------------------------------------------

X, Y = np.array([1.0, 2.0, 3.0]), np.array([[1.0, 4.0], [2.0, 5.0], [3.0, 6.0]])

DRAWINGS = {
    "one line a column": lambda ax: ax.plot(X, Y, label=["a", "b"]),
    "line after line": lambda ax: [ax.plot(X, Y[:, k], "o-", label=f"class {k}", lw=2) for k in range(2)],
    "without x": lambda ax: ax.plot(Y[:, 0], label="a"),
    "labels that are numbers": lambda ax: [ax.plot(X, Y[:, k], label=k) for k in range(2)],
    "one point": lambda ax: ax.plot(1.0, 2.0, "o", label="a"),
    "lists": lambda ax: ax.plot([1, 2], [3, 4], label="a"),
    "logarithmic": lambda ax: ax.semilogx(X, Y[:, 0], label="a"),
    "labels afterwards": lambda ax: ax.plot(X, Y[:, 0])[0].set_label("a"),
    "nothing": lambda ax: ax.plot(),
    "axes labels by keyword": lambda ax: (
        ax.plot(X, X, label="a"),
        ax.set_xlabel(xlabel="t"),
        ax.set_ylabel(ylabel="p"),
    ),
    "axes labels together": lambda ax: (ax.plot(X, X, label="a"), ax.set(xlabel="t", ylabel="p", title="T")),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_what_is_recorded_is_what_matplotlib_draws(name):
    recording, real = RecordingAxes(), Figure().subplots()
    DRAWINGS[name](recording)
    DRAWINGS[name](real)
    found = recording.recorded()
    lines = sorted(real.lines, key=lambda line: str(line.get_label()))
    assert len(found["lines"]) == len(lines)
    for got, line in zip(found["lines"], lines, strict=True):
        np.testing.assert_array_equal(got["x"], line.get_xdata())
        np.testing.assert_array_equal(got["y"], line.get_ydata())
    assert found["labelled"] == [bool(real.get_xlabel()), bool(real.get_ylabel())]


@pytest.mark.parametrize(
    ("draw", "told"),
    [
        (lambda ax: ax.plot(X, Y, label=["a", "b"]), True),
        (lambda ax: ax.plot(X, Y), False),
        (lambda ax: ax.plot(X, Y, label="both"), False),
        (lambda ax: ax.plot(X, Y, label=["a", "_hidden"]), False),
        (lambda ax: ax.plot(X, Y, label=["a", " "]), False),
        (lambda ax: (ax.plot(X, Y), ax.legend(["a", "b"])), True),
        (lambda ax: ax.legend(ax.plot(X, Y), ["a", "b"]), True),
        (lambda ax: (ax.plot(X, Y, label=["a", "b"]), ax.legend(loc="best")), True),
        (lambda ax: (ax.plot(X, Y), ax.legend()), False),
    ],
)
def test_lines_are_told_apart_by_labels_that_a_legend_shows(draw, told):
    axes = RecordingAxes()
    draw(axes)
    assert axes.recorded()["told apart"] is told


def test_fewer_labels_than_lines_leave_the_last_ones_without():
    axes = RecordingAxes()
    axes.plot(X, Y)
    axes.legend(["a"])
    assert axes.recorded()["told apart"] is False
    assert len(axes.recorded()["lines"]) == 2


def test_lines_come_in_the_order_of_their_labels_whatever_the_order_of_drawing():
    axes = RecordingAxes()
    axes.plot(X, Y[:, 1], label="class 1")
    axes.plot(X, Y[:, 0], label="class 0")
    np.testing.assert_array_equal([line["y"] for line in axes.recorded()["lines"]], Y.T)


def test_a_buffer_that_is_used_again_does_not_change_what_was_drawn():
    axes, buffer = RecordingAxes(), X.copy()
    axes.plot(buffer, buffer, label="a")
    buffer[:] = 0
    np.testing.assert_array_equal(axes.recorded()["lines"][0]["y"], X)


def test_other_calls_do_nothing_however_long_their_chain():
    axes = RecordingAxes()
    axes.figure.colorbar(axes.get_xaxis().label).ax.set_title("t")
    axes.grid(True)
    assert axes.recorded() == {"lines": [], "labelled": [False, False], "told apart": True}


def test_a_plot_is_recorded_in_the_reply():
    reply = perform("plot", lambda ax, x: ax.plot(x, x, label="a"), {"args": [X]})
    np.testing.assert_array_equal(reply["value"]["lines"][0]["x"], X)
