"""The direction in which the mean loss grows."""

from __future__ import annotations

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from solutions.training import parameter_gradients

from . import wrong_gradients as rules
from .draws import predicted

PAGE = "training#training-"


def sample_by_sample(X, P, labels):
    grad_W, grad_b = np.zeros((X.shape[1], P.shape[1])), np.zeros(P.shape[1])
    for x, p, label in zip(X, P, labels, strict=True):
        error = np.array(p)
        error[label] -= 1
        grad_W += np.outer(x, error) / len(X)
        grad_b += error / len(X)
    return grad_W, grad_b


def with_a_column_of_ones(X, P, labels):
    errors = P - (labels[:, None] == np.arange(P.shape[1]))
    both = np.einsum("ni,nk->ik", np.column_stack([np.ones(len(X)), X]), errors) / len(X)
    return both[1:], both[0]


# One sample of class 0 with the input 2, to which two classes seem equally likely.
X, P, FIRST = np.array([[2.0]]), np.array([[0.5, 0.5]]), np.array([0])
CERTAIN = np.array([[1.0, 0.0]])


def _weights(answer, X=X, P=P, labels=FIRST):
    return np.asarray(answer(X, P, labels)[0])


def _biases(answer, X=X, P=P, labels=FIRST):
    return np.asarray(answer(X, P, labels)[1])


def _repeated(answer, times, part):
    X3, P3 = np.repeat(X, times, axis=0), np.repeat(P, times, axis=0)
    return np.asarray(answer(X3, P3, np.repeat(FIRST, times))[part])


def _moves_when_certain(answer):
    return np.abs(_weights(answer, P=CERTAIN)).max() > 0


RIGHT_AND_CERTAIN = "a sample that is predicted rightly and with certainty still moves the weights"

