"""A network of sigmoid units on its way back."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from solutions.graph_jacobians import backward_pass, forward_pass

from . import wrong_sweeps
from .tables import network

LINK = "computation_graphs#graphs-network-back"


def sample_by_sample(X, W, v, y):
    _, Z, outputs = forward_pass(X, W, v)
    pull, back, sums = [], [], []
    grad_v, grad_W = np.zeros(len(v)), np.zeros(W.shape)
    for x, z, output, target in zip(X, Z, outputs, y, strict=True):
        pull.append(2 * output - 2 * target)
        back.append(pull[-1] * v[1:])
        sums.append(back[-1] * (z - z**2))
        grad_v += pull[-1] * np.array([1.0, *z])
        grad_W += x[:, None] * sums[-1]
    return np.array(pull), grad_v, np.array(back), np.array(sums), grad_W


def with_whole_jacobians(X, W, v, y):
    _, Z, outputs = forward_pass(X, W, v)
    n, h = Z.shape
    pull = 2.0 * (outputs - y)
    by_v = np.hstack([np.ones((n, 1)), Z])
    by_Z = np.einsum("ik,j->ikj", np.eye(n), v[1:])
    by_sums = np.einsum("ij,jk->ijk", Z * (1 - Z), np.eye(h))
    back = np.einsum("i,ikj->kj", pull, by_Z)
    sums = np.einsum("ij,ijk->ik", back, by_sums)
    return pull, pull @ by_v, back, sums, np.einsum("ij,if->fj", sums, X)


# --- two samples, whose feature is 0 and 2; two units, both at a half for the first sample, whose output is 8 ---------

X, W, V = np.array([[1.0, 0.0], [1.0, 2.0]]), np.array([[0.0, 0.0], [1.0, -3.0]]), np.array([5.0, 2.0, 4.0])
SECOND = forward_pass(X, W, V)[2][1]
FIRST_TOO_LOW = np.array([9.0, SECOND])  # by 1, and the second sample is right
OPPOSITE = np.array([9.0, SECOND - 1.0])  # too low by 1, too high by 1


def _node(answer, i, y=FIRST_TOO_LOW, v=V, X=X):
    return np.asarray(answer(X, W, v, y)[i])


BACKWARD_PASS = Exercise(
    name="backward_pass",
    kind="function",
    reference=backward_pass,
    uses=("forward_pass",),
    ladder=(
        Rung("two samples", network(2, 3, 4, targets=True)),
        Rung("more samples than units", network(5, 2, 3, targets=True), cases=3),
        Rung("as many samples as units", network(3, 2, 3, targets=True), cases=3),
        Rung("as many samples, units and features", network(3, 3, 3, targets=True), cases=1),
    ),
    wrong=(
        Wrong(
            "turns the sign",
            wrong_sweeps.sign_turned,
            "the gradient points where the loss grows: output minus target",
            "An output is too low. Does the loss grow when it rises?",
            LINK,
            "seeds: residual-sign",
            confrontation=Confrontation(
                "an output is too low, and it is said that the loss grows when it rises",
                lambda answer: _node(answer, 0)[0] > 0,
            ),
        ),
        Wrong(
            "leaves out the two",
            wrong_sweeps.without_the_two,
            "the derivative of a square is twice what is squared",
            "What is the derivative of the square of u by u?",
            LINK,
            "surviving mutant",
            confrontation=Confrontation(
                "an error of 1 has a square with the slope 1", lambda answer: abs(_node(answer, 0)[0]) == 1
            ),
        ),
        Wrong(
            "starts with the loss in place of its derivative",
            wrong_sweeps.loss_for_its_derivative,
            "what travels back is how much the loss changes, not how large it is",
            "Can a number that is never negative say that an output should fall?",
            LINK,
            "seeds: loss-in-place-of-its-derivative",
            confrontation=Confrontation(
                "one output is too low and one too high, and both get the same sign",
                lambda answer: (_node(answer, 0, OPPOSITE) > 0).all(),
            ),
        ),
        Wrong(
            "averages over the samples",
            wrong_sweeps.averaged,
            "the loss of this network is a sum over the samples, and no mean",
            "Does the text say that the loss is a mean, or a sum?",
            LINK,
            "misconceptions: HID05-extra-1-over-n",
            confrontation=Confrontation(
                "an output's slope is halved because another sample is there",
                lambda answer: 2 * _node(answer, 0)[0] == answer(X[:1], W, V, FIRST_TOO_LOW[:1])[0][0],
            ),
        ),
        Wrong(
            "computes the sigmoid's slope from the sums",
            wrong_sweeps.slope_from_the_sums,
            "z (1 − z) is the slope where z is what the sigmoid gave",
            "Your slope is negative for a sum of 2. Can a rising curve have a negative slope?",
            LINK,
            "seeds: slope-from-preactivation",
            confrontation=Confrontation(
                "where the sum is 0, and the sigmoid steepest, nothing passes",
                lambda answer: not _node(answer, 3)[0].any(),
            ),
        ),
        Wrong(
            "leaves out the sigmoid's slope",
            wrong_sweeps.without_the_slope,
            "between an activation and its sum there is a sigmoid, and that is a factor of the path",
            "By how much does an activation grow when its sum grows by a little?",
            LINK,
            "misconceptions: HID01-no-slope",
            confrontation=Confrontation(
                "a sigmoid passes on all that arrives, as if it had the slope 1",
                lambda answer: np.array_equal(_node(answer, 3), _node(answer, 2)),
            ),
        ),
        Wrong(
            "adds the samples up too early",
            wrong_sweeps.summed_too_early,
            "each sample's number has to meet the factors of its own sample first",
            "Which slope belongs to the error of the first sample?",
            LINK,
            "seeds: residuals-summed-before-use",
            confrontation=Confrontation(
                "the second sample is right, and its units are corrected",
                lambda answer: _node(answer, 2)[1].any(),
            ),
        ),
        Wrong(
            "matches the output's weights to samples",
            wrong_sweeps.weights_by_sample,
            "there is one weight for each unit, and it is the same for all samples",
            "Are the weights v one for each unit, or one for each sample?",
            LINK,
            "seeds: output-weights-indexed-by-sample",
            confrontation=Confrontation(
                "units with the weights 2 and 4 get the same",
                lambda answer: _node(answer, 2)[0, 0] == _node(answer, 2)[0, 1],
            ),
        ),
        Wrong(
            "takes the output's bias for a weight",
            wrong_sweeps.bias_kept,
            "the bias leads to no unit: the first unit has the second number of v",
            "Which unit does the bias carry an error back to?",
            LINK,
            "seeds: dW-bias-kept",
            confrontation=Confrontation(
                "all units have the weight 0, and yet they are corrected",
                lambda answer: _node(answer, 2, v=np.array([5.0, 0.0, 0.0])).any(),
            ),
        ),
        Wrong(
            "shares the errors out without the weights",
            wrong_sweeps.without_the_weights,
            "a unit answers for an error as far as its weight carries it there",
            "Should a unit with the weight 0 hear of the error?",
            LINK,
            "misconceptions: DXA05-no-weights",
            confrontation=Confrontation(
                "with all weights at 0 the error still comes back in full",
                lambda answer: (_node(answer, 2, v=np.zeros(3))[0] == _node(answer, 0, v=np.zeros(3))[0]).all(),
            ),
        ),
        Wrong(
            "takes units for samples",
            wrong_sweeps.units_for_samples,
            "an output weight adds up, over the samples, what its own unit said",
            "What did the first unit say at the second sample, and where does it stand?",
            LINK,
            "seeds: dv-swap-only",
            confrontation=Confrontation(
                "only the first sample is wrong, where both units say a half, and their weights get different slopes",
                lambda answer: _node(answer, 1)[1] != _node(answer, 1)[2],
            ),
        ),
        Wrong(
            "transposes the gradient of the hidden weights",
            wrong_sweeps.transposed,
            "rows and columns have changed places: a gradient has the shape of its weights",
            "In which row of W do the biases stand?",
            LINK,
            "seeds: dW-transposed",
            confrontation=Confrontation(
                "a feature that is 0 wherever something is wrong has its weight corrected",
                lambda answer: _node(answer, 4)[1, 0] != 0,
            ),
        ),
        Wrong(
            "gives the output's bias no gradient",
            wrong_sweeps.without_the_bias,
            "the bias is a weight whose unit always says 1",
            "Does the output change when its bias moves?",
            LINK,
            "seeds: constant-derivative-zero-add",
            confrontation=Confrontation(
                "every output is too low, and the bias stays", lambda answer: _node(answer, 1, y=V[:2] + 50)[0] == 0
            ),
        ),
    ),
    right=(Right("sample by sample", sample_by_sample), Right("with whole Jacobians", with_whole_jacobians)),
    hints=(
        "Write the nodes in a row, from W to the loss. Which local derivative stands beside each arrow?",
        "Hand in the outputs of your forward_pass as targets: everything must be 0. Then change one target, and look "
        "at which rows of the nodes are not 0.",
        "One sample (1, 3), one unit that gives 0.5, $v = (1, 4)$, the output 3, the target 2: the output gets 2, v "
        "gets (2, 1), the activation $2 \\cdot 4 = 8$, the sum $8 \\cdot 0.25 = 2$, and W gets 2 and 6.",
    ),
    covers=(
        "network-squared-errors",
        "network-loss-gradient",
        "network-sigmoid-slope",
        "network-output-weight-gradient",
        "network-hidden-jacobians",
        "network-hidden-weight-gradient",
        "network-jacobian-backward",
        "scalar-chain-two-sigmoids",
        "output-weight-gradient-path",
    ),
    minutes=25,
    difficulty=2,
)
