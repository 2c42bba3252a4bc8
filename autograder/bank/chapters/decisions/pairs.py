"""How many classifiers of two classes it takes."""

from __future__ import annotations

from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
from autograder.student.judge import Tolerance
from solutions.decisions import n_pairs

PAGE = "decisions#decisions-"
WHOLE = Tolerance(rtol=0.0, atol=0.1, reason="whole numbers")


def pairs_with_itself(n_classes):
    return n_classes * (n_classes + 1) // 2


def ordered_pairs(n_classes):
    return n_classes * (n_classes - 1)


def one_for_each_class(n_classes):
    return n_classes


def by_counting(n_classes):
    return sum(range(n_classes))  # class k meets the k classes before it


def half_of_the_square(n_classes):
    return (n_classes**2 - n_classes) // 2


def _classes(lowest: int, highest: int) -> Draw:
    return lambda rng: {"args": [int(rng.integers(lowest, highest))]}


N_PAIRS = Exercise(
    name="n_pairs",
    kind="function",
    reference=n_pairs,
    tolerance=WHOLE,
    covers=("ovr-ovo-counts",),
    minutes=4,
    difficulty=1,
    hints=(
        "Two classes need one classifier. What does your function say for 2?",
        "Write down all pairs of the classes 0, 1, 2 and 3, and count them.",
        "Five classes: class 0 meets four others, class 1 three new ones, then two, then one: 4 + 3 + 2 + 1 = 10.",
    ),
    ladder=(Rung("some classes", _classes(4, 3000)), Rung("many classes", _classes(3000, 5000))),
    wrong=(
        Wrong(
            "sets each class against itself as well",
            pairs_with_itself,
            "a class needs no classifier to be told from itself",
            "How many classifiers do two classes need?",
            PAGE + "pairs",
            "seeds: pairs-with-self",
            confrontation=Confrontation("to tell two classes apart takes three classifiers", lambda f: f(2) == 3),
        ),
        Wrong(
            "counts every pair twice",
            ordered_pairs,
            "0 against 1 and 1 against 0 are the same classifier",
            "How many classifiers do two classes need?",
            PAGE + "pairs",
            "seeds: ordered-pairs",
            confrontation=Confrontation("to tell two classes apart takes two classifiers", lambda f: f(2) == 2),
        ),
        Wrong(
            "counts the classes",
            one_for_each_class,
            "that is the number when each class is set against all the rest together",
            "How many pairs can be made from four classes?",
            PAGE + "pairs",
            "seeds: ovr-ovo-counts",
            confrontation=Confrontation("a single class needs a classifier of two classes", lambda f: f(1) == 1),
        ),
    ),
    right=(Right("by counting", by_counting), Right("half of the square, without its diagonal", half_of_the_square)),
)