WRONG = (
    Wrong(
        "adds the samples up",
        rules.summed,
        "it is the gradient of the sum, not of the mean",
        "If every sample were shown twice, should the step be twice as long?",
        PAGE + "batches",
        "seeds: sum-instead-of-mean",
        confrontation=Confrontation(
            "the same sample shown ten times has ten times the gradient",
            lambda answer: np.allclose(_repeated(answer, 10, 0), 10 * _weights(answer)),
        ),
    ),
    Wrong(
        "divides the first sample only",
        rules.first_sample_only_divided,
        "the brackets are missing: all terms of the sum are to be divided",
        "What does the division stand behind: the first term or the whole sum?",
        PAGE + "batches",
        "seeds: mean-over-first-term-only",
        confrontation=Confrontation(
            "the same sample shown twice has a larger gradient than when it is shown once",
            lambda answer: np.abs(_repeated(answer, 2, 0)).max() > 1.1 * np.abs(_weights(answer)).max(),
        ),
    ),
    Wrong(
        "lets the class pick the input",
        rules.class_picks_the_input,
        "the input's index must be that of the weight's row, and not that of its class",
        "Which input does the weight in row 2 multiply?",
        PAGE + "gradient",
        "seeds: class-index-on-feature",
        confrontation=Confrontation(
            "an input that is 0 moves its own weights",
            lambda answer: np.abs(_weights(answer, X=np.array([[3.0, 0.0]]))[1]).max() > 0,
        ),
    ),
    Wrong(
        "flips the targets",
        rules.flipped_targets,
        "the target is 1 for the true class and 0 for the others",
        "Which probability should rise: that of the true class or that of the others?",
        PAGE + "targets",
        "seeds: indicator-flipped",
        confrontation=Confrontation(RIGHT_AND_CERTAIN, _moves_when_certain),
    ),
    Wrong(
        "subtracts the probabilities from the targets",
        rules.turned,
        "the gradient points uphill, and this one downhill",
        "If the true class is too unlikely, what sign has the gradient of its bias?",
        PAGE + "gradient",
        "misconceptions: DLG01-y-minus-p",
        confrontation=Confrontation(
            "a step against the gradient makes the true class less likely",
            lambda answer: _biases(answer)[0] > 0,
        ),
    ),
    Wrong(
        "divides by the number of classes as well",
        rules.over_classes_too,
        "the mean runs over the samples only",
        "Over what is the mean of the loss taken?",
        PAGE + "batches",
        "misconceptions: DLG03-over-n-and-k",
        confrontation=Confrontation(
            "one sample is wrong by 1/2, and the gradient of its bias is 1/4",
            lambda answer: np.allclose(_biases(answer), [-0.25, 0.25]),
        ),
    ),
    Wrong(
        "takes decisions in place of probabilities",
        rules.hard_predictions,
        "a sample whose class is decided rightly counts nothing, as in the perceptron",
        "Is a sample that is right with a probability of 0.51 finished?",
        PAGE + "targets",
        "seeds: correct-samples-contribute-nothing",
        confrontation=Confrontation(
            "a probability of 0.51 for the true class leaves nothing to learn",
            lambda answer: np.allclose(_weights(answer, P=np.array([[0.51, 0.49]])), 0),
        ),
    ),
    Wrong(
        "leaves out the samples that are classified rightly",
        rules.misclassified_only,
        "a right sample has a small error, but not none",
        "What is the error of a sample that is right with a probability of 0.6?",
        PAGE + "targets",
        "seeds: only-misclassified-residuals",
        confrontation=Confrontation(
            "a probability of 0.51 for the true class leaves nothing to learn, one of 0.49 leaves half",
            lambda answer: (
                np.allclose(_weights(answer, P=np.array([[0.51, 0.49]])), 0)
                and np.abs(_biases(answer, P=np.array([[0.49, 0.51]])).max() - 0.51) < 1e-9
            ),
        ),
    ),
    Wrong(
        "counts the classes from 1",
        rules.classes_from_one,
        "label 0 is the first class",
        "Which column belongs to label 0?",
        PAGE + "gradient",
        "misconceptions: OHT02-labels-from-1",
        confrontation=Confrontation(RIGHT_AND_CERTAIN, _moves_when_certain),
    ),
    Wrong(
        "does not subtract the targets",
        rules.without_targets,
        "the probabilities alone are no errors",
        "What should the gradients of one sample's biases sum to?",
        PAGE + "gradient",
        "surviving mutant",
        confrontation=Confrontation(
            "the gradients of the biases sum to 1, although a shift of all scores changes nothing",
            lambda answer: np.isclose(_biases(answer).sum(), 1),
        ),
    ),
    Wrong(
        "subtracts the numbers of the classes",
        rules.labels_as_numbers,
        "a label is a name and no quantity: it becomes a row with a single 1",
        "What would change if the classes were numbered in another order?",
        PAGE + "gradient",
        "misconceptions: DLG06-labels-not-one-hot",
        confrontation=Confrontation(
            "for class 0 nothing at all is subtracted",
            lambda answer: np.allclose(_biases(answer), P[0]),
        ),
    ),
    Wrong(
        "stops at the derivative by the probabilities",
        rules.by_the_probabilities,
        "the softmax lies between the scores and the probabilities",
        "By what do you differentiate: by the probabilities or by the scores?",
        PAGE + "gradient",
        "misconceptions: DLG08-derivative-by-p",
        confrontation=Confrontation(
            "the bias gradients of a sample sum to −2, although a shift of all scores changes nothing",
            lambda answer: np.isclose(_biases(answer).sum(), -2),
        ),
    ),
    Wrong(
        "transposes the weights' gradient",
        rules.transposed,
        "rows and columns have changed places: a gradient has the shape of its weights",
        "What is the shape of the weights, and that of your gradient?",
        PAGE + "layouts",
        "misconceptions: LIN01-transposed",
        confrontation=Confrontation(
            "one input and two classes give a gradient of two rows, where there is one row of weights",
            lambda answer: _weights(answer).shape == (2, 1),
        ),
    ),
    Wrong(
        "keeps a bias gradient for each sample",
        rules.bias_not_summed,
        "the samples share one bias a class, so its gradients add up",
        "How many biases are there, and how many gradients have you?",
        PAGE + "gradient",
        "misconceptions: BIA01-not-summed",
        confrontation=Confrontation(
            "three samples of two classes give three gradients for each bias",
            lambda answer: _repeated(answer, 3, 1).shape == (3, 2),
        ),
    ),
    Wrong(
        "sums the bias gradient over the classes",
        rules.bias_over_classes,
        "the errors of a sample sum to 0; those of a class are wanted",
        "Which axis should be left: the samples or the classes?",
        PAGE + "gradient",
        "misconceptions: BIA03-wrong-axis",
        confrontation=Confrontation(
            "the biases never move, as the errors of each sample cancel",
            lambda answer: np.allclose(_biases(answer), 0),
        ),
    ),
    Wrong(
        "averages the bias gradient again",
        rules.bias_averaged_again,
        "the errors have been divided by the number of samples already",
        "How often do you divide by the number of samples?",
        PAGE + "batches",
        "misconceptions: BIA04-mean-again",
        confrontation=Confrontation(
            "the same sample shown ten times has a tenth of the bias gradient",
            lambda answer: np.allclose(10 * _repeated(answer, 10, 1), _biases(answer)),
        ),
    ),
    Wrong(
        "averages the weights' gradient again",
        rules.weights_averaged_again,
        "the errors have been divided by the number of samples already",
        "How often do you divide by the number of samples?",
        PAGE + "batches",
        "misconceptions: LIN03-extra-1-over-n",
        confrontation=Confrontation(
            "the same sample shown ten times has a tenth of the weight gradient",
            lambda answer: np.allclose(10 * _repeated(answer, 10, 0), _weights(answer)),
        ),
    ),
)

PARAMETER_GRADIENTS = Exercise(
    name="parameter_gradients",
    kind="function",
    reference=parameter_gradients,
    ladder=(
        Rung("two samples", predicted(2, 4, 3), cases=3),
        Rung("one sample", predicted(1, 4, 3)),
        Rung("five samples", predicted(5, 3, 2)),
        Rung("more classes than inputs", predicted(6, 2, 5)),
        Rung("classes that no sample has", predicted(3, 6, 5, shown=4), share=0.25),
    ),
    wrong=WRONG,
    right=(Right("sample by sample", sample_by_sample), Right("with a column of ones", with_a_column_of_ones)),
    hints=(
        "By how much is each score wrong, and which input multiplies the weight?",
        "Give one sample with certain and right probabilities: both gradients must be 0. Then show a sample twice: "
        "nothing may change.",
        "One sample with the inputs (2, 5), the probabilities (0.6, 0.4) and the true class 1 has the errors "
        "(0.6, −0.6). They are the bias gradient; the weight gradient has the rows (1.2, −1.2) and (3, −3).",
    ),
    covers=(
        "batch-gradient-general",
        "minibatch-three-class-gradient",
        "minibatch-two-gradients",
        "vectorised-gradient-convention",
        "cce-update-rule",
        "bce-update-and-contributions",
    ),
    minutes=20,
    difficulty=2,
)
