"""Steps with a pencil: one of softmax regression, in a book that keeps the weights of a class in a row."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Grid, Right, Wrong
from autograder.student.judge import Tolerance


def _shares(scores):
    powers = np.exp(scores)
    return powers / powers.sum()


def _errors(x, W, true_class):
    return _shares(W @ x + 0.1) - (np.arange(len(W)) == true_class[0])


def update_by_hand(x, W, true_class, rate):
    return W - rate * np.outer(_errors(x, W, true_class), x)


def columns_for_the_gradient(x, W, true_class, rate):
    return W - rate * np.outer(x, _errors(x, W, true_class))


def columns_throughout(x, W, true_class, rate):
    return W - rate * np.outer(x, _errors(x, W.T, true_class))


def cut_off(x, W, true_class, rate):
    return np.trunc(100 * update_by_hand(x, W, true_class, rate)) / 100


def uphill(x, W, true_class, rate):
    return W + rate * np.outer(_errors(x, W, true_class), x)


def without_the_rate(x, W, true_class, rate):
    return W - np.outer(_errors(x, W, true_class), x)


def flipped_target(x, W, true_class, rate):
    return W - rate * np.outer(_shares(W @ x + 0.1) - (np.arange(len(W)) != true_class[0]), x)


def classes_from_one(x, W, true_class, rate):
    return update_by_hand(x, W, (true_class - 1) % len(W), rate)


def hard_decision(x, W, true_class, rate):
    scores = W @ x
    return W - rate * np.outer((scores == scores.max()) * 1.0 - (np.arange(len(W)) == true_class[0]), x)


def sigmoid_of_each(x, W, true_class, rate):
    errors = 1 / (1 + np.exp(-(W @ x + 0.1))) - (np.arange(len(W)) == true_class[0])
    return W - rate * np.outer(errors, x)


def with_four_decimals_on_the_way(x, W, true_class, rate):
    shares = np.round(_shares(W @ x), 4)
    shares[int(true_class[0])] -= 1
    return [np.round(row - rate[0] * share * x, 4) for row, share in zip(W, shares, strict=True)]


def in_our_layout(x, W, true_class, rate):
    gradient = x[:, None] * _errors(x, W, true_class)[None, :]
    return (W.T - rate * gradient).T


def _change(answer, rate=0.5, weight=0.0):
    """Return how the weights change for the inputs (1, 2, 0) and the true class 1, with nearly equal scores."""
    W = np.array([[0.1, 0.0, 0.0], [0.0, 0.02, 0.0], [0.0, 0.0, weight]])
    new = answer(x=np.array([1.0, 2.0, 0.0]), W=W, true_class=np.array([1.0]), rate=np.array([rate]))
    return np.asarray(new) - W


def _sums(answer):
    """Return the size of what the changes of each input's weights add up to."""
    return np.abs(_change(answer).sum(axis=0)).max()


LAYOUTS = "training#training-layouts"

