"""What a loss is compared with, why one sum disappears, and where cross-entropy comes from."""

from __future__ import annotations

from autograder.bank.exercise import Exercise, Wrong

PAGE = "cross_entropy#cross-entropy-"

COST_OF_GUESSING = Exercise(
    name="cost_of_guessing",
    kind="choice",
    reference="c",
    why="every class gets 1/5, so every label costs ln 5, and so does the mean. A loss above that is worse than none.",
    covers=("batch-loss-mean",),
    minutes=2,
    difficulty=1,
    hints=(
        "Which probability does the label get, whichever it is?",
        "Put five equal scores into your softmax_loss, and then all of them 7 higher.",
        "With three classes guessing costs −ln(1/3) = ln 3 = 1.099.",
    ),
    wrong=(
        Wrong(
            "takes the probability for the cost",
            "a",
            "0.2 is what the label got; the cost is minus the logarithm of it",
            "What is minus the logarithm of 0.2?",
            PAGE + "definition",
            "seeds: batch-loss-mean",
        ),
        Wrong(
            "takes the miss for the cost",
            "b",
            "0.8 is what the label did not get; there is a logarithm in the cost",
            "Where is the logarithm?",
            PAGE + "definition",
            "misconceptions: CE08-one-minus-p",
        ),
        Wrong(
            "adds the cost of all classes up",
            "d",
            "5 ln 5: only one of the five classes is the label, and only it is charged",
            "How many labels does a sample have?",
            PAGE + "mean",
            "misconceptions: CE04-binary-on-softmax",
        ),
    ),
)

WHERE_THE_TARGETS_GO = Exercise(
    name="where_the_targets_go",
    kind="choice",
    reference="b",
    why="the log-sum-exp is the same for all classes, so it can be taken out of the sum; what is left sums to 1.",
    covers=("softmax-regression-gradient-logits",),
    minutes=3,
    difficulty=2,
    hints=(
        "Does the log-sum-exp of a sample depend on the class over which the targets are summed?",
        "Compute both forms for the scores (1, 2) and the targets (0.3, 0.7); then for targets that sum to 2.",
        "0.3 · 5 + 0.7 · 5 = (0.3 + 0.7) · 5 = 5: a common factor comes out of a sum whose weights sum to 1.",
    ),
    wrong=(
        Wrong(
            "thinks that the targets of wrong classes must be zero",
            "a",
            "the step holds for smoothed targets as well, and none of them is zero",
            "Does the step need targets that are 0?",
            PAGE + "scores",
            "seeds: softmax-regression-gradient-logits",
        ),
        Wrong(
            "takes the sum over the probabilities for that over the targets",
            "c",
            "the probabilities sum to 1 too, but it is the targets that stand in front",
            "Which numbers are multiplied with the log-sum-exp?",
            PAGE + "scores",
            "seeds: yhat-for-y-in-derivation",
        ),
        Wrong(
            "thinks that the log-sum-exp is small enough",
            "d",
            "nothing is neglected: both forms are equal to the last digit",
            "Are the two forms equal, or nearly equal?",
            PAGE + "scores",
            "seeds: softmax-regression-gradient-logits",
        ),
    ),
)

EXPLAIN_CROSS_ENTROPY = Exercise(
    name="explain_cross_entropy",
    kind="text",
    covers=("bce-from-likelihood", "cce-from-likelihood"),
    minutes=8,
    difficulty=1,
    hints=(
        "What happens to a product when its logarithm is taken, and what to its largest value?",
        "Compute the likelihood of 2000 fair coins in Python, and then the sum of their logarithms.",
        "0.5 · 0.4 = 0.2, and ln 0.5 + ln 0.4 = −0.693 − 0.916 = −1.609 = ln 0.2.",
    ),
    rubric=(
        "1 point: for independent samples the probabilities of the labels multiply, and the product is the likelihood.",
        "1 point: the logarithm turns the product into a sum and keeps the best parameters the best: it increases.",
        "1 point: the minus turns the search for the largest likelihood into one for the smallest cost.",
    ),
)
