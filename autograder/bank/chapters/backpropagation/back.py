"""One layer on the way back: from its sums to its inputs."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from solutions.backpropagation import layer_backward

from .draws import pair_of_tables

PAGE = "backpropagation#backpropagation-"


def columns_for_rows(W, grad_sums):
    return grad_sums @ W


def own_output_only(W, grad_sums):
    grad_inputs = np.zeros((len(grad_sums), len(W)))
    for j in range(min(W.shape)):
        grad_inputs[:, j] = grad_sums[:, j] * W[j, j]
    return grad_inputs


def without_weights(W, grad_sums):
    return np.repeat(np.sum(grad_sums, axis=1, keepdims=True), len(W), axis=1)


def transposed(W, grad_sums):
    return W @ grad_sums.T


def averaged_over_the_outputs(W, grad_sums):
    return grad_sums @ W.T / W.shape[1]


def averaged_over_the_samples(W, grad_sums):
    return grad_sums @ W.T / len(grad_sums)


def samples_added_up(W, grad_sums):
    return np.sum(grad_sums, axis=0) @ W.T


def turned(W, grad_sums):
    return -grad_sums @ W.T


def sample_by_sample(W, grad_sums):
    rows = []
    for g in grad_sums:
        rows.append([sum(w * one for w, one in zip(row, g, strict=True)) for row in W])
    return np.array(rows)


def with_einsum(W, grad_sums):
    return np.einsum("jk,nk->nj", W, grad_sums)


# --- two units, two outputs, one sample with the gradient (1, 0): only output 0 is wrong ------------------------------

W2, FIRST = np.array([[2.0, 3.0], [-5.0, 7.0]]), np.array([[1.0, 0.0]])


def _back(answer, W=W2, grad_sums=FIRST):
    return np.asarray(answer(W, grad_sums))


LAYER_BACKWARD = Exercise(
    name="layer_backward",
    kind="function",
    reference=layer_backward,
    ladder=(
        Rung("one sample", pair_of_tables((2, 3), (1, 3))),
        Rung("several samples", pair_of_tables((4, 3), (5, 3)), cases=3),
        Rung("more outputs than inputs", pair_of_tables((2, 5), (3, 5))),
        Rung("as many inputs as outputs", pair_of_tables((3, 3), (4, 3))),
    ),
    wrong=(
        Wrong(
            "takes columns of the weights for rows",
            columns_for_rows,
            "on the way back an input collects from all outputs, along its own row of the weights",
            "To which outputs does the first input go, and where do those weights stand?",
            PAGE + "activations",
            "seeds: column-instead-of-row-of-W2",
            confrontation=Confrontation(
                "an input that reaches output 0 with the weight −5 is told 3, a weight that it does not have",
                lambda answer: _back(answer)[0, 1] == 3,
            ),
        ),
        Wrong(
            "lets each unit hear of one output only",
            own_output_only,
            "a unit acts on every output, so the contributions of all outputs add up",
            "Through how many outputs does this unit reach the loss?",
            PAGE + "indices",
            "seeds: output-and-hidden-index-conflated, output-and-hidden-index-conflated-softmax",
            confrontation=Confrontation(
                "output 0 is wrong, and unit 1 with its weight of −5 is not told",
                lambda answer: _back(answer)[0, 1] == 0,
            ),
        ),
        Wrong(
            "shares the errors out without the weights",
            without_weights,
            "a unit answers for an error as far as its weight carries it there",
            "Should a unit with the weight 0 hear of the error?",
            PAGE + "activations",
            "misconceptions: DXA05-no-weights",
            confrontation=Confrontation(
                "with all weights at 0 the error still comes back", lambda answer: _back(answer, 0 * W2).any()
            ),
        ),
        Wrong(
            "hands back columns of samples",
            transposed,
            "the numbers are right, and samples stand in columns: a gradient has the shape of what it belongs to",
            "What is the shape of the inputs, and that of your gradient?",
            PAGE + "shapes",
            "misconceptions: LIN01-transposed",
            confrontation=Confrontation(
                "one sample with two inputs has a gradient of two rows", lambda answer: _back(answer).shape == (2, 1)
            ),
        ),
        Wrong(
            "averages over the outputs",
            averaged_over_the_outputs,
            "the paths through the outputs add up, and there is no mean over paths",
            "Are contributions that meet added up or averaged?",
            PAGE + "activations",
            "misconceptions: DLG03-over-n-and-k",
            confrontation=Confrontation(
                "a second output that is already right halves what comes back",
                lambda answer: np.allclose(2 * _back(answer), _back(answer, W2[:, :1], FIRST[:, :1])),
            ),
        ),
        Wrong(
            "averages over the samples again",
            averaged_over_the_samples,
            "the gradient that comes back has the mean in it already",
            "How often do you divide by the number of samples?",
            PAGE + "activations",
            "misconceptions: HID05-extra-1-over-n",
            confrontation=Confrontation(
                "a sample's gradient is halved because another sample is there",
                lambda answer: np.allclose(2 * _back(answer, W2, np.repeat(FIRST, 2, axis=0))[0], _back(answer)[0]),
            ),
        ),
        Wrong(
            "adds the samples up",
            samples_added_up,
            "each sample has inputs of its own, and so it has gradients of its own",
            "How many rows have the inputs, and how many has your gradient?",
            PAGE + "shapes",
            "seeds: residuals-summed-before-use",
            confrontation=Confrontation(
                "two samples with opposite errors are both told that all is well",
                lambda answer: not _back(answer, W2, np.vstack([FIRST, -FIRST])).any(),
            ),
        ),
        Wrong(
            "turns the sign",
            turned,
            "a unit with a positive weight raises the sum, so its gradient has the sign of the sum's",
            "If a sum should fall, should a unit that raises it grow?",
            PAGE + "activations",
            "surviving mutant",
            confrontation=Confrontation(
                "a score is too high, and the unit that raises it is told to grow",
                lambda answer: _back(answer)[0, 0] < 0,
            ),
        ),
    ),
    right=(Right("sample by sample", sample_by_sample), Right("with einsum", with_einsum)),
    hints=(
        "One input moves a little. Which sums move, and how much each?",
        "Give one sample the gradient (1, 0, 0): what comes back is the first column of the weights, one number "
        "an input.",
        "Weights (2, −1) from input 0 to two outputs, gradients 3 and 4: input 0 gets 2·3 + (−1)·4 = 2.",
    ),
    covers=("mlp-grad-activations", "mlp-regression-multi-output"),
    minutes=10,
    difficulty=2,
)
