"""From a sum to an answer between 0 and 1: at once, or gradually."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.sigmoid import sigmoid, step

from .draws import sums_of

PAGE = "sigmoid#sigmoid-"
ZERO, ONE, FAR = np.zeros(1), np.ones(1), np.full(1, 50.0)


def fires_at_zero(sums):
    return np.where(sums >= 0, 1.0, 0.0)


def minus_one_for_silent(sums):
    return np.where(sums > 0, 1.0, -1.0)


def fires_when_negative(sums):
    return np.where(sums < 0, 1.0, 0.0)


def sign_of_the_sum(sums):
    return np.sign(sums)


def compared(sums):
    return (sums > 0).astype(float)


def zeros_and_ones(sums):
    answers = np.zeros(np.shape(sums))
    answers[sums > 0] = 1
    return answers


def _sums_and_a_zero(*shape: int) -> Draw:
    """Draw sums of both signs, one of them so small that rounding would lose it, and one exactly 0."""

    def draw(rng: np.random.Generator) -> Request:
        sums = 3 * rng.normal(size=shape)
        sums.reshape(-1)[:4] = rng.permutation([0.0, *(rng.uniform(1, 9, 3) * [1e-4, -1e-4, 1])])
        return {"args": [sums]}

    return draw


STEP = Exercise(
    name="step",
    kind="function",
    reference=step,
    covers=("step-versus-logistic",),
    minutes=3,
    difficulty=1,
    hints=(
        "Which two numbers can your function return?",
        "Try −0.001, 0 and 0.001. Two of the three answers should be equal: which two?",
        "The sums 7, −0.2 and 0 become 1, 0 and 0.",
    ),
    ladder=(
        Rung("five sums", _sums_and_a_zero(5), cases=3),
        Rung("a table of sums", _sums_and_a_zero(2, 3)),
    ),
    wrong=(
        Wrong(
            "fires at a sum of 0",
            fires_at_zero,
            "a sum of exactly 0 is not positive",
            "What does a neuron without weights and bias answer, by your rule?",
            PAGE + "step",
            "surviving mutant",
            confrontation=Confrontation(
                "a neuron whose weights and bias are all 0 fires at everything", lambda f: f(ZERO)[0] == 1
            ),
        ),
        Wrong(
            "answers −1 when it is silent",
            minus_one_for_silent,
            "a silent neuron sends 0; −1 would weigh against the next one",
            "Which number should a silent neuron send?",
            PAGE + "step",
            "seeds: step-versus-logistic",
            confrontation=Confrontation(
                "a silent neuron adds to the next one's sum, if the weight is negative", lambda f: -3 * f(-ONE)[0] > 0
            ),
        ),
        Wrong(
            "fires when the sum is negative",
            fires_when_negative,
            "the comparison is the wrong way round",
            "If everything speaks for firing, is the sum positive or negative?",
            PAGE + "step",
            "surviving mutant",
            confrontation=Confrontation(
                "a sum of 50 leaves the neuron silent, and −50 makes it fire", lambda f: f(FAR)[0] < f(-FAR)[0]
            ),
        ),
        Wrong(
            "takes the sign",
            sign_of_the_sum,
            "there are three answers, and the negative side gets −1",
            "How many different answers has a step?",
            PAGE + "step",
            "seeds: discriminant-sign-regions",
            confrontation=Confrontation(
                "there are three different answers", lambda f: len({f(s)[0] for s in (-ONE, ZERO, ONE)}) == 3
            ),
        ),
    ),
    right=(Right("by a comparison", compared), Right("zeros and ones", zeros_and_ones)),
)


def sign_lost(sums):
    return 1 / (1 + np.exp(sums))


def power_of_the_bracket(sums):
    return (1 + np.e) ** sums


def infinity_by_infinity(sums):
    return np.exp(sums) / (1 + np.exp(sums))


def tanh(sums):
    return np.tanh(sums)


def step_instead(sums):
    return np.where(sums > 0, 1.0, 0.0)


def odds(sums):
    return np.exp(sums)


def minus_in_the_denominator(sums):
    return 1 / (1 - np.exp(-sums))


def through_tanh(sums):
    return 0.5 + 0.5 * np.tanh(0.5 * sums)


def by_the_definition(sums):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-sums))


def each_tail_by_itself(sums):
    answers = np.empty(np.shape(sums))
    for place in np.ndindex(answers.shape):
        z = float(sums[place])
        answers[place] = 1 / (1 + np.exp(-z)) if z > 0 else np.exp(z) / (1 + np.exp(z))
    return answers


def _far_out(rng: np.random.Generator) -> Request:
    return {"args": [np.array([-1.0, 1.0, 1.0, -1.0]) * rng.uniform(800, 1e4, size=4)]}


SIGMOID = Exercise(
    name="sigmoid",
    kind="function",
    reference=sigmoid,
    covers=("logistic-from-log-odds", "step-versus-logistic"),
    equivalent={
        "return np.where(sums >= 0, 1, powers) / (1 + powers) -> return np.where(sums > 0, 1, powers) / (1 + powers)": (
            "at a sum of 0 the power is 1, so both branches are the same"
        ),
    },
    minutes=10,
    difficulty=1,
    hints=(
        "Which probability belongs to even odds, that is, to the sum 0? And to a very large sum?",
        "Print your answers for −1000, −1, 0, 1 and 1000. Do they rise from 0 to 1, with one half in the middle?",
        "The sum ln 4 means odds of 4 to 1: that is 4 of 5, so the answer is 0.8. For −ln 4 it is 0.2.",
    ),
    ladder=(
        Rung("four sums", sums_of(4), cases=3),
        Rung("a table of sums", sums_of(2, 3)),
        Rung("wide sums", sums_of(6, spread=8.0), cases=1),
        Rung("sums near 1000 and beyond", _far_out, share=0.25),
    ),
    wrong=(
        Wrong(
            "loses the minus in the exponent",
            sign_lost,
            "the curve is mirrored: this is the probability of the other outcome",
            "Feed in a very large sum. Which end of the range should come out?",
            PAGE + "definition",
            "seeds: logistic-sign",
            confrontation=Confrontation(
                "the more speaks for it, the less probable it gets", lambda f: f(FAR)[0] < f(-FAR)[0]
            ),
        ),
        Wrong(
            "raises the whole bracket to the power",
            power_of_the_bracket,
            "the sum is the exponent of e alone, not of 1 + e",
            "What do you get at the sum 0, where the odds are even?",
            PAGE + "definition",
            "misconceptions: NEU02-bracket",
            confrontation=Confrontation("a probability of 3.7", lambda f: 3.7 < f(ONE)[0] < 3.8),
        ),
        Wrong(
            "divides infinity by infinity",
            infinity_by_infinity,
            "for a large sum both powers are infinite, and the quotient is nan",
            "Which sign of the exponent cannot overflow?",
            PAGE + "stable",
            "misconceptions: SMX09-overflow",
            confrontation=Confrontation(
                "what is as sure as can be has the probability nan", lambda f: np.isnan(f(np.full(1, 1000.0))[0])
            ),
        ),
        Wrong(
            "takes the hyperbolic tangent",
            tanh,
            "it runs from −1 to 1, and a probability does not",
            "Which value should the middle have: 0 or one half?",
            PAGE + "definition",
            "misconceptions: SIG04-tanh-rule",
            confrontation=Confrontation("a probability is negative", lambda f: f(-ONE)[0] < 0),
        ),
        Wrong(
            "takes the step",
            step_instead,
            "it says yes or no, and not how sure",
            "Should 0.0001 and 1000 get the same answer?",
            PAGE + "step",
            "seeds: step-versus-logistic",
            confrontation=Confrontation(
                "a sum of 0.000001 makes the neuron completely sure", lambda f: f(1e-6 * ONE)[0] == 1
            ),
        ),
        Wrong(
            "stops at the odds",
            odds,
            "odds of 3 to 1 are a probability of 3/4, not of 3",
            "Can a probability exceed 1?",
            PAGE + "definition",
            "seeds: logistic-from-log-odds",
            confrontation=Confrontation("a probability exceeds 2", lambda f: f(ONE)[0] > 2),
        ),
        Wrong(
            "subtracts the power",
            minus_in_the_denominator,
            "the share of one outcome is its part of the *sum* of both",
            "What does your rule give at the sum 0?",
            PAGE + "definition",
            "surviving mutant",
            confrontation=Confrontation("a probability is negative", lambda f: f(-ONE)[0] < 0),
        ),
    ),
    right=(
        Right("through the hyperbolic tangent", through_tanh),
        Right("by the definition", by_the_definition),
        Right("each tail by itself", each_tail_by_itself),
    ),
)