UPDATE_BY_HAND = Exercise(
    name="update_by_hand",
    kind="value",
    reference=update_by_hand,
    numbers={
        "x": Grid((-2.0, -1.0, 1.0, 2.0), (3,), [1.0, 3.0, 0.0]),
        # unevenly spaced, so that rows and columns do not give the same scores by chance
        "W": Grid(
            (-0.7, -0.45, -0.3, -0.15, -0.1, 0.05, 0.2, 0.35, 0.6, 0.8),
            (3, 3),
            [[0.3, 0.1, -2.0], [-0.6, -0.5, 2.0], [-1.0, -0.5, 0.1]],
        ),
        "true_class": Grid((0.0, 1.0, 2.0), (1,), [1.0]),
        "rate": Grid((0.2, 0.5), (1,), [0.1]),
    },
    tolerance=Tolerance(rtol=0.0, atol=0.0011, reason="three decimals, with four or more on the way"),
    wrong=(
        Wrong(
            "takes rows on the way forward and columns on the way back",
            columns_for_the_gradient,
            "the gradient is transposed: here the weights of a class stand in a row",
            "Which weights belong to an input that is 0, and do they move?",
            LAYOUTS,
            "seeds: transposed-gradient-update",
            confrontation=Confrontation(
                "weights of an input that is 0 are changed",
                lambda answer: np.abs(_change(answer)[:, 2]).max() > 0,
            ),
        ),
        Wrong(
            "takes columns all the way",
            columns_throughout,
            "the steps fit each other, but not the classifier that was given",
            "Where do the weights of class 0 stand here: in a row or in a column?",
            LAYOUTS,
            "seeds: literal-column-convention",
            confrontation=Confrontation(
                "the changes of an input's weights do not cancel, although every score could rise alike",
                lambda answer: abs(_change(answer)[:, 0].sum()) > 0.01 and np.allclose(_change(answer).sum(axis=1), 0),
            ),
        ),
        Wrong(
            "cuts digits off after the second decimal",
            cut_off,
            "0.096 is 0.10 to two decimals, and cutting gives 0.09; three are asked for",
            "How many decimals are asked for, and is the last one rounded?",
            "training#training-mistakes",
            "seeds: truncated-bias",
            confrontation=Confrontation(
                "a weight of 0.196 becomes 0.19 when the step is as good as nothing",
                lambda answer: np.isclose(_change(answer, rate=1e-9, weight=0.196)[2, 2], -0.006),
            ),
        ),
        Wrong(
            "goes uphill",
            uphill,
            "the gradient is added, so the true class becomes less likely",
            "Does the score of the true class rise?",
            "training#training-step",
            "seeds: gradient-ascent-update",
            confrontation=Confrontation(
                "the weights of the true class fall, although its inputs are positive",
                lambda answer: _change(answer)[1, 0] < 0 < _change(answer)[0, 0],
            ),
        ),
        Wrong(
            "leaves out the learning rate",
            without_the_rate,
            "the whole gradient is subtracted",
            "By what is the gradient multiplied before it is subtracted?",
            "training#training-step",
            "surviving mutant",
            confrontation=Confrontation(
                "with the rate 0 the weights change",
                lambda answer: np.abs(_change(answer, rate=0.0)).max() > 0.1,
            ),
        ),
        Wrong(
            "flips the target",
            flipped_target,
            "the target is 1 for the true class and 0 for the others",
            "Which probability should become 1?",
            "training#training-targets",
            "seeds: indicator-flipped",
            confrontation=Confrontation(
                "the weights of the true class fall, and those of the two others rise, on positive inputs",
                lambda answer: (
                    _change(answer)[1, 0] < 0 and (_change(answer)[[0, 2], 0] > 0).all() and _sums(answer) > 0
                ),
            ),
        ),
        Wrong(
            "counts the classes from 1",
            classes_from_one,
            "class 0 is the first row",
            "Which row belongs to class 0?",
            "training#training-gradient",
            "misconceptions: OHT02-labels-from-1",
            confrontation=Confrontation(
                "the true class is class 1, and it is the weights of class 0 that rise",
                lambda answer: _change(answer)[0, 0] > 0 > _change(answer)[1, 0],
            ),
        ),
        Wrong(
            "takes a decision in place of the probabilities",
            hard_decision,
            "the chosen class counts as if it were certain",
            "How sure is the classifier of the class that it chooses?",
            "training#training-targets",
            "seeds: correct-samples-contribute-nothing",
            confrontation=Confrontation(
                "a class that gets 0.3 of the probability, and is wrong, does not change at all",
                lambda answer: np.allclose(_change(answer)[2], 0),
            ),
        ),
        Wrong(
            "takes the sigmoid of each score",
            sigmoid_of_each,
            "the three probabilities do not sum to 1",
            "What do your three probabilities sum to?",
            "training#training-predict",
            "misconceptions: SMX05-sigmoid-per-class",
            confrontation=Confrontation(
                "the changes of an input's weights do not cancel, as those of a softmax do",
                lambda answer: abs(_change(answer)[:, 0].sum()) > 0.01 and _change(answer)[1, 0] > 0,
            ),
        ),
    ),
    right=(
        Right("with four decimals on the way", with_four_decimals_on_the_way),
        Right("in our layout", in_our_layout),
    ),
    hints=(
        "Which three weights make the score of class 0?",
        "Add up each column of the changes: the sums must be 0. Then look at an input: its weights change in "
        "proportion to it.",
        "With x = (1, 2), errors (0.3, −0.3) and the rate 0.1 the change of row 0 is (−0.03, −0.06), that of row 1 "
        "(0.03, 0.06).",
    ),
    covers=("row-class-weight-update", "row-class-bias-update"),
    minutes=20,
    difficulty=2,
)
