"""Steps with a pencil."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Exercise, Grid, Right, Wrong
from autograder.student.judge import Tolerance

# --- three steps on a parabola ----------------------------------------------------------------------------------------


def _walk(bottom, start, rate, slope):
    points = [float(start[0])]
    for _ in range(3):
        points.append(points[-1] - float(rate[0]) * slope(points[-1] - float(bottom[0])))
    return np.array(points[1:])


def descent_by_hand(bottom, start, rate):
    return _walk(bottom, start, rate, lambda distance: 2 * distance)


def climbing(bottom, start, rate):
    return _walk(bottom, start, rate, lambda distance: -2 * distance)


def without_the_two(bottom, start, rate):
    return _walk(bottom, start, rate, lambda distance: distance)


def by_the_height(bottom, start, rate):
    return _walk(bottom, start, rate, lambda distance: distance**2)


def slope_of_the_start(bottom, start, rate):
    first = 2 * (float(start[0]) - float(bottom[0]))
    return _walk(bottom, start, rate, lambda distance: first)


def steps_alone(bottom, start, rate):
    points = [float(start[0])]
    for _ in range(3):
        points.append(-float(rate[0]) * 2 * (points[-1] - float(bottom[0])))
    return np.array(points[1:])


def shrinking_distances(bottom, start, rate):
    return float(bottom[0]) + (float(start[0]) - float(bottom[0])) * (1 - 2 * float(rate[0])) ** np.arange(1, 4)


def with_two_decimals(bottom, start, rate):
    return np.round(descent_by_hand(bottom, start, rate), 2)


DESCENT_BY_HAND = Exercise(
    name="descent_by_hand",
    kind="value",
    reference=descent_by_hand,
    numbers={
        "bottom": Grid((1.0, 2.0, 3.0, 4.0, 5.0), (1,), [3.0]),
        "start": Grid((-4.0, -3.0, -2.0, -1.0), (1,), [0.0]),
        "rate": Grid((0.1, 0.2, 0.3, 0.4), (1,), [0.1]),
    },
    tolerance=Tolerance(rtol=0.0, atol=0.006, reason="two decimals, rounded; the exact values have up to three"),
    wrong=(
        Wrong(
            "goes uphill",
            climbing,
            "the gradient is added, and the point leaves the bottom behind",
            "Is your third point nearer to the bottom than the start?",
            "training#training-step",
            "seeds: gradient-ascent",
        ),
        Wrong(
            "forgets the two of the slope",
            without_the_two,
            "the slope of a square is twice what is squared",
            "What is the derivative of a square?",
            "training#training-step",
            "misconceptions: MSE02-no-two",
        ),
        Wrong(
            "steps by the loss in place of its slope",
            by_the_height,
            "the height says nothing about the direction",
            "On a flat plateau with a high loss, should the point move?",
            "training#training-step",
            "misconceptions: GDS04-loss-for-gradient",
        ),
        Wrong(
            "keeps the slope of the start",
            slope_of_the_start,
            "nearer to the bottom it is less steep, so the steps get shorter",
            "Is the slope at your second point the same as at the start?",
            "training#training-step",
            "misconceptions: TRN02-same-gradient",
        ),
        Wrong(
            "forgets where it stood",
            steps_alone,
            "the new point is the step alone, as if every step began at zero",
            "If the slope is zero, where should the point be?",
            "training#training-step",
            "misconceptions: GDS02-assign",
        ),
    ),
    right=(Right("by shrinking distances", shrinking_distances), Right("with two decimals", with_two_decimals)),
    hints=(
        "What is the slope of the parabola at the start, and which way is downhill?",
        "Measure how far each of your points lies from the bottom. From point to point that must shrink by the same "
        "factor.",
        "With the bottom at 10, the start 0 and the rate 0.25 the slopes are −20, −10 and −5, and the points 5, 7.5 "
        "and 8.75.",
    ),
    covers=("gradient-descent-update-rule", "learning-rate-regimes"),
    minutes=6,
    difficulty=1,
)

# --- one step in a book that keeps the weights of a class in a row ----------------------------------------------------


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
        ),
        Wrong(
            "takes columns all the way",
            columns_throughout,
            "the steps fit each other, but not the classifier that was given",
            "Where do the weights of class 0 stand here: in a row or in a column?",
            LAYOUTS,
            "seeds: literal-column-convention",
        ),
        Wrong(
            "cuts digits off after the second decimal",
            cut_off,
            "0.096 is 0.10 to two decimals, and cutting gives 0.09; three are asked for",
            "How many decimals are asked for, and is the last one rounded?",
            "training#training-mistakes",
            "seeds: truncated-bias",
        ),
        Wrong(
            "goes uphill",
            uphill,
            "the gradient is added, so the true class becomes less likely",
            "Does the score of the true class rise?",
            "training#training-step",
            "seeds: gradient-ascent-update",
        ),
        Wrong(
            "leaves out the learning rate",
            without_the_rate,
            "the whole gradient is subtracted",
            "By what is the gradient multiplied before it is subtracted?",
            "training#training-step",
            "surviving mutant",
        ),
        Wrong(
            "flips the target",
            flipped_target,
            "the target is 1 for the true class and 0 for the others",
            "Which probability should become 1?",
            "training#training-targets",
            "seeds: indicator-flipped",
        ),
        Wrong(
            "counts the classes from 1",
            classes_from_one,
            "class 0 is the first row",
            "Which row belongs to class 0?",
            "training#training-gradient",
            "misconceptions: OHT02-labels-from-1",
        ),
        Wrong(
            "takes a decision in place of the probabilities",
            hard_decision,
            "the chosen class counts as if it were certain",
            "How sure is the classifier of the class that it chooses?",
            "training#training-targets",
            "seeds: correct-samples-contribute-nothing",
        ),
        Wrong(
            "takes the sigmoid of each score",
            sigmoid_of_each,
            "the three probabilities do not sum to 1",
            "What do your three probabilities sum to?",
            "training#training-predict",
            "misconceptions: SMX05-sigmoid-per-class",
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
