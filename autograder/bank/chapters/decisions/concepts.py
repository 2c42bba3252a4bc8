"""A probability is not a decision, and sigmoids are not a distribution."""

from __future__ import annotations

from autograder.bank.exercise import Exercise, Wrong

SUM_OF_MANY = Exercise(
    name="sum_of_many",
    kind="choice",
    reference="d",
    why="each sigmoid is between 0 and 1 and knows nothing of the others, so the sum is between 0 and their number.",
    covers=("sigmoid-versus-softmax-outputs",),
    minutes=2,
    difficulty=1,
    hints=(
        "What do the sigmoids sum to if every score is very low?",
        "Run `sum_of_sigmoids` on three scores of −3, then on three scores of 3.",
        "Scores of −ln 9 give sigmoids of 0.1: two of them sum to 0.2. Scores of ln 9 give 1.8.",
    ),
    wrong=(
        Wrong(
            "expects the sigmoids to sum to 1",
            "a",
            "that is softmax, where a class gains what the others lose",
            "If one score rises, does another class's sigmoid fall?",
            "decisions#decisions-sigmoids",
            "misconceptions: SMX05-sigmoid-per-class",
        ),
        Wrong(
            "expects the sigmoids to sum to more than 1",
            "b",
            "for the scores −3, −2 and −4 they sum to 0.185",
            "What do the sigmoids of very low scores sum to?",
            "decisions#decisions-sigmoids",
            "seeds: sigmoids-sum-above-one",
        ),
        Wrong(
            "expects the sigmoids to sum to less than 1",
            "c",
            "three scores of 3 give 0.95 each",
            "What do the sigmoids of very high scores sum to?",
            "decisions#decisions-sigmoids",
            "seeds: sigmoid-versus-softmax-outputs",
        ),
    ),
)

PROBABILITY_OR_DECISION = Exercise(
    name="probability_or_decision",
    kind="choice",
    reference="b",
    why="the probability says what is likely, the costs say what a mistake is worth, and the decision needs both.",
    covers=("utility-decision",),
    minutes=3,
    difficulty=1,
    hints=(
        "What does the doctor know that the classifier does not?",
        "Let the treatment be a glass of water, and the illness deadly. Then the other way round.",
        "With costs of 1 and 9 the alarm pays from 1/(1 + 9) = 0.1 on.",
    ),
    wrong=(
        Wrong(
            "takes one half for the threshold",
            "a",
            "one half is the threshold only when both mistakes cost the same",
            "Are both mistakes equally bad here?",
            "decisions#decisions-threshold",
            "seeds: most-probable-class",
        ),
        Wrong(
            "corrects the probability instead of the decision",
            "c",
            "a probability that is bent to fit a decision is wrong for every other decision",
            "Will the next doctor, with other costs, be well served by a bent probability?",
            "decisions#decisions-probability",
            "seeds: utility-decision",
        ),
        Wrong(
            "takes the probability for irrelevant",
            "d",
            "at 0.001 the same doctor would wait",
            "Would the doctor treat everybody, whatever the classifier says?",
            "decisions#decisions-utility",
            "seeds: largest-utility",
        ),
    ),
)

EXPLAIN_THRESHOLD = Exercise(
    name="explain_threshold",
    kind="text",
    covers=("utility-decision",),
    minutes=8,
    difficulty=2,
    hints=(
        "What does each of the two actions cost on average, if the probability is p?",
        "Draw both average costs against p. Where do the lines cross?",
        "With costs 1 and 4: an alarm costs 1 − p, none costs 4p, and at p = 0.2 both are 0.8.",
    ),
    rubric=(
        "1 point: the average cost of each action, with p and 1 − p in the right places.",
        "1 point: the threshold is where both are equal, and it depends on the quotient of the costs alone.",
        "1 point: the classifier's probability stays as it is; other costs ask for another threshold.",
    ),
)
