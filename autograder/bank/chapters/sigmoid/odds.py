"""From probabilities to log-odds."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.sigmoid import log_odds, log_odds_gradient

PAGE = "sigmoid#sigmoid-"
EVEN, LIKELY = np.array([0.5]), np.array([0.9])


def without_the_logarithm(probabilities):
    return probabilities / (1 - probabilities)


def without_the_other_outcome(probabilities):
    return np.log(probabilities)


def upside_down(probabilities):
    return np.log((1 - probabilities) / probabilities)


def base_ten(probabilities):
    return np.log10(probabilities / (1 - probabilities))


def logarithms_added(probabilities):
    return np.log(probabilities) + np.log(1 - probabilities)


def of_the_quotient(probabilities):
    return np.log(probabilities / (1 - probabilities))


def minus_the_inverse_odds(probabilities):
    return -np.log(1 / probabilities - 1)


def one_by_one(probabilities):
    return [2 * np.arctanh(2 * p - 1) for p in probabilities]


def _probabilities(n_samples: int, lowest: float = 0.05) -> Draw:
    def draw(rng: np.random.Generator) -> Request:
        below, above = rng.uniform(lowest, 0.45, n_samples - 1), rng.uniform(0.55, 1 - lowest, 1)
        return {"args": [rng.permutation(np.append(below, above))]}

    return draw


LOG_ODDS = Exercise(
    name="log_odds",
    kind="function",
    reference=log_odds,
    covers=("logistic-from-log-odds",),
    minutes=5,
    difficulty=1,
    hints=(
        "What are the odds of something that happens three times out of four?",
        "Try the probability 0.5. The odds are even: 1 to 1. What should the logarithm be?",
        "For 0.8 the odds are 0.8/0.2 = 4, and ln 4 = 1.386. For 0.2 they are 1/4, and the logarithm is −1.386.",
    ),
    ladder=(
        Rung("three probabilities", _probabilities(3), cases=3),
        Rung("seven probabilities", _probabilities(7)),
        Rung("nearly impossible ones too", _probabilities(4, lowest=1e-6)),
    ),
    wrong=(
        Wrong(
            "leaves out the logarithm",
            without_the_logarithm,
            "these are the odds, which are never negative",
            "What should the log-odds of an even chance be?",
            PAGE + "log-odds",
            "seeds: logistic-from-log-odds",
            confrontation=Confrontation(
                "an even chance speaks for one of the two outcomes", lambda f: np.isclose(f(EVEN)[0], 1)
            ),
        ),
        Wrong(
            "leaves out the other outcome",
            without_the_other_outcome,
            "this is the logarithm of the probability; odds compare it with that of the other outcome",
            "Is your answer ever positive?",
            PAGE + "log-odds",
            "surviving mutant",
            confrontation=Confrontation(
                "what happens nine times out of ten has odds below even", lambda f: f(LIKELY)[0] < 0
            ),
        ),
        Wrong(
            "turns the odds upside down",
            upside_down,
            "these are the log-odds of the other outcome",
            "Is your answer positive for what is likely?",
            PAGE + "log-odds",
            "seeds: logistic-sign",
            confrontation=Confrontation(
                "the likelier it gets, the lower the log-odds", lambda f: f(LIKELY)[0] < f(EVEN)[0]
            ),
        ),
        Wrong(
            "takes the logarithm with base 10",
            base_ten,
            "the natural logarithm is meant, the inverse of the exponential",
            "What is the logarithm of e in your rule?",
            PAGE + "log-odds",
            "misconceptions: CE10-log10",
            confrontation=Confrontation(
                "odds of e to 1 have the log-odds 0.43",
                lambda f: np.isclose(f(np.array([np.e / (1 + np.e)]))[0], 0.434, atol=1e-3),
            ),
        ),
        Wrong(
            "adds the logarithms",
            logarithms_added,
            "the logarithm of a quotient is a difference",
            "Is the logarithm of a quotient a sum or a difference?",
            PAGE + "log-odds",
            "surviving mutant",
            confrontation=Confrontation(
                "something and its opposite have the same log-odds",
                lambda f: np.isclose(f(LIKELY)[0], f(1 - LIKELY)[0]),
            ),
        ),
    ),
    right=(
        Right("of the quotient", of_the_quotient),
        Right("minus the inverse odds", minus_the_inverse_odds),
        Right("one by one", one_by_one),
    ),
)


def slope_of_the_sigmoid(probabilities):
    return probabilities * (1 - probabilities)


def first_term_only(probabilities):
    return 1 / probabilities


def sign_turned(probabilities):
    return -1 / (probabilities * (1 - probabilities))


def terms_subtracted(probabilities):
    return 1 / probabilities - 1 / (1 - probabilities)


def two_terms(probabilities):
    return 1 / probabilities + 1 / (1 - probabilities)


def quotient_rule(probabilities):
    odds = probabilities / (1 - probabilities)
    return (1 / (1 - probabilities) ** 2) / odds


LOG_ODDS_GRADIENT = Exercise(
    name="log_odds_gradient",
    kind="function",
    reference=log_odds_gradient,
    covers=("logistic-from-log-odds",),
    minutes=8,
    difficulty=2,
    hints=(
        "The log-odds are a difference of two logarithms. What is the derivative of each?",
        "Compare the log-odds of 0.501 and 0.499, divided by 0.002. Is it a quarter, or four?",
        "At 0.2: 1/0.2 from the first logarithm, 1/0.8 from the second, and 5 + 1.25 = 6.25.",
    ),
    ladder=(
        Rung("three probabilities", _probabilities(3), cases=3),
        Rung("seven probabilities", _probabilities(7)),
    ),
    wrong=(
        Wrong(
            "gives the slope of the sigmoid",
            slope_of_the_sigmoid,
            "the sigmoid undoes the log-odds, so its slope is the inverse of this one",
            "Near certainty the log-odds grow without end. Is their slope small or large there?",
            PAGE + "log-odds",
            "surviving mutant",
            confrontation=Confrontation(
                "from 0.98 to 0.99 the log-odds grow by 0.7, 70 times the step, and the slope is below 1",
                lambda f: f(np.array([0.985]))[0] < 1,
            ),
        ),
        Wrong(
            "forgets the other outcome",
            first_term_only,
            "the other outcome's logarithm changes as well",
            "If one outcome gains, what does the other do?",
            PAGE + "log-odds",
            "surviving mutant",
            confrontation=Confrontation(
                "at 0.999, where the log-odds shoot up, their slope is nearly 1",
                lambda f: f(np.array([0.999]))[0] < 1.01,
            ),
        ),
        Wrong(
            "turns the sign",
            sign_turned,
            "log-odds rise with the probability",
            "Do the log-odds rise or fall when the probability rises?",
            PAGE + "log-odds",
            "misconceptions: SIG02-sign",
            confrontation=Confrontation("log-odds fall when the probability rises", lambda f: f(LIKELY)[0] < 0),
        ),
        Wrong(
            "subtracts the second term",
            terms_subtracted,
            "the inner derivative of 1 − p is −1, and it meets another minus",
            "What is the derivative of 1 − p?",
            PAGE + "log-odds",
            "misconceptions: BCE05-sign-between",
            confrontation=Confrontation(
                "around an even chance the log-odds do not react at all", lambda f: f(EVEN)[0] == 0
            ),
        ),
    ),
    right=(Right("in two terms", two_terms), Right("by the quotient rule", quotient_rule)),
)
