"""The class whose template matches best."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
from autograder.student.judge import Tolerance
from autograder.student.kinds import Request
from solutions.decisions import best_template

PAGE = "decisions#decisions-"
WHOLE = Tolerance(rtol=0.0, atol=0.1, reason="whole numbers")


def worst_template(inputs, weights, bias):
    return np.argmin(inputs @ weights + bias, axis=1)


def best_sample(inputs, weights, bias):
    return np.argmax(inputs @ weights + bias, axis=0)


def without_the_bias(inputs, weights, bias):
    return np.argmax(inputs @ weights, axis=1)


def score_of_the_best(inputs, weights, bias):
    return np.max(inputs @ weights + bias, axis=1)


def counted_from_one(inputs, weights, bias):
    return np.argmax(inputs @ weights + bias, axis=1) + 1


def sample_by_sample(inputs, weights, bias):
    found = []
    for row in inputs:
        scores = [float(np.dot(row, weights[:, k])) + bias[k] for k in range(len(bias))]
        found.append(scores.index(max(scores)))
    return found


def sorted_scores(inputs, weights, bias):
    return np.argsort(bias + np.einsum("ni,ik->nk", inputs, weights), axis=1)[:, -1]


def _classifier(n_samples: int, n_inputs: int, n_classes: int) -> Draw:
    def draw(rng: np.random.Generator) -> Request:
        inputs, weights = rng.normal(size=(n_samples, n_inputs)), rng.normal(size=(n_inputs, n_classes))
        return {"args": [inputs, weights, rng.permutation(np.linspace(-1.5, 1.6, n_classes))]}

    return draw


BEST_TEMPLATE = Exercise(
    name="best_template",
    kind="function",
    reference=best_template,
    tolerance=WHOLE,
    covers=("template-matching",),
    minutes=6,
    difficulty=1,
    hints=(
        "Which axis of the scores counts the classes?",
        "Feed a sample that equals one of the columns, with all biases 0. Which class should win?",
        "For the scores (−1, 3, 2) and (5, 0, 4) of two samples the answer is (1, 0).",
    ),
    ladder=(
        Rung("three classes", _classifier(24, 2, 3), cases=3),
        Rung("five classes", _classifier(30, 4, 5)),
        Rung("as many classes as inputs", _classifier(24, 3, 3)),
    ),
    wrong=(
        Wrong(
            "takes the template that matches worst",
            worst_template,
            "the lowest score wins",
            "Does a high score speak for a class or against it?",
            PAGE + "templates",
            "surviving mutant",
            confrontation=Confrontation(
                "a sample that equals the template of class 0 is given to class 1",
                lambda f: f(np.array([[1.0, 0.0]]), np.eye(2), np.zeros(2))[0] == 1,
            ),
        ),
        Wrong(
            "looks for the best sample of each class",
            best_sample,
            "there is one answer for each class; each sample needs one",
            "How many answers should there be: one for each sample, or for each class?",
            PAGE + "templates",
            "misconceptions: SMX02-axis-0",
            confrontation=Confrontation(
                "one sample goes in, two answers come out",
                lambda f: len(f(np.ones((1, 2)), np.eye(2), np.zeros(2))) == 2,
            ),
        ),
        Wrong(
            "forgets the bias",
            without_the_bias,
            "a class that is favoured by its bias gets no advantage",
            "Which class should win for a sample of zeros?",
            PAGE + "templates",
            "misconceptions: NEU03-bias-forgotten",
            confrontation=Confrontation(
                "class 1 has the only positive score, and class 0 wins",
                lambda f: f(np.zeros((1, 2)), np.eye(2), np.array([-9.0, 9.0]))[0] == 0,
            ),
        ),
        Wrong(
            "returns the best score",
            score_of_the_best,
            "this is how well the best template matches; the question was which one it is",
            "Is your answer a class?",
            PAGE + "templates",
            "seeds: template-matching",
            confrontation=Confrontation(
                "a sample is given to class −2, of two classes",
                lambda f: f(np.zeros((1, 2)), np.eye(2), np.array([-2.0, -9.0]))[0] == -2,
            ),
        ),
        Wrong(
            "counts the classes from 1",
            counted_from_one,
            "the first class is class 0",
            "Which number has the first class?",
            PAGE + "templates",
            "misconceptions: OHT02-labels-from-1",
            confrontation=Confrontation(
                "of two classes, 0 and 1, class 2 is chosen",
                lambda f: f(np.array([[0.0, 1.0]]), np.eye(2), np.zeros(2))[0] == 2,
            ),
        ),
    ),
    right=(Right("sample by sample", sample_by_sample), Right("by sorting the scores", sorted_scores)),
)
