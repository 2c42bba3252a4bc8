"""A network of sigmoid units on its way forward."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from solutions.graph_jacobians import forward_pass

from .tables import network

LINK = "computation_graphs#graphs-network"


def sigmoid(sums):
    return 1 / (1 + np.exp(-sums))


def units_for_samples(X, W, v):
    sums, activations, _ = forward_pass(X, W, v)
    return sums, activations, v[0] + activations.T @ v[1:]


def bias_for_a_unit(X, W, v):
    sums, activations, _ = forward_pass(X, W, v)
    return sums, activations, activations @ v[:-1] + v[-1]


def without_the_output_bias(X, W, v):
    sums, activations, outputs = forward_pass(X, W, v)
    return sums, activations, outputs - v[0]


def without_the_hidden_biases(X, W, v):
    return forward_pass(X[:, 1:], W[1:], v)


def last_feature_from_above(X, W, v):
    X = X.copy()
    X[1:, -1] = X[:-1, -1].copy()
    return forward_pass(X, W, v)


def first_activation_from_the_last(X, W, v):
    sums, activations, _ = forward_pass(X, W, v)
    activations[0, -1] = activations[-1, -1]
    return sums, activations, v[0] + activations @ v[1:]


def digits_cut_off(X, W, v):
    sums, activations, _ = forward_pass(X, W, v)
    activations = np.trunc(1e5 * activations) / 1e5
    return sums, activations, v[0] + activations @ v[1:]


def sums_to_the_output(X, W, v):
    sums, activations, _ = forward_pass(X, W, v)
    return sums, activations, v[0] + sums @ v[1:]


def turned(X, W, v):
    sums = X @ W
    return sums, 1 - sigmoid(sums), v[0] + (1 - sigmoid(sums)) @ v[1:]


def sample_by_sample(X, W, v):
    sums = [[sum(x * w for x, w in zip(row, unit, strict=True)) for unit in W.T] for row in X]
    activations = [[1 / (1 + np.exp(-a)) for a in row] for row in sums]
    outputs = [v[0] + sum(w * z for w, z in zip(v[1:], row, strict=True)) for row in activations]
    return np.array(sums), np.array(activations), np.array(outputs)


def with_columns_of_ones(X, W, v):
    sums = np.einsum("if,fj->ij", X, W)
    powers = np.exp(sums)
    activations = powers / (powers + 1)
    return sums, activations, np.column_stack([np.ones(len(X)), activations]) @ v


# --- two samples, one feature that is 0 and then 2; two units whose sums are 0 at the first sample --------------------

X, W, V = np.array([[1.0, 0.0], [1.0, 2.0]]), np.array([[0.0, 0.0], [1.0, -3.0]]), np.array([5.0, 2.0, 4.0])


def _node(answer, i, X=X, W=W, v=V):
    return np.asarray(answer(X, W, v)[i])


FORWARD_PASS = Exercise(
    name="forward_pass",
    kind="function",
    reference=forward_pass,
    ladder=(
        Rung("two samples", network(2, 3, 4)),
        Rung("more samples than units", network(5, 2, 3), cases=3),
        Rung("as many samples as units", network(3, 2, 3), cases=2),
        Rung("one unit", network(4, 2, 1), cases=1),
    ),
    wrong=(
        Wrong(
            "takes units for samples",
            units_for_samples,
            "an output adds up the units of one sample, along a row of the activations",
            "Are the weights v one for each unit, or one for each sample?",
            LINK,
            "seeds: hidden-units-as-samples",
            confrontation=Confrontation(
                "the first sample, whose units both give a half, should have the output 5 + 1 + 2",
                lambda answer: _node(answer, 2)[0] != 8,
            ),
        ),
        Wrong(
            "takes the output's bias for a weight",
            bias_for_a_unit,
            "the first number of v is the bias, and the others belong to the units in order",
            "Which number of v belongs to the first unit?",
            LINK,
            "seeds: dW-bias-kept",
            confrontation=Confrontation(
                "with weights of 0 the output is not its bias",
                lambda answer: _node(answer, 2, v=np.array([5.0, 0.0, 0.0]))[0] != 5,
            ),
        ),
        Wrong(
            "leaves out the output's bias",
            without_the_output_bias,
            "the bias is added to every output, whatever the units say",
            "What is the output when all units give 0?",
            LINK,
            "surviving mutant",
            confrontation=Confrontation(
                "with weights of 0 the output is 0, and its bias is 5",
                lambda answer: not _node(answer, 2, v=np.array([5.0, 0.0, 0.0])).any(),
            ),
        ),
        Wrong(
            "leaves out the units' biases",
            without_the_hidden_biases,
            "row 0 of the weights meets the 1 in front of each sample",
            "What does the 1 in front of each sample do?",
            LINK,
            "misconceptions: NEU03-bias-forgotten",
            confrontation=Confrontation(
                "with biases of 7 and a feature of 0 the sums are 0",
                lambda answer: not _node(answer, 0, W=np.add(W, [[7.0], [0.0]]))[0].any(),
            ),
        ),
        Wrong(
            "copies the last feature from the sample above",
            last_feature_from_above,
            "each sample has features of its own",
            "What is the last number of the last sample?",
            LINK,
            "seeds: third-row-working",
            confrontation=Confrontation(
                "a sample whose feature is 2 has the sums of one whose feature is 0",
                lambda answer: not _node(answer, 0)[1].any(),
            ),
        ),
        Wrong(
            "copies the first activation of the last unit from the last sample",
            first_activation_from_the_last,
            "an activation is the sigmoid of its own sum",
            "Which sum belongs to the first activation of the last unit?",
            LINK,
            "seeds: z3-first-entry",
            confrontation=Confrontation(
                "the sigmoid of 0 is near 0 for the last unit", lambda answer: _node(answer, 1)[0, 1] < 0.01
            ),
        ),
        Wrong(
            "cuts digits off on the way",
            digits_cut_off,
            "what is shortened on the way is wrong in more digits later: round once, at the end",
            "In which digit does your answer part from the right one?",
            LINK,
            "seeds: truncated-activations",
            confrontation=Confrontation(
                "a sum of −12 closes a unit for good",
                lambda answer: _node(answer, 1, W=2 * W)[1, 1] == 0,
            ),
        ),
        Wrong(
            "feeds the sums to the output",
            sums_to_the_output,
            "the output takes what the units give, and not what they were given",
            "Which of your two tables is the output's input?",
            LINK,
            "misconceptions: LIN05-pre-activation",
            confrontation=Confrontation(
                "two units that give a half and have positive weights add nothing to the bias",
                lambda answer: _node(answer, 1)[0, 0] == 0.5 and _node(answer, 2)[0] == 5,
            ),
        ),
        Wrong(
            "turns the sigmoid round",
            turned,
            "a larger sum has to give a larger activation",
            "Is your activation near 1 or near 0 when the sum is large?",
            LINK,
            "misconceptions: NEU01-sign-of-z",
            confrontation=Confrontation(
                "a unit with the sum −6 is nearly fully open", lambda answer: _node(answer, 1)[1, 1] > 0.99
            ),
        ),
    ),
    right=(Right("sample by sample", sample_by_sample), Right("with a column of ones", with_columns_of_ones)),
    hints=(
        "Which shape has each of the three nodes, and which of its axes counts samples?",
        "Set all of W to 0: every activation is a half, and every output is $v_0 + (v_1 + v_2 + \\dots) / 2$.",
        "The sample (1, 4), a unit with the bias −8 and the weight 2: the sum is $-8 + 2 \\cdot 4 = 0$, the activation "
        "0.5, and with $v = (3, 10)$ the output is $3 + 10 \\cdot 0.5 = 8$.",
    ),
    covers=(
        "network-graph-structure",
        "network-preactivations",
        "network-hidden-activations",
        "network-output",
        "network-total-loss",
    ),
    minutes=12,
    difficulty=2,
)
