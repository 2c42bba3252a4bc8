"""The weighted sum of one neuron, and its sign."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.neurons import side, weighted_sum

PAGE = "neurons#neurons-"
ONE, TWO = np.ones((1, 1)), np.full(1, 2.0)  # one sample with the input 1; the weight 2


def without_the_bias(inputs, weights, bias):
    return inputs @ weights


def bias_for_each_input(inputs, weights, bias):
    return np.sum(inputs * weights + bias, axis=1)


def products_without_the_sum(inputs, weights, bias):
    return inputs * weights + bias


def bias_subtracted(inputs, weights, bias):
    return inputs @ weights - bias


def one_by_one(inputs, weights, bias):
    sums = []
    for row in inputs:
        total = bias
        for x, w in zip(row, weights, strict=True):
            total = total + x * w
        sums.append(total)
    return np.array(sums)


def products_added_up(inputs, weights, bias):
    return (inputs * weights[None, :]).sum(axis=1) + bias


def column_by_column(inputs, weights, bias):
    total = np.full(inputs.shape[0], bias, dtype=float)
    for i, weight in enumerate(weights):
        total = total + weight * inputs[:, i]
    return total


def _neuron(n_samples: int, n_inputs: int, centre: float = 0.0) -> Draw:
    def draw(rng: np.random.Generator) -> Request:
        inputs = centre + 1.5 * rng.normal(size=(n_samples, n_inputs))
        bias = float(rng.choice([-1.0, 1.0]) * rng.uniform(0.5, 2.5))
        return {"args": [inputs, 1.5 * rng.normal(size=n_inputs), bias]}

    return draw


WEIGHTED_SUM = Exercise(
    name="weighted_sum",
    kind="function",
    reference=weighted_sum,
    covers=("neuron-weighted-sum",),
    minutes=5,
    difficulty=1,
    hints=(
        "How many numbers should come out for one sample, and how many for five?",
        "Give your function inputs that are all 0. What can still change its answer?",
        "For the inputs 2 and 5, the weights 3 and −1 and the bias 4: 2 · 3 = 6, 5 · (−1) = −5, and 4 + 6 − 5 = 5.",
    ),
    ladder=(
        Rung("one sample", _neuron(1, 3)),
        Rung("two samples", _neuron(2, 3), cases=3),
        Rung("more samples than inputs", _neuron(5, 4)),
        Rung("as many samples as inputs", _neuron(3, 3)),
        Rung("inputs near 10000", _neuron(4, 2, centre=1e4)),
    ),
    wrong=(
        Wrong(
            "forgets the bias",
            without_the_bias,
            "the bias never enters the sum",
            "If every input is 0, what should the neuron answer?",
            PAGE + "weighted-sum",
            "misconceptions: NEU03-bias-forgotten",
            confrontation=Confrontation(
                "the bias goes from 1 to 100, and the answer stays as it is",
                lambda f: f(ONE, TWO, 1.0)[0] == f(ONE, TWO, 100.0)[0],
            ),
        ),
        Wrong(
            "adds the bias once for each input",
            bias_for_each_input,
            "the bias is counted as often as there are inputs",
            "If there were 100 inputs, how often would your bias be counted?",
            PAGE + "weighted-sum",
            "misconceptions: NEU05-bias-per-input",
            confrontation=Confrontation(
                "a hundred inputs of 0 and a bias of 1 give 100",
                lambda f: f(np.zeros((1, 100)), np.ones(100), 1.0)[0] == 100,
            ),
        ),
        Wrong(
            "leaves out the sum",
            products_without_the_sum,
            "there is a number for each input instead of one for each sample",
            "How many numbers should one neuron return for one sample?",
            PAGE + "weighted-sum",
            "misconceptions: NEU04-no-sum",
            confrontation=Confrontation(
                "one neuron looks at one sample with three inputs, and gives three answers",
                lambda f: np.size(f(np.ones((1, 3)), np.ones(3), 1.0)) == 3,
            ),
        ),
        Wrong(
            "subtracts the bias",
            bias_subtracted,
            "a larger bias should make the sum larger",
            "When the bias grows, should the sum grow or shrink?",
            PAGE + "weighted-sum",
            "surviving mutant",
            confrontation=Confrontation(
                "the bias goes up, and the sum goes down",
                lambda f: f(ONE, TWO, 5.0)[0] < f(ONE, TWO, 1.0)[0],
            ),
        ),
    ),
    right=(
        Right("number by number", one_by_one),
        Right("products added up", products_added_up),
        Right("input by input", column_by_column),
    ),
)


def sides_exchanged(inputs, weights, bias):
    return -np.sign(weighted_sum(inputs, weights, bias))


def boundary_as_positive(inputs, weights, bias):
    return np.where(weighted_sum(inputs, weights, bias) >= 0, 1, -1)


def zero_for_negative(inputs, weights, bias):
    return np.where(weighted_sum(inputs, weights, bias) > 0, 1, 0)


def sum_itself(inputs, weights, bias):
    return weighted_sum(inputs, weights, bias)


def by_two_comparisons(inputs, weights, bias):
    sums = inputs @ weights + bias
    return (sums > 0).astype(int) - (sums < 0).astype(int)


def sample_by_sample(inputs, weights, bias):
    answers = []
    for row in inputs:
        total = float(np.dot(row, weights)) + bias
        answers.append(0 if total == 0 else 1 if total > 0 else -1)
    return answers


def _points_and_one_on_the_boundary(n_samples: int, n_inputs: int) -> Draw:
    """Draw whole numbers, so that the first sample lies on the boundary exactly."""

    def draw(rng: np.random.Generator) -> Request:
        weights = rng.choice([-1, 1], n_inputs) * rng.integers(1, 6, n_inputs)
        inputs = rng.choice([-1, 1], (n_samples, n_inputs)) * rng.integers(1, 6, (n_samples, n_inputs))
        inputs[0] = rng.choice([-1, 1]) * np.sign(weights) * rng.integers(1, 3, n_inputs)
        return {"args": [inputs.astype(float), weights.astype(float), float(-inputs[0] @ weights)]}

    return draw


SIDE = Exercise(
    name="side",
    kind="function",
    reference=side,
    uses=("weighted_sum",),
    covers=("discriminant-sign-regions",),
    minutes=5,
    difficulty=1,
    hints=(
        "Which of your three answers belongs to a sum of exactly 0?",
        "With the single weight 1 and the bias −2, walk through the inputs 1, 2 and 3: which side is each on?",
        "For the weights (1, −1), the bias 1 and the sample (0, 3) the sum is 1 + 0 − 3 = −2, so the answer is −1.",
    ),
    ladder=(
        Rung("two inputs", _points_and_one_on_the_boundary(15, 2), cases=3),
        Rung("four inputs", _points_and_one_on_the_boundary(25, 4)),
    ),
    wrong=(
        Wrong(
            "exchanges the sides",
            sides_exchanged,
            "the weights point to the side that is called −1",
            "If you walk along the weights, does the sum grow or shrink?",
            PAGE + "boundary",
            "surviving mutant",
            confrontation=Confrontation(
                "with the weight 2 and a bias of 0 the input 1 is on the negative side",
                lambda f: f(ONE, TWO, 0.0)[0] == -1,
            ),
        ),
        Wrong(
            "counts the boundary to the positive side",
            boundary_as_positive,
            "a point on the boundary belongs to neither side",
            "What is the sum of a point on the boundary?",
            PAGE + "boundary",
            "seeds: discriminant-sign-regions",
            confrontation=Confrontation(
                "turn weights and bias around, and a point on the boundary stays on the same side",
                lambda f: f(ONE, TWO, -2.0)[0] == f(ONE, -TWO, 2.0)[0] == 1,
            ),
        ),
        Wrong(
            "gives the negative side a 0",
            zero_for_negative,
            "the negative side and the boundary get the same number",
            "How does a reader tell the negative side from the boundary?",
            PAGE + "boundary",
            "seeds: step-versus-logistic",
            confrontation=Confrontation(
                "a point a hundred steps behind the boundary gets the same answer as one on it",
                lambda f: f(ONE, TWO, -200.0)[0] == f(ONE, TWO, -2.0)[0],
            ),
        ),
        Wrong(
            "returns the sum",
            sum_itself,
            "this is the sum; the question was only which sign it has",
            "How many different answers can there be?",
            PAGE + "boundary",
            "surviving mutant",
            confrontation=Confrontation("the input 1000 is on side 2000", lambda f: f(1000 * ONE, TWO, 0.0)[0] == 2000),
        ),
    ),
    right=(Right("by two comparisons", by_two_comparisons), Right("sample by sample", sample_by_sample)),
)
