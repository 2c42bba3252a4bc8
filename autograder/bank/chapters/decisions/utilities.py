"""What a choice is worth on average."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
from autograder.student.judge import Tolerance
from autograder.student.kinds import Request
from solutions.decisions import expected_utilities, utility_decision

PAGE = "decisions#decisions-"
WHOLE = Tolerance(rtol=0.0, atol=0.1, reason="whole numbers")
# one sample, two classes
SURE = np.array([[0.99, 0.01]])
UNSURE = np.array([[0.6, 0.4]])


def most_probable_class(probabilities, utilities):
    return np.argmax(probabilities, axis=1)


def largest_utility(probabilities, utilities):
    return np.full(len(probabilities), np.argmax(utilities))


def best_sample(probabilities, utilities):
    return np.argmax(probabilities * utilities, axis=0)


def worth_of_the_best(probabilities, utilities):
    return np.max(probabilities * utilities, axis=1)


def counted_from_one(probabilities, utilities):
    return np.argmax(probabilities * utilities, axis=1) + 1


def divided(probabilities, utilities):
    return np.argmax(probabilities / utilities, axis=1)


def sample_by_sample(probabilities, utilities):
    found = []
    for row in probabilities:
        worth = [p * u for p, u in zip(row, utilities, strict=True)]
        found.append(max(range(len(worth)), key=worth.__getitem__))
    return found


def through_logarithms(probabilities, utilities):
    with np.errstate(divide="ignore"):
        return np.argmax(np.log(probabilities) + np.log(utilities), axis=1)


def _probabilities(rng: np.random.Generator, n_samples: int, n_classes: int) -> np.ndarray:
    return rng.dirichlet(np.full(n_classes, 1.2), n_samples)


def _classes_that_pay(n_samples: int, n_classes: int) -> Draw:
    def draw(rng: np.random.Generator) -> Request:
        utilities = rng.permutation(np.linspace(0.4, 1.4, n_classes)) + rng.uniform(0, 0.1, n_classes)
        return {"args": [_probabilities(rng, n_samples, n_classes), utilities]}

    return draw


UTILITY_DECISION = Exercise(
    name="utility_decision",
    kind="function",
    reference=utility_decision,
    tolerance=WHOLE,
    covers=("utility-decision",),
    minutes=8,
    difficulty=2,
    hints=(
        "If you choose class k, with which probability are you paid, and how much?",
        "Let one utility be a million, and its class rather improbable. Does your choice change?",
        "Probabilities (0.7, 0.3), utilities (2, 5): on average 1.4 and 1.5, so class 1, though it is less probable.",
    ),
    ladder=(
        Rung("three classes", _classes_that_pay(24, 3), cases=3),
        Rung("five classes", _classes_that_pay(40, 5)),
        Rung("as many samples as classes, again and again", _classes_that_pay(24, 4)),
    ),
    wrong=(
        Wrong(
            "chooses the most probable class",
            most_probable_class,
            "what a right choice is worth is left out",
            "Would you choose differently if one class paid a thousand times as much?",
            PAGE + "utility",
            "seeds: most-probable-class",
            confrontation=Confrontation(
                "a million at 4 to 6 is left for a single coin",
                lambda f: f(UNSURE, np.array([1.0, 1e6]))[0] == 0,
            ),
        ),
        Wrong(
            "chooses the class that pays most",
            largest_utility,
            "how probable it is to be paid is left out",
            "Would you choose differently if that class were all but impossible?",
            PAGE + "utility",
            "seeds: largest-utility",
            confrontation=Confrontation(
                "one coin for sure is left for two at 1 to 99", lambda f: f(SURE, np.array([1.0, 2.0]))[0] == 1
            ),
        ),
        Wrong(
            "looks for the best sample of each class",
            best_sample,
            "there is one answer for each class; each sample needs one",
            "How many choices are to be made?",
            PAGE + "utility",
            "misconceptions: SMX02-axis-0",
            confrontation=Confrontation(
                "one sample gets two choices", lambda f: np.size(f(SURE, np.array([1.0, 2.0]))) == 2
            ),
        ),
        Wrong(
            "returns what the best choice is worth",
            worth_of_the_best,
            "the question was which class to choose",
            "Is your answer a class?",
            PAGE + "utility",
            "seeds: utility-decision",
            confrontation=Confrontation(
                "of two classes, class 99 is chosen", lambda f: f(SURE, np.array([100.0, 1.0]))[0] == 99
            ),
        ),
        Wrong(
            "counts the classes from 1",
            counted_from_one,
            "the first class is class 0",
            "Which number has the first class?",
            PAGE + "utility",
            "misconceptions: OHT02-labels-from-1",
            confrontation=Confrontation(
                "of two classes, 0 and 1, class 2 is chosen", lambda f: f(SURE, np.array([1.0, 1e6]))[0] == 2
            ),
        ),
        Wrong(
            "divides by the utilities",
            divided,
            "a class that pays well is then avoided",
            "Does a higher payment speak for a class or against it?",
            PAGE + "utility",
            "surviving mutant",
            confrontation=Confrontation(
                "the likelier class is turned down because it pays well",
                lambda f: f(UNSURE, np.array([1e6, 1.0]))[0] == 1,
            ),
        ),
    ),
    right=(Right("sample by sample", sample_by_sample), Right("through logarithms", through_logarithms)),
)

TREAT = np.array([[0.0, -1.0], [-90.0, 0.0]])  # healthy and ill, against waiting and treating


def table_transposed(probabilities, utilities):
    return probabilities @ utilities.T


def plain_mean(probabilities, utilities):
    return np.tile(np.mean(utilities, axis=0), (len(probabilities), 1))


def plain_sum(probabilities, utilities):
    return np.tile(np.sum(utilities, axis=0), (len(probabilities), 1))


def most_probable_row(probabilities, utilities):
    return utilities[np.argmax(probabilities, axis=1)]


def for_the_diagonal(probabilities, utilities):
    return probabilities * np.diagonal(utilities)


def term_by_term(probabilities, utilities):
    table = np.zeros((probabilities.shape[0], utilities.shape[1]))
    for n, row in enumerate(probabilities):
        for k, p in enumerate(row):
            table[n] += p * utilities[k]
    return table


def with_broadcasting(probabilities, utilities):
    return np.sum(probabilities[:, :, None] * utilities[None, :, :], axis=1)


def _classes_and_actions(n_samples: int, n_classes: int, n_actions: int) -> Draw:
    def draw(rng: np.random.Generator) -> Request:
        return {"args": [_probabilities(rng, n_samples, n_classes), 3 * rng.normal(size=(n_classes, n_actions))]}

    return draw


EXPECTED_UTILITIES = Exercise(
    name="expected_utilities",
    kind="function",
    reference=expected_utilities,
    covers=("utility-decision",),
    minutes=8,
    difficulty=2,
    hints=(
        "How much does the second action earn on average, if class k is true with probability p_k?",
        "Set one probability to 1. Which row of the utilities should come out?",
        "Probabilities (0.2, 0.8), utilities ((5, 0), (1, 3)): 0.2 · 5 + 0.8 · 1 = 1.8 and 0.2 · 0 + 0.8 · 3 = 2.4.",
    ),
    ladder=(
        Rung("two actions", _classes_and_actions(5, 3, 2), cases=3),
        Rung("more actions than classes", _classes_and_actions(3, 2, 4)),
        Rung("as many actions as classes", _classes_and_actions(4, 3, 3)),
    ),
    wrong=(
        Wrong(
            "transposes the utilities",
            table_transposed,
            "classes and actions change places; with other sizes there is an error",
            "Which axis of the utilities counts the classes?",
            PAGE + "table",
            "misconceptions: LIN01-transposed",
            confrontation=Confrontation(
                "treating an ill patient costs 90, and waiting costs nothing",
                lambda f: f(np.array([[0.0, 1.0]]), TREAT).tolist() == [[-1, 0]],
            ),
        ),
        Wrong(
            "takes the plain mean of the utilities",
            plain_mean,
            "every class counts alike, whatever its probability",
            "Does your answer change when the probabilities do?",
            PAGE + "table",
            "seeds: largest-utility",
            confrontation=Confrontation(
                "waiting is as bad for a healthy patient as for an ill one",
                lambda f: f(np.eye(2), TREAT)[0, 0] == f(np.eye(2), TREAT)[1, 0] == -45,
            ),
        ),
        Wrong(
            "leaves out the probabilities",
            plain_sum,
            "every class counts as if it were certain",
            "Does your answer change when the probabilities do?",
            PAGE + "table",
            "seeds: largest-utility",
            confrontation=Confrontation(
                "waiting costs a healthy patient 90", lambda f: f(np.array([[1.0, 0.0]]), TREAT)[0, 0] == -90
            ),
        ),
        Wrong(
            "believes in the most probable class",
            most_probable_row,
            "the other classes are treated as impossible",
            "Does a danger of 40 per cent cost nothing?",
            PAGE + "table",
            "seeds: most-probable-class",
            confrontation=Confrontation(
                "waiting costs nothing, though the patient is ill with 40 per cent",
                lambda f: f(UNSURE, TREAT)[0, 0] == 0,
            ),
        ),
    ),
    right=(Right("term by term", term_by_term), Right("with broadcasting", with_broadcasting)),
)
