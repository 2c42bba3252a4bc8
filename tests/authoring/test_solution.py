"""A solution is released as signature and docstring, and nothing that students then see gives the answer away."""

from typing import Any

import pytest

from autograder.errors import AuthoringError

FUNCTION = '''\
def answer(x, step=1e-3):
    """Turn x into something else."""
    # the trick
    y = np.exp(x - step)  # here it is

    return y / np.sum(y)
'''

CLASS = '''\
class answer:
    """A number that adds."""

    def __init__(self, data):  # given whole, with its comments
        self.data = data  # as it came

    def __add__(self, other):
        """Return the sum."""
        return answer(self.data + other.data)

    def __mul__(self, other):
        """Return the product."""
        return answer(self.data * other.data)
'''


def body(text, docstring="What it does.", arguments="x"):
    lines = "".join(f"    {line}\n" for line in text.split("\n"))
    return f'def answer({arguments}):\n    """{docstring}"""\n{lines}'


# --- what becomes of it ----------------------------------------------------------------------------------------------


def test_the_region_starts_right_after_the_docstring_and_ends_with_the_body(solved):
    assert solved(FUNCTION).marked.split("\n") == [
        "def answer(x, step=1e-3):",
        '    """Turn x into something else."""',
        "    ### BEGIN SOLUTION",
        "    # the trick",
        "    y = np.exp(x - step)  # here it is",
        "",
        "    return y / np.sum(y)",
        "    ### END SOLUTION",
    ]


def test_students_get_signature_docstring_and_a_stub_that_raises(solved):
    assert solved(FUNCTION).released.split("\n") == [
        "def answer(x, step=1e-3):",
        '    """Turn x into something else."""',
        "    # YOUR CODE HERE",
        "    raise NotImplementedError()",
    ]


def test_every_line_of_the_body_is_a_secret(solved):
    assert solved(FUNCTION).secret_lines == (
        "# the trick",
        "y = np.exp(x - step)  # here it is",
        "return y / np.sum(y)",
    )


def test_a_class_shows_the_methods_that_are_given_and_hides_the_others(solved):
    solution = solved(CLASS, given=("__init__",))
    assert "self.data = data  # as it came" in solution.released
    assert "answer(self.data" not in solution.released
    assert solution.released.count("raise NotImplementedError()") == 2
    assert solution.marked.count("### BEGIN SOLUTION") == solution.marked.count("### END SOLUTION") == 2


def test_what_is_released_runs_and_answers_nothing(solved):
    scope: dict[str, Any] = {}
    exec(solved(FUNCTION).released, scope)
    with pytest.raises(NotImplementedError):
        scope["answer"](1.0)


def test_nested_functions_and_local_imports_belong_to_the_body(solved):
    inner = "def inner(y):  # helps\n    return y\nreturn inner(x)"
    assert "inner" not in solved(body(inner)).released


# --- what cannot be released -----------------------------------------------------------------------------------------

