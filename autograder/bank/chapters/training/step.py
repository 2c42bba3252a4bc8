"""One step against the gradient."""

from __future__ import annotations

import numpy as np

from autograder.bank.draws import numbers
from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.training import descent_step

PAGE = "training#training-step"


def uphill(parameter, gradient, rate):
    return parameter + rate * gradient


def only_the_step(parameter, gradient, rate):
    return -rate * gradient


def without_the_rate(parameter, gradient, rate):
    return parameter - gradient


def divided_by_the_rate(parameter, gradient, rate):
    return parameter - gradient / rate


def signs_only(parameter, gradient, rate):
    return parameter - rate * np.sign(gradient)


def sign_by_side(parameter, gradient, rate):
    return np.where(gradient < 0, parameter + rate * gradient, parameter - rate * gradient)


def normalised(parameter, gradient, rate):
    return parameter - rate * gradient / np.linalg.norm(gradient)


def in_place_on_a_copy(parameter, gradient, rate):
    new = np.array(parameter)
    new -= np.multiply(gradient, rate)
    return new


def number_by_number(parameter, gradient, rate):
    new = np.empty(parameter.shape)
    for place in np.ndindex(parameter.shape):
        new[place] = parameter[place] - rate * gradient[place]
    return new


def _parameters(*shape: int) -> Draw:
    def draw(rng: np.random.Generator) -> Request:
        return {"args": [numbers(rng, *shape), numbers(rng, *shape), float(rng.uniform(0.05, 0.4))]}

    return draw


# Two parameters at 1 and 1, the gradient (3, −4), the rate 0.1.
AT, UP, RATE = np.ones(2), np.array([3.0, -4.0]), 0.1


def _moved(answer, gradient=UP, rate=RATE):
    return np.asarray(answer(AT, gradient, rate)) - AT


DESCENT_STEP = Exercise(
    name="descent_step",
    kind="function",
    reference=descent_step,
    ladder=(
        Rung("three parameters", _parameters(3), cases=3),
        Rung("a table", _parameters(4, 3)),
        Rung("a stack of tables", _parameters(2, 3, 5), share=0.25),
    ),
    wrong=(
        Wrong(
            "goes uphill",
            uphill,
            "the step is added, so that the loss grows",
            "Which way does the gradient point: up or down?",
            PAGE,
            "seeds: gradient-ascent-update",
            confrontation=Confrontation(
                "a parameter with a positive gradient is raised, and the loss with it",
                lambda answer: _moved(answer)[0] > 0 > _moved(answer)[1],
            ),
        ),
        Wrong(
            "forgets where it stood",
            only_the_step,
            "the new parameter is the step alone, as if every step began at zero",
            "If the gradient is zero, where should the parameter be?",
            PAGE,
            "misconceptions: GDS02-assign",
            confrontation=Confrontation(
                "with a gradient of 0 the parameters jump to 0",
                lambda answer: np.allclose(_moved(answer, np.zeros(2)), -AT),
            ),
        ),
        Wrong(
            "leaves out the learning rate",
            without_the_rate,
            "every step is as long as the gradient",
            "What decides how far a step goes?",
            PAGE,
            "surviving mutant",
            confrontation=Confrontation(
                "with the learning rate 0 the parameters move",
                lambda answer: np.abs(_moved(answer, rate=0.0)).max() > 0,
            ),
        ),
        Wrong(
            "divides by the learning rate",
            divided_by_the_rate,
            "a smaller learning rate now makes the step longer",
            "Halve the learning rate. Does your step get shorter?",
            PAGE,
            "misconceptions: GDS06-divide-by-lr",
            confrontation=Confrontation(
                "half the learning rate makes the step twice as long",
                lambda answer: np.allclose(_moved(answer, rate=RATE / 2), 2 * _moved(answer)),
            ),
        ),
        Wrong(
            "keeps only the sign of the gradient",
            signs_only,
            "the direction is kept and the slope is not, so steps do not shorten near the bottom",
            "Should the steps get shorter where the slope gets smaller?",
            PAGE,
            "misconceptions: GDS05-sign-only",
            confrontation=Confrontation(
                "a slope a thousand times smaller gives the same step",
                lambda answer: np.allclose(_moved(answer, UP / 1000), _moved(answer)) and _moved(answer)[0] < 0,
            ),
        ),
        Wrong(
            "adds where the gradient is negative",
            sign_by_side,
            "the gradient's own sign turns the step already",
            "Which way does the parameter go if you subtract a negative number?",
            PAGE,
            "misconceptions: GDS03-sign-by-side",
            confrontation=Confrontation(
                "two parameters with gradients of opposite signs move the same way",
                lambda answer: (_moved(answer) < 0).all(),
            ),
        ),
        Wrong(
            "divides by the length of the gradient",
            normalised,
            "all steps are equally long, so the walk cannot come to rest",
            "How long is your step right beside the bottom?",
            PAGE,
            "misconceptions: GDS07-normalised",
            confrontation=Confrontation(
                "a slope a thousand times smaller gives a step of the same length, and not the same in both directions",
                lambda answer: (
                    np.allclose(_moved(answer, UP / 1000), _moved(answer)) and not np.isclose(*np.abs(_moved(answer)))
                ),
            ),
        ),
    ),
    right=(Right("in place on a copy", in_place_on_a_copy), Right("number by number", number_by_number)),
    hints=(
        "If the loss grows with a parameter, which way should the parameter go?",
        "Try a gradient of 0, and then a rate of 0: the parameters must stay where they are, both times.",
        "At 5, with the gradient −2 and the rate 0.3, the step leads to 5 − 0.3 · (−2) = 5.6.",
    ),
    covers=("gradient-descent-update-rule", "mlp-label-smoothing-update"),
    minutes=4,
    difficulty=1,
)
