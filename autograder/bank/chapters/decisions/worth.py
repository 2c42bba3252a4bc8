"""The chapter's project: decide for every sample, and add up what the decisions were worth."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.decisions import expected_utilities, mean_utility

PAGE = "decisions#decisions-"
# two patients: the first healthy and the second ill; waiting, treating, and asking for another test
PATIENTS = np.array([[0.9, 0.1], [0.6, 0.4]])
WORTH = np.array([[0.0, -10.0, -6.0], [-90.0, -20.0, -40.0]])
TRUTH = np.array([0, 1])


def class_as_action(probabilities, utilities, labels):
    return float(np.mean(utilities[labels, np.argmax(probabilities, axis=1)]))


def believes_its_own_expectation(probabilities, utilities, labels):
    return float(np.mean(np.max(expected_utilities(probabilities, utilities), axis=1)))


def every_label_with_every_action(probabilities, utilities, labels):
    actions = np.argmax(expected_utilities(probabilities, utilities), axis=1)
    return float(np.mean(utilities[labels][:, actions]))


def sum_not_mean(probabilities, utilities, labels):
    actions = np.argmax(expected_utilities(probabilities, utilities), axis=1)
    return float(np.sum(utilities[labels, actions]))


def worst_action(probabilities, utilities, labels):
    actions = np.argmin(expected_utilities(probabilities, utilities), axis=1)
    return float(np.mean(utilities[labels, actions]))


def knows_the_truth(probabilities, utilities, labels):
    return float(np.mean(np.max(utilities[labels], axis=1)))


def patient_by_patient(probabilities, utilities, labels):
    total = 0.0
    for row, label in zip(probabilities, labels, strict=True):
        average = [float(np.dot(row, utilities[:, action])) for action in range(utilities.shape[1])]
        total += float(utilities[label][average.index(max(average))])
    return total / len(labels)


def with_one_hot_labels(probabilities, utilities, labels):
    really = np.eye(utilities.shape[0])[labels] @ utilities
    chosen = (probabilities @ utilities).argmax(axis=1)
    return np.take_along_axis(really, chosen[:, None], axis=1).mean()


def _labelled(n_samples: int, n_classes: int, n_actions: int) -> Draw:
    def draw(rng: np.random.Generator) -> Request:
        probabilities = rng.dirichlet(np.full(n_classes, 0.8), n_samples)
        labels = np.array([rng.choice(n_classes, p=row) for row in probabilities])
        return {"args": [probabilities, 3 * rng.normal(size=(n_classes, n_actions)), labels]}

    return draw


MEAN_UTILITY = Exercise(
    name="mean_utility",
    kind="function",
    reference=mean_utility,
    uses=("expected_utilities",),
    covers=("utility-decision",),
    minutes=25,
    difficulty=3,
    hints=(
        "Which numbers may the decision look at, and which ones only the payment?",
        "Take one sample with a certain, right probability. Which entry of the table should be the answer?",
        "Actions (1, 0), labels (0, 1), utilities ((2, 5), (7, 1)): the entries (0, 1) and (1, 0), so (5 + 7)/2 = 6.",
    ),
    ladder=(
        Rung("three classes, four actions", _labelled(30, 3, 4), cases=3),
        Rung("two classes, five actions", _labelled(40, 2, 5)),
        Rung("as many actions as classes", _labelled(40, 3, 3)),
    ),
    wrong=(
        Wrong(
            "takes the most probable class for the action",
            class_as_action,
            "the utilities have no say in what is done",
            "Which number of an action would *treat* have? And which class has it?",
            PAGE + "utility",
            "seeds: most-probable-class",
            confrontation=Confrontation(
                "an illness at 40 per cent is left alone, at an average loss of 45",
                lambda f: f(PATIENTS, WORTH, TRUTH) == -45,
            ),
        ),
        Wrong(
            "believes its own expectation",
            believes_its_own_expectation,
            "what was expected is averaged; what came true is never looked at",
            "Change a label. Does your answer change?",
            PAGE + "worth",
            "seeds: utility-decision",
            confrontation=Confrontation(
                "the truth is turned around, and the result stays as it is",
                lambda f: f(PATIENTS, WORTH, TRUTH) == f(PATIENTS, WORTH, 1 - TRUTH),
            ),
        ),
        Wrong(
            "pairs every label with every action",
            every_label_with_every_action,
            "two lists as two indices in turn make a whole table; each sample needs one entry",
            "How many payments are there for 30 samples?",
            PAGE + "worth",
            "misconceptions: CE05-all-pairs-index",
            confrontation=Confrontation(
                "each patient pays for the other one's treatment, too",
                lambda f: not np.isclose(f(PATIENTS, WORTH, TRUTH), (WORTH[0, 0] + WORTH[1, 1]) / 2),
            ),
        ),
        Wrong(
            "gives the sum",
            sum_not_mean,
            "the mean was asked for, so that classes of different size can be compared",
            "What happens to your answer when every sample is there twice?",
            PAGE + "worth",
            "misconceptions: CE02-sum-not-mean",
            confrontation=Confrontation(
                "two patients with losses of 0 and 20 lose 20 on average", lambda f: f(PATIENTS, WORTH, TRUTH) == -20
            ),
        ),
        Wrong(
            "takes the worst action",
            worst_action,
            "the lowest average wins",
            "Are high utilities good or bad?",
            PAGE + "utility",
            "surviving mutant",
            confrontation=Confrontation(
                "a healthy patient, known to be healthy, is treated",
                lambda f: f(np.array([[1.0, 0.0]]), WORTH, np.array([0])) == -10,
            ),
        ),
        Wrong(
            "knows the truth before it decides",
            knows_the_truth,
            "the action is chosen by the label, which nobody has at that time",
            "Do the probabilities matter to your answer?",
            PAGE + "worth",
            "seeds: utility-decision",
            confrontation=Confrontation(
                "probabilities that are all wrong cost nothing",
                lambda f: f(PATIENTS, WORTH, TRUTH) == f(1 - PATIENTS, WORTH, TRUTH) == -10,
            ),
        ),
    ),
    right=(Right("patient by patient", patient_by_patient), Right("with one-hot labels", with_one_hot_labels)),
)
