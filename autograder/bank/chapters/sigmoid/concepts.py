"""What a sum near 0 means, and why the sigmoid has its formula."""

from __future__ import annotations

from autograder.bank.exercise import Exercise, Wrong

NEAR_THE_BOUNDARY = Exercise(
    name="near_the_boundary",
    kind="choice",
    reference="c",
    why="the sigmoid says 0.500025: the sample lies a hair's breadth from the boundary. The step's 1 hides that.",
    covers=("step-versus-logistic",),
    minutes=2,
    difficulty=1,
    hints=(
        "How far does the sum have to move before the step changes its mind?",
        "Compare the two answers for the sums 0.0001 and 10. Which function tells them apart?",
        "For the sum −0.2 the step says 0 and the sigmoid 0.45: nearly as likely as not.",
    ),
    wrong=(
        Wrong(
            "takes the step for certainty",
            "a",
            "1 is the *side* of the boundary; how sure one may be is what the step throws away",
            "Would the step answer differently if the sum were 10?",
            "sigmoid#sigmoid-step",
            "seeds: step-versus-logistic",
        ),
        Wrong(
            "takes the sum for the probability",
            "b",
            "the sum is the logarithm of the odds; log-odds of nearly 0 are an even chance, not an impossible one",
            "Which probability has the log-odds 0?",
            "sigmoid#sigmoid-log-odds",
            "seeds: logistic-from-log-odds",
        ),
        Wrong(
            "calls the two answers a contradiction",
            "d",
            "both are on the same side: 1 is above one half, and so is 0.500025",
            "Is 0.500025 above one half?",
            "sigmoid#sigmoid-definition",
            "seeds: step-versus-logistic",
        ),
    ),
)

EXPLAIN_LOG_ODDS = Exercise(
    name="explain_log_odds",
    kind="text",
    covers=("logistic-from-log-odds",),
    minutes=10,
    difficulty=2,
    hints=(
        "If p/(1 − p) is known, how do you get p?",
        "Solve p/(1 − p) = 4 for p, and watch what you do. Then put another letter in place of the 4.",
        "p = 3(1 − p) gives 4p = 3, so p = 3/4: the odds, divided by one more than the odds.",
    ),
    rubric=(
        "1 point: from log-odds to odds by the exponential, p/(1 − p) = e^z.",
        "1 point: solved for p, e^z / (1 + e^z), and divided through by e^z, with a minus in the exponent.",
        "1 point: odds above 1, log-odds above 0 and probability above one half are the same condition.",
    ),
)
