"""Softmax: the exercises of the chapter and what commonly goes wrong in them."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.student.judge import Tolerance
from autograder.student.kinds import Request
from solutions.softmax import plot_temperature, softmax, softmax_jvp

from .exercise import Exercise, Grid, Right, Rung, Wrong

# --- softmax --------------------------------------------------------------------------------------------------------


def over_the_whole_table(scores):
    powers = np.exp(scores - np.max(scores))
    return powers / np.sum(powers)


def over_the_samples(scores):
    powers = np.exp(scores - np.max(scores, axis=0, keepdims=True))
    return powers / np.sum(powers, axis=0, keepdims=True)


def without_the_shift(scores):
    powers = np.exp(scores)
    return powers / np.sum(powers, axis=1, keepdims=True)


def divided_without_powers(scores):
    return scores / np.sum(scores, axis=1, keepdims=True)


def powers_left_alone(scores):
    return np.exp(scores - np.max(scores, axis=1, keepdims=True))


def sigmoid_of_each(scores):
    return 1 / (1 + np.exp(-scores))


def sign_of_the_scores(scores):
    powers = np.exp(np.min(scores, axis=1, keepdims=True) - scores)
    return powers / np.sum(powers, axis=1, keepdims=True)


def divided_by_the_largest(scores):
    powers = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    return powers / np.max(powers, axis=1, keepdims=True)


def over_the_samples_unshifted(scores):
    powers = np.exp(scores)
    return powers / np.sum(powers, axis=0)


def over_the_whole_table_unshifted(scores):
    powers = np.exp(scores)
    return powers / np.sum(powers)


def bare_powers(scores):
    return np.exp(scores)


def shifted_by_columns(scores):
    powers = np.exp(scores - np.max(scores, axis=0))
    return powers / np.sum(powers, axis=1, keepdims=True)


def scaled_by_the_largest(scores):
    powers = np.exp(scores / np.max(scores, axis=1, keepdims=True))
    return powers / np.sum(powers, axis=1, keepdims=True)


def row_by_row(scores):
    rows = []
    for row in scores:
        powers = np.exp(row - row.max())
        rows.append(powers / powers.sum())
    return np.array(rows)


def through_the_logarithm(scores):
    largest = scores.max(axis=-1)[:, None]
    logarithm = largest + np.log(np.exp(scores - largest).sum(axis=-1))[:, None]
    return np.exp(scores - logarithm)


def by_pairs(scores):
    differences = scores[:, None, :] - scores[:, :, None]
    return 1 / np.exp(np.minimum(differences, 700)).sum(axis=2)


def _scores(n_samples: int, n_classes: int, centre: float = 0.0, spread: float = 2.0) -> Any:
    def draw(rng: np.random.Generator) -> Request:
        return {"args": [centre + spread * rng.normal(size=(n_samples, n_classes))]}

    return draw


def _equal_scores(rng: np.random.Generator) -> Request:
    return {"args": [np.repeat(rng.normal(size=(3, 1)), 4, axis=1)]}


def _far_apart(rng: np.random.Generator) -> Request:
    return {"args": [rng.choice([-1.0, 1.0], size=(3, 5)) * rng.uniform(800, 2000, size=(3, 5))]}


SOFTMAX = Exercise(
    name="softmax",
    kind="function",
    reference=softmax,
    ladder=(
        Rung("one row of scores", _scores(1, 3)),
        Rung("two rows of scores", _scores(2, 3), cases=3),
        Rung("more rows than classes", _scores(5, 4)),
        Rung("as many rows as classes", _scores(4, 4)),
        Rung("equal scores", _equal_scores, cases=1),
        Rung("a single class", _scores(3, 1), cases=1),
        Rung("scores near 1000", _scores(2, 5, centre=1000.0), share=0.25),
        Rung("scores far apart", _far_apart, share=0.25, public=False),
    ),
    wrong=(
        Wrong(
            "normalises over the whole table",
            over_the_whole_table,
            "all numbers of the table together sum to 1, instead of those of each row",
            "What should the probabilities of one sample sum to?",
            "softmax#softmax-rows",
            "misconceptions: SMX01-whole-table",
        ),
        Wrong(
            "normalises over the samples",
            over_the_samples,
            "each column sums to 1, so that samples compete instead of classes",
            "Which axis disappears when you sum over the classes?",
            "softmax#softmax-rows",
            "misconceptions: SMX02-axis-0",
        ),
        Wrong(
            "does not shift the scores",
            without_the_shift,
            "the exponential of a large score is infinite, and infinity divided by infinity is nan",
            "What is the exponential of 1000, and what could you subtract first?",
            "softmax#softmax-overflow",
            "misconceptions: SMX09-overflow",
        ),
        Wrong(
            "divides the scores by their sum",
            divided_without_powers,
            "without the exponential, negative scores give negative probabilities",
            "What makes every score positive and keeps their order?",
            "softmax#softmax-definition",
            "misconceptions: SMX04-no-exp",
        ),
        Wrong(
            "leaves out the division",
            powers_left_alone,
            "the powers are positive, but they do not sum to 1",
            "What do your probabilities sum to?",
            "softmax#softmax-definition",
            "surviving mutant",
            ties=("divides by the largest power",),
        ),
        Wrong(
            "takes the sigmoid of each score",
            sigmoid_of_each,
            "each class is judged alone, so the probabilities need not sum to 1",
            "Should one probability change when another class's score does?",
            "softmax#softmax-definition",
            "misconceptions: SMX05-sigmoid-per-class",
        ),
        Wrong(
            "turns the sign of the scores",
            sign_of_the_scores,
            "the highest score gets the lowest probability",
            "Which class should be the most probable?",
            "softmax#softmax-definition",
            "surviving mutant",
        ),
        Wrong(
            "divides by the largest power",
            divided_by_the_largest,
            "the largest probability of each row becomes 1, and the others are measured against it",
            "What do the numbers of one row sum to?",
            "softmax#softmax-definition",
            "surviving mutant",
            ties=("leaves out the division",),
        ),
        Wrong(
            "normalises over the samples and does not shift",
            over_the_samples_unshifted,
            "each column sums to 1, and a large score gives infinity divided by infinity",
            "Which axis disappears when you sum over the classes?",
            "softmax#softmax-rows",
            "misconceptions: SMX02-axis-0",
        ),
        Wrong(
            "normalises over the whole table and does not shift",
            over_the_whole_table_unshifted,
            "all numbers of the table together sum to 1, and a large score gives nan",
            "What should the probabilities of one sample sum to?",
            "softmax#softmax-rows",
            "misconceptions: SMX01-whole-table",
        ),
        Wrong(
            "stops at the powers",
            bare_powers,
            "the powers are positive, but they do not sum to 1, and those of large scores are infinite",
            "What do the numbers of one row sum to?",
            "softmax#softmax-definition",
            "surviving mutant",
        ),
        Wrong(
            "shifts each column by its largest score",
            shifted_by_columns,
            "each class loses another amount, so the shift does not cancel within a row",
            "Within one row, did every score lose the same amount?",
            "softmax#softmax-shift",
            "misconceptions: SMX08-column-max",
        ),
        Wrong(
            "divides the scores by the largest before the powers",
            scaled_by_the_largest,
            "softmax stays as it is under a shift, and not when the scores are scaled",
            "Do (1, 2) and (10, 20) have the same probabilities?",
            "softmax#softmax-shift",
            "misconceptions: SMX07-divide-by-max",
        ),
    ),
    right=(
        Right("row by row", row_by_row),
        Right("through the logarithm of the sum", through_the_logarithm),
        Right("from the differences of all pairs", by_pairs),
    ),
)

# --- softmax_jvp ----------------------------------------------------------------------------------------------------


def only_the_diagonal(scores, direction):
    probabilities = softmax(scores)
    return probabilities * (1 - probabilities) * direction


def without_the_mean(scores, direction):
    return softmax(scores) * direction


def plain_mean(scores, direction):
    return softmax(scores) * (direction - direction.mean(axis=1, keepdims=True))


def mean_over_the_table(scores, direction):
    probabilities = softmax(scores)
    return probabilities * (direction - np.sum(probabilities * direction))


def mean_added(scores, direction):
    probabilities = softmax(scores)
    return probabilities * (direction + np.sum(probabilities * direction, axis=1, keepdims=True))


def softmax_of_the_direction(scores, direction):
    probabilities = softmax(direction)
    return probabilities * (scores - np.sum(probabilities * scores, axis=1, keepdims=True))


def mean_not_weighted(scores, direction):
    probabilities = softmax(scores)
    return probabilities * direction - np.sum(probabilities * direction, axis=1, keepdims=True)


def turned_sign(scores, direction):
    probabilities = softmax(scores)
    return probabilities * (np.sum(probabilities * direction, axis=1, keepdims=True) - direction)


def plus_off_the_diagonal(scores, direction):
    probabilities = softmax(scores)
    mean = np.sum(probabilities * direction, axis=1, keepdims=True)
    return probabilities * (direction + mean - 2 * probabilities * direction)


def jacobian_itself(scores, direction):
    return np.array([np.diag(p) - np.outer(p, p) for p in softmax(scores)])


def with_the_jacobian(scores, direction):
    rows = []
    for p, v in zip(softmax(scores), direction, strict=True):
        rows.append((np.diag(p) - np.outer(p, p)) @ v)
    return np.array(rows)


def with_einsum(scores, direction):
    p = softmax(scores)
    return p * direction - p * np.einsum("nk,nk->n", p, direction)[:, None]


def _scores_and_direction(n_samples: int, n_classes: int, spread: float = 1.5) -> Any:
    def draw(rng: np.random.Generator) -> Request:
        shape = (n_samples, n_classes)
        return {"args": [spread * rng.normal(size=shape), rng.normal(size=shape)]}

    return draw


def _large_scores_and_direction(rng: np.random.Generator) -> Request:
    return {"args": [1000 + rng.normal(size=(3, 4)), rng.normal(size=(3, 4))]}


SOFTMAX_JVP = Exercise(
    name="softmax_jvp",
    kind="function",
    reference=softmax_jvp,
    uses=("softmax",),
    ladder=(
        Rung("one row", _scores_and_direction(1, 3)),
        Rung("two rows", _scores_and_direction(2, 3), cases=3),
        Rung("five rows", _scores_and_direction(5, 4)),
        Rung("large scores", _large_scores_and_direction, public=False, share=0.25),
    ),
    wrong=(
        Wrong(
            "takes only the diagonal",
            only_the_diagonal,
            "each probability is treated as if it depended on its own score alone",
            "Does this probability change when another class's score moves?",
            "softmax#softmax-jacobian",
            "misconceptions: JVP01-elementwise",
        ),
        Wrong(
            "forgets the mean of the direction",
            without_the_mean,
            "the second term of the Jacobian, the one with two probabilities, is missing",
            "What should the changes of one row's probabilities sum to?",
            "softmax#softmax-jvp",
            "surviving mutant",
        ),
        Wrong(
            "takes the plain mean",
            plain_mean,
            "the mean of the direction must be weighted by the probabilities",
            "Which class should count most in the mean: a probable one, or any?",
            "softmax#softmax-jvp",
            "surviving mutant",
        ),
        Wrong(
            "takes the mean over the whole table",
            mean_over_the_table,
            "the samples get mixed: each row needs a mean of its own",
            "Should one sample's direction change another sample's answer?",
            "softmax#softmax-rows",
            "surviving mutant",
        ),
        Wrong(
            "adds the mean",
            mean_added,
            "the changes of one row's probabilities must cancel, so the mean is subtracted",
            "If one probability rises, what must the others do?",
            "softmax#softmax-jacobian",
            "surviving mutant",
        ),
        Wrong(
            "takes softmax of the direction",
            softmax_of_the_direction,
            "scores and direction have changed places",
            "At which point is the Jacobian taken, and what does it multiply?",
            "softmax#softmax-jvp",
            "misconceptions: JVP02-softmax-of-upstream",
        ),
        Wrong(
            "does not weight the mean that it subtracts",
            mean_not_weighted,
            "the probability in front multiplies the mean as well",
            "What should the changes of one row's probabilities sum to?",
            "softmax#softmax-jvp",
            "surviving mutant",
        ),
        Wrong(
            "turns the sign",
            turned_sign,
            "the direction and its mean have changed places",
            "If only one score rises, does its own probability rise or fall?",
            "softmax#softmax-jacobian",
            "misconceptions: JAC03-sign",
        ),
        Wrong(
            "takes the entries off the diagonal as positive",
            plus_off_the_diagonal,
            "a probability falls when another class's score rises, so those entries are negative",
            "If another class's score rises, what does this probability do?",
            "softmax#softmax-jacobian",
            "misconceptions: JAC04-plus-off-diagonal",
        ),
        Wrong(
            "returns the Jacobians themselves",
            jacobian_itself,
            "the Jacobian of each row is still to be multiplied by the row's direction",
            "Which shape should the answer have?",
            "softmax#softmax-jvp",
            "misconceptions: JVP03-jacobian-not-applied",
        ),
    ),
    right=(Right("with the whole Jacobian", with_the_jacobian), Right("with einsum", with_einsum)),
)

# --- by hand, choice, plot, explanation -----------------------------------------------------------------------------


def softmax_by_hand(scores):
    powers = np.exp(scores)
    return np.round(powers / np.sum(powers), 3)


def with_two_digits_on_the_way(scores):
    powers = np.round(np.exp(scores), 2)
    return powers / np.sum(powers)


def with_two_digits_everywhere(scores):
    return np.round(with_two_digits_on_the_way(scores), 2)


def powers_by_hand(scores):
    return np.exp(scores)


def shares_of_the_scores(scores):
    return scores / np.sum(scores)


def powers_of_two(scores):
    return 2.0**scores / np.sum(2.0**scores)


def lowest_first(scores):
    return np.exp(-scores) / np.sum(np.exp(-scores))


BY_HAND = Exercise(
    name="softmax_by_hand",
    kind="value",
    reference=softmax_by_hand,
    # from -1, since powers of lower scores lose too much when they are rounded to two digits
    numbers={"scores": Grid((-1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0), (3,), [0.7, -2.0, -2.4])},
    tolerance=Tolerance(rtol=0.0, atol=0.006, reason="two decimals by hand, with powers rounded on the way"),
    wrong=(
        Wrong(
            "leaves out the division",
            powers_by_hand,
            "these are the powers, which do not sum to 1",
            "What do your three numbers sum to?",
            "softmax#softmax-by-hand",
            "seeds: row-class-probabilities",
        ),
        Wrong(
            "divides the scores by their sum",
            shares_of_the_scores,
            "the exponential is missing",
            "What makes every score positive and keeps their order?",
            "softmax#softmax-definition",
            "misconceptions: SMX04-no-exp",
        ),
        Wrong(
            "takes powers of two",
            powers_of_two,
            "the base is 2 instead of e",
            "Which number is raised to the scores?",
            "softmax#softmax-definition",
            "surviving mutant",
        ),
        Wrong(
            "turns the sign of the scores",
            lowest_first,
            "the lowest score gets the highest probability",
            "Which class should be the most probable?",
            "softmax#softmax-definition",
            "surviving mutant",
        ),
    ),
    right=(
        Right("with two digits on the way", with_two_digits_on_the_way),
        Right("with two digits everywhere", with_two_digits_everywhere),
    ),
)

SHIFT_INVARIANCE = Exercise(
    name="shift_invariance",
    kind="choice",
    reference="c",
    why="a common factor of all powers stands in the numerator and in the denominator, and cancels.",
    wrong=(
        Wrong(
            "thinks that higher scores mean higher probabilities",
            "a",
            "all scores rise, so each class gains as much as its rivals",
            "What happens to the differences of the scores?",
            "softmax#softmax-shift",
            "seeds: softmax-properties",
        ),
        Wrong(
            "takes a shift for a scale",
            "b",
            "multiplying the scores would do that; adding the same number to each does not",
            "What happens to the differences of the scores?",
            "softmax#softmax-shift",
            "seeds: softmax-properties",
        ),
        Wrong(
            "expects an overflow on paper",
            "d",
            "on paper nothing overflows, and 5 is far from any limit of a computer",
            "How large is the exponential of 5?",
            "softmax#softmax-overflow",
            "misconceptions: SMX09-overflow",
        ),
    ),
)


def swapped_axes(ax, scores, temperatures):
    probabilities = softmax(scores[None, :] / temperatures[:, None])
    for k in range(len(scores)):
        ax.plot(probabilities[:, k], temperatures, label=f"class {k}")
    ax.set_xlabel("temperature")
    ax.set_ylabel("probability")


def multiplied_by_the_temperature(ax, scores, temperatures):
    probabilities = softmax(scores[None, :] * temperatures[:, None])
    for k in range(len(scores)):
        ax.plot(temperatures, probabilities[:, k], label=f"class {k}")
    ax.set_xlabel("temperature")
    ax.set_ylabel("probability")


def one_line_for_each_temperature(ax, scores, temperatures):
    for temperature in temperatures:
        ax.plot(softmax(scores[None, :] / temperature)[0], label=f"{temperature}")
    ax.set_xlabel("temperature")
    ax.set_ylabel("probability")


def unlabelled_axes(ax, scores, temperatures):
    probabilities = softmax(scores[None, :] / temperatures[:, None])
    for k in range(len(scores)):
        ax.plot(temperatures, probabilities[:, k], label=f"class {k}")


def unlabelled_lines(ax, scores, temperatures):
    ax.plot(temperatures, softmax(scores[None, :] / temperatures[:, None]))
    ax.set_xlabel("temperature")
    ax.set_ylabel("probability")


def all_lines_at_once(ax, scores, temperatures):
    table = [softmax(scores[None, :] / t)[0] for t in temperatures]
    ax.plot(temperatures, np.array(table), label=[f"class {k}" for k in range(len(scores))])
    ax.set(xlabel="temperature", ylabel="probability of each class", title="Temperature")


def class_after_class(ax, scores, temperatures):
    for score in scores:
        share = [1 / sum(np.exp((other - score) / t) for other in scores) for t in temperatures]
        ax.semilogx(temperatures, share, "o-", linewidth=2)
    ax.set_xlabel("T")
    ax.set_ylabel("p")
    ax.legend([f"class {k}" for k in range(len(scores))])


def _scores_and_temperatures(rng: np.random.Generator) -> Request:
    temperatures = np.sort(rng.uniform(0.3, 5.0, size=7))
    return {"args": [rng.normal(size=3), temperatures]}


PLOT_TEMPERATURE = Exercise(
    name="plot_temperature",
    kind="plot",
    reference=plot_temperature,
    uses=("softmax",),
    ladder=(Rung("three classes, seven temperatures", _scores_and_temperatures, cases=3),),
    wrong=(
        Wrong(
            "exchanges the axes",
            swapped_axes,
            "the temperature stands on the vertical axis",
            "Which quantity do you choose, and which one answers?",
            "softmax#softmax-shift",
            "surviving mutant",
        ),
        Wrong(
            "multiplies by the temperature",
            multiplied_by_the_temperature,
            "a high temperature then makes the classifier more sure, and it should make it less sure",
            "Should a high temperature make the probabilities more equal, or less?",
            "softmax#softmax-shift",
            "surviving mutant",
        ),
        Wrong(
            "draws a line for each temperature",
            one_line_for_each_temperature,
            "there is a line for each temperature instead of one for each class",
            "How many lines should there be for three classes?",
            "softmax#softmax-rows",
            "misconceptions: SMX02-axis-0",
        ),
        Wrong(
            "leaves the axes without labels",
            unlabelled_axes,
            "the lines are right, but nobody can tell what the axes show",
            "Could a reader tell what each axis shows?",
            "softmax#softmax-shift",
            "surviving mutant",
        ),
        Wrong(
            "leaves the lines without labels",
            unlabelled_lines,
            "the lines are right, but nobody can tell which class is which",
            "Could a reader tell which line is which class?",
            "softmax#softmax-definition",
            "surviving mutant",
        ),
    ),
    right=(Right("all lines at once", all_lines_at_once), Right("class after class", class_after_class)),
)

EXPLAIN_OVERFLOW = Exercise(
    name="explain_overflow",
    kind="text",
    rubric=(
        "1 point: the exponential of a large score exceeds the largest number that the computer holds.",
        "1 point: subtracting the largest score leaves the probabilities as they are, with the reason.",
        "1 point: afterwards no power exceeds 1, and the sum is at least 1.",
    ),
)

EXERCISES = (SOFTMAX, SOFTMAX_JVP, BY_HAND, SHIFT_INVARIANCE, PLOT_TEMPERATURE, EXPLAIN_OVERFLOW)
