"""Questions with one right answer among several."""

from __future__ import annotations

from autograder.bank.question import Choice, Option

SHIFT = Choice(
    "softmax_shift",
    (
        Option("They all rise.", "They cannot all rise: they sum to 1 before and after."),
        Option(
            "They stay 0.5, 0.3 and 0.2.",
            "Every power gets the factor $e^4$, in the numerator and in the sum below it, and it cancels.",
            right=True,
        ),
        Option(
            "The 0.5 rises and the others fall: the classifier gets surer.",
            "That is what a *scale* does. A shift leaves the differences of the scores as they are.",
        ),
        Option(
            "They move closer to 1/3 each.",
            "Compared with 1000 a difference of 1 looks small, but powers turn a difference into a *factor*, and that "
            "factor stays.",
        ),
    ),
    "softmax#softmax-shift",
)

SCALE = Choice(
    "softmax_scale",
    (
        Option("They stay 0.8 and 0.2.", "That is what a shift does. Doubling the scores doubles their difference."),
        Option(
            "The classifier gets surer: 16 to 1, about 0.94 and 0.06.",
            "The powers are squared, so the {term}`odds` of 4 to 1 become 16 to 1.",
            right=True,
        ),
        Option(
            "The odds double: 8 to 1, about 0.89 and 0.11.",
            "Doubling a score squares its power: $e^{2z} = (e^z)^2$. So the odds are squared, not doubled.",
        ),
        Option(
            "The classifier gets less sure: 2 to 1.",
            "That is what *halving* the scores does: it takes the square root of the odds.",
        ),
    ),
    "softmax#softmax-shift",
)

OVERFLOW = Choice(
    "softmax_overflow",
    (
        Option(
            "(0.5, 0.5), exactly as on paper",
            "On paper, yes. But $e^{900}$ is beyond the largest number a computer holds, $1.8 \\cdot 10^{308}$.",
        ),
        Option("(`nan`, `nan`)", "Both powers are infinite, and infinity by infinity is not a number.", right=True),
        Option("(1, 1)", "Infinity divided by infinity is not 1: NumPy answers `nan`, since nothing is known."),
        Option(
            "an error that stops the program",
            "NumPy warns, and goes on with infinity. That is what makes this fault so easy to overlook.",
        ),
    ),
    "softmax#softmax-overflow",
)

# Seed 004, problem 2: logistic regression as a softmax of two classes.
LOGISTIC = Choice(
    "softmax_logistic",
    (
        Option(
            "$(w, b)$ for class 1 and $(-w, -b)$ for class 0",
            "The difference of these scores is $2(w \\cdot x + b)$, twice too much: the classifier would be too sure.",
        ),
        Option(
            "$(w, b)$ for class 1 and zeros for class 0",
            "The scores are $w \\cdot x + b$ and 0. Their difference is the logistic score, and only it counts.",
            right=True,
        ),
        Option(
            "$(w, b)$ for both classes",
            "Then both scores are equal for every input, and both probabilities are 0.5.",
        ),
        Option(
            "$(w, b)$ for class 1 and $(1 - w, 1 - b)$ for class 0",
            "It is the *probabilities* that sum to 1. Weights and scores have no such duty.",
        ),
    ),
    "softmax#softmax-two-classes",
)

# Seed 000: z = Wx + b with a class in each row, and a gradient with a class in each column.
LAYOUT = Choice(
    "softmax_layout",
    (
        Option(
            "`(4, 2)`, input times score gradient, as in this chapter",
            "That is the gradient for *our* layout. A gradient has the shape of the thing it belongs to.",
        ),
        Option(
            "`(2, 4)`, score gradient times input",
            "The gradient has the shape of $W$: row $k$ is the score gradient of class $k$ times the inputs.",
            right=True,
        ),
        Option(
            "either: the numbers are the same",
            "The same numbers in other places. In a `(3, 3)` table the wrong weights would move, unnoticed.",
        ),
        Option(
            "`(2,)`, one number for each class",
            "That is the gradient of the biases. Each weight needs a number of its own.",
        ),
    ),
    "softmax#softmax-layouts",
)

GRADIENT_SIGN = Choice(
    "softmax_gradient_sign",
    (
        Option("class 0, the most probable", "Its gradient is its probability, $0.899 - 0$: positive, so it falls."),
        Option(
            "class 1, the true one",
            "Its score must rise. Descent subtracts the gradient, so the gradient is negative: $0.060 - 1$.",
            right=True,
        ),
        Option("class 2, the least probable", "It is not the true class, so its score falls: $0.041 - 0$ is positive."),
        Option(
            "none: probabilities are not negative",
            "The gradient is a difference, probability minus target, and the target of one class is 1.",
        ),
    ),
    "softmax#softmax-by-hand",
)

OWN_SLOPE = Choice(
    "softmax_own_slope",
    (
        Option(
            "$p_k$, since $e^{z_k}$ is its own derivative",
            "That would be so if the denominator stood still. But $z_k$ is in $S$ as well.",
        ),
        Option(
            "less than $p_k$, since the denominator grows as well",
            "The numerator pulls the share up, and the growing sum takes a part of that back.",
            right=True,
        ),
        Option(
            "0, since the probabilities always sum to 1",
            "Their *sum* stands still. A single share may grow at the expense of the others.",
        ),
    ),
    "softmax#softmax-jacobian",
)

OTHER_SLOPE = Choice(
    "softmax_other_slope",
    (
        Option("It stays: its own score did not move.", "Its numerator stays, but the sum below it grows."),
        Option("It falls.", "The sum in the denominator grows and the numerator does not.", right=True),
        Option("It rises.", "If all shares rose, they could no longer sum to 1."),
    ),
    "softmax#softmax-jacobian",
)

FALLING_LOSS = Choice(
    "softmax_falling_loss",
    (
        Option(
            "Yes: a wrong gradient would make the loss rise.",
            "The transposed gradient of this chapter lowers it too, from 2.806 to 2.280. Many directions lead down.",
        ),
        Option(
            "No: many wrong gradients lead downhill as well.",
            "Any direction within a right angle of the steepest one lowers the loss. Compare with central differences.",
            right=True,
        ),
        Option(
            "Yes, if it falls for a hundred steps in a row.",
            "A wrong gradient may do that too: nets have been trained to the end with one.",
        ),
    ),
    "softmax#softmax-mistakes",
)

AXIS = Choice(
    "softmax_axis",
    (
        Option("`powers / powers.sum()`", "All 28 numbers together would sum to 1, instead of those of each row."),
        Option(
            "`powers / powers.sum(axis=0)`",
            "This sums over the samples. No error is raised, and each *column* sums to 1.",
        ),
        Option(
            "`powers / powers.sum(axis=1)`",
            "The right axis, but the sums have shape `(4,)`, which does not line up with `(4, 7)`: an error.",
        ),
        Option(
            "`powers / powers.sum(axis=1, keepdims=True)`",
            "The sums have shape `(4, 1)`, so each row is divided by its own.",
            right=True,
        ),
    ),
    "softmax#softmax-rows",
)

RELATIVE = Choice(
    "softmax_relative",
    (
        Option("No: a lower score means a lower probability.", "Only if the other scores stay where they are."),
        Option(
            "Yes: the other scores fell by more.",
            "Only differences count, and the difference to the others has grown.",
            right=True,
        ),
        Option("Yes, but only with two classes.", "It works with any number of classes: lower the rivals by more."),
    ),
    "softmax#softmax-shift",
)
