"""What drawn cases can tell apart: a case that no mistake survives, for every exercise where there can be one."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import bank
from autograder.bank.cases import secret_cases
from autograder.student.judge import judge
from autograder.student.kinds import perform

OVERFLOW = "what overflows shows with large scores only, and there other mistakes give the right limit"
ZEROS = "0 times infinity shows with zeros only, and where targets are one-hot the largest target is the only one"
# exercises of which no single case catches every wrong formula, and why none can
BY_SEVERAL = {
    "sigmoid": OVERFLOW,
    "softmax_loss": OVERFLOW,
    "class_probabilities": OVERFLOW,
    "network_forward": OVERFLOW,
    "cross_entropy": ZEROS,
    "cross_entropy_gradient": ZEROS,
    "numerical_gradient": "a one-sided step is exact where the function is linear, and inputs that interact need two",
    "gate": "a case has one gate: what is wrong with a maximum does not show in a sum",
}
FUNCTIONS = [exercise for exercise in bank.exercises().values() if exercise.kind == "function"]


def caught(exercise) -> list[set[str]]:
    """Return for each drawn case the names of the wrong formulas that fail on it."""
    found = []
    for case in secret_cases(exercise, b"fixture power", bank.exercises()):
        names = set()
        for wrong in exercise.wrong:
            with np.errstate(all="ignore"):
                try:
                    reply = perform(exercise.kind, wrong.answer, case.request)
                except Exception as error:
                    reply = {"error": {"type": type(error).__name__, "line": None, "message": ""}}
            if judge(exercise.kind, [case], [reply], exercise.shares, exercise.tolerance).mismatch is not None:
                names.add(wrong.name)
        found.append(names)
    return found


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("exercise", FUNCTIONS, ids=lambda exercise: exercise.name)
def test_every_mistake_fails_on_two_cases_and_one_case_catches_all(exercise):
    cases, names = caught(exercise), {wrong.name for wrong in exercise.wrong}
    rare = {name for name in names if sum(name in each for each in cases) < 2}
    assert rare == set()
    assert (names in cases) != (exercise.name in BY_SEVERAL)