REFUSED = {
    "a constant": ("answer = 3\n", "not a function or class"),
    "a lambda": ("answer = lambda x: x\n", "not a function or class"),
    "a function from elsewhere": ("from math import exp as answer\n", "not a function or class"),
    "a second name": (body("return x").replace("answer", "other") + "answer = other\n", "not a function or class"),
    "a coroutine": ("async " + body("return x"), "neither an ordinary function nor a class"),
    "a decorator": ("import functools\n\n\n@functools.wraps(len)\n" + body("return x"), "not a function or class"),
    "a decorator that hides well": (
        "def same(f):\n    return f\n\n\n@same\n" + body("return x"),
        "decorator",
    ),
    "a method with a decorator": (CLASS.replace("    def __add__", "    @staticmethod\n    def __add__"), "decorator"),
    "no docstring": ("def answer(x):\n    return x\n", "no docstring"),
    "no body": ('def answer(x):\n    """What it does."""\n', "no body"),
    "a body on the line of the signature": ('def answer(x): "What it does."; return x\n', "on one line"),
    "a body on the line of the docstring": ('def answer(x):\n    """What."""; return x\n', "on one line"),
    "a module's constant": ("EPS = 1e-3\n\n\n" + body("return x + EPS"), "uses 'EPS'"),
    "a module's helper": ("def helper(x):\n    return x\n\n\n" + body("return helper(x)"), "uses 'helper'"),
    "a helper in an inner function": (body("return [helper(y) for y in x]"), "uses 'helper'"),
    "a module's constant as default": ("EPS = 1e-3\n\n\n" + body("return x", arguments="x=EPS"), "uses 'EPS'"),
    "a module's type as annotation": ("Array = object\n\n\n" + body("return x", arguments="x: Array"), "uses 'Array'"),
    "a module's class as base": ("class Base: ...\n\n\n" + CLASS.replace("answer:", "answer(Base):"), "uses 'Base'"),
    "an earlier exercise that the bank does not name": (body("return softmax(x)"), "uses 'softmax'"),
    "a class inside the class": (CLASS + "\n    class Inner: ...\n", "more than methods and attributes"),
    "a coroutine in the class": (CLASS + "\n    async def more(self): ...\n", "more than methods and attributes"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_a_solution_is_refused_for(solved, what):
    text, cause = REFUSED[what]
    with pytest.raises(AuthoringError) as refused:
        solved(text, given=("__init__",) if "class answer" in text else ())
    assert cause in refused.value.cause
    assert refused.value.cure


def test_an_exercise_that_this_one_builds_on_may_be_used(solved):
    assert solved(body("return softmax(x)"), earlier=("softmax",)).released


def test_a_class_whose_methods_are_all_given_leaves_nothing_to_write(solved):
    with pytest.raises(AuthoringError, match="every method of the class is given"):
        solved(CLASS, given=("__init__", "__add__", "__mul__"))


def test_a_method_that_does_not_exist_cannot_be_given(solved):
    with pytest.raises(AuthoringError, match="no method backward"):
        solved(CLASS, given=("backward",))


# --- what would give the answer away ---------------------------------------------------------------------------------

SEEN = {
    "on the signature": FUNCTION.replace("1e-3):", "1e-3):  # subtract the step"),
    "on the docstring's line": FUNCTION.replace('else."""', 'else."""  # subtract the step'),
    "below the body": FUNCTION + "    # that is softmax\n",
    "between two methods": CLASS.replace("\n    def __mul__", "    # now multiply\n\n    def __mul__"),
    "above a method": CLASS.replace("    def __mul__", "    # now multiply\n    def __mul__"),
}


@pytest.mark.parametrize("place", SEEN)
def test_a_comment_that_students_would_see_is_refused(solved, place):
    with pytest.raises(AuthoringError, match="students would see the comment"):
        solved(SEEN[place], given=("__init__",) if "class answer" in SEEN[place] else ())


TOLD = {
    "as it stands": body("return x @ W + b", "Return x @ W + b.", "x, W, b"),
    "with other spaces": body("return np.exp(x - 1)", "It is np.exp( x-1 ).", "x"),
    "in backticks over two lines": body("return x * y + y", "It is `x * y\n    + y`.", "x, y"),
    "without the np.": body("y = np.exp(x)\nreturn y / np.sum(y)", "It is y / sum(y)."),
    "beside a power": body("return weights * inputs", "Not x ** 2 but weights * inputs.", "weights, inputs"),
    "small, when it is all that is returned": body("return x @ W", "Return x @ W.", "x, W"),
    "in the class's docstring": CLASS.replace("that adds", "with self.data + other.data"),
    "in another method's docstring": CLASS.replace("Return the sum", "Unlike self.data * other.data, the sum"),
}


@pytest.mark.parametrize("how", TOLD)
def test_a_formula_of_the_answer_in_a_docstring_is_refused(solved, how):
    with pytest.raises(AuthoringError, match="which is part of the answer"):
        solved(TOLD[how], given=("__init__",) if "class answer" in TOLD[how] else ())


@pytest.mark.parametrize(
    "text",
    [
        body("return np.zeros((steps + 1, n))", "Return an array of shape (steps + 1, n).", "steps, n"),
        body("total = 0.0\nfor i in range(len(x)):\n    total += x[i]\nreturn total", "Sum x; len(x) may be 0."),
        body("return x @ W + b", "Weigh x by W and add b.", "x, W, b"),
    ],
)
def test_shapes_trifles_and_words_are_no_formulas(solved, text):
    assert solved(text).released
