"""What the gradient of a stretched array is to the array that was stretched."""

from __future__ import annotations

import numpy as np

from autograder.bank.draws import numbers
from autograder.bank.exercise import Confrontation, Draw, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.computation_graphs import undo_broadcast

LINK = "computation_graphs#graphs-accumulate"


def _lacking(gradient, shape):
    """Return the axes in front that the array lacked, and those along which it had one entry."""
    front = gradient.ndim - len(shape)
    return tuple(range(front)), tuple(front + i for i, size in enumerate(shape) if size == 1)


def as_it_arrives(gradient, shape):
    return 1.0 * gradient


def averaged(gradient, shape):
    front, ones = _lacking(gradient, shape)
    return np.mean(gradient, axis=front + ones).reshape(shape)


def last_copy_only(gradient, shape):
    for axis in sorted(sum(_lacking(gradient, shape), ()), reverse=True):
        gradient = np.take(gradient, -1, axis=axis)
    return gradient.reshape(shape)


def axes_lost(gradient, shape):
    front, ones = _lacking(gradient, shape)
    return np.sum(gradient, axis=front + ones)


def lined_up_from_the_left(gradient, shape):
    while gradient.ndim > len(shape):
        gradient = np.sum(gradient, axis=-1)
    return np.sum(gradient, axis=tuple(i for i, size in enumerate(shape) if size == 1), keepdims=True)


def front_axes_only(gradient, shape):
    return np.sum(gradient, axis=_lacking(gradient, shape)[0])


def axis_by_axis(gradient, shape):
    while gradient.ndim > len(shape):
        gradient = sum(gradient)
    for axis, size in enumerate(shape):
        if size < gradient.shape[axis]:
            gradient = np.add.reduce(gradient, axis=axis)
            gradient = np.expand_dims(gradient, axis)
    return gradient


def by_owner(gradient, shape):
    count = int(np.prod(shape))
    owner = np.broadcast_to(np.arange(count).reshape(shape), gradient.shape)
    total = [0.0] * count
    for which, share in zip(owner.flat, gradient.flat, strict=True):
        total[which] += share
    return np.array(total).reshape(shape)


def _of(stretched: tuple[int, ...], shape: tuple[int, ...]) -> Draw:
    def draw(rng: np.random.Generator) -> Request:
        return {"args": [numbers(rng, *stretched), shape]}

    return draw


ONES = np.ones((3, 2))  # of three samples and two outputs

UNDO_BROADCAST = Exercise(
    name="undo_broadcast",
    kind="function",
    reference=undo_broadcast,
    ladder=(
        Rung("a bias, added to every row", _of((5, 3), (3,))),
        Rung("a column, added to every column", _of((4, 3), (4, 1))),
        Rung("as many rows as columns", _of((3, 3), (3,)), cases=1),
        Rung("one entry for all", _of((2, 4), (1,)), cases=1),
        Rung("both ways at once", _of((2, 3, 4), (3, 1))),
        Rung("nothing was stretched", _of((4, 2), (4, 2)), cases=1, share=0.2),
    ),
    wrong=(
        Wrong(
            "hands the gradient on as it arrives",
            as_it_arrives,
            "the gradient has an entry for every copy, and the array that was copied has fewer",
            "What is the shape of the bias, and that of your gradient?",
            LINK,
            "two surviving mutants",
            confrontation=Confrontation(
                "a bias of two entries has a gradient of three rows",
                lambda answer: np.shape(answer(ONES, (2,))) == (3, 2),
            ),
        ),
        Wrong(
            "averages the copies",
            averaged,
            "every copy acts on the loss, and where paths meet the gradients add up",
            "If all copies grow by 1, how much does the loss grow?",
            LINK,
            "misconceptions: LIN03-extra-1-over-n",
            confrontation=Confrontation(
                "a number that is used six times counts as if it were used once",
                lambda answer: np.sum(answer(ONES, (1,))) == 1,
            ),
        ),
        Wrong(
            "keeps the last copy only",
            last_copy_only,
            "each copy's gradient writes over the one before, where they have to be added",
            "Which sample decides about your bias?",
            LINK,
            "misconceptions: GRF01-assign-not-add",
            confrontation=Confrontation(
                "the first two samples have no part in the gradient of the bias",
                lambda answer: not np.any(answer(ONES * [[1.0], [1.0], [0.0]], (2,))),
            ),
        ),
        Wrong(
            "loses the axes with one entry",
            axes_lost,
            "the numbers are right, and an axis is gone: a gradient has the shape of what it belongs to",
            "How many axes has a column, and how many has your gradient?",
            LINK,
            "misconceptions: SMX03-no-keepdims",
            confrontation=Confrontation(
                "added to its column, the gradient makes a square",
                lambda answer: np.shape(answer(ONES, (3, 1))) == (3,),
            ),
        ),
        Wrong(
            "lines shapes up from the left",
            lined_up_from_the_left,
            "NumPy lines shapes up from the right, so that the axes that an array lacks are the first ones",
            "Write the two shapes below each other, flush right. Which axis is new?",
            LINK,
            "misconceptions: SHP03-n-by-n-residual",
            confrontation=Confrontation(
                "a bias of two entries has a gradient for each of the three samples",
                lambda answer: np.shape(answer(ONES, (2,))) == (3,),
            ),
        ),
        Wrong(
            "forgets the axes with one entry",
            front_axes_only,
            "an array is stretched along axes with one entry, too",
            "A column is added to a table with four columns. How often is it used?",
            LINK,
            "surviving mutant",
            confrontation=Confrontation(
                "a column has a gradient of two columns", lambda answer: np.shape(answer(ONES, (3, 1))) == (3, 2)
            ),
        ),
    ),
    right=(Right("axis by axis", axis_by_axis), Right("by the owner of each entry", by_owner)),
    hints=(
        "How often is each entry of the small array used in the large one, and what happens where paths meet?",
        "Add a bias of shape (3,) to a table of shape (5, 3), and raise one entry of it by 1. How many entries of the "
        "sum change, and which?",
        "The shapes (2, 3) and (2, 1), flush right: axis 1 was stretched. From the gradient (1, 2, 4), (5, 0, −1) the "
        "column gets 7 and 4, and keeps its shape (2, 1).",
    ),
    equivalent={
        "gradient = np.sum(gradient, axis=tuple(range(np.ndim(gradient) - len(shape)))) -> "
        "gradient = np.sum(gradient, axis=tuple(range(np.ndim(-gradient) - len(shape))))": (
            "the number of axes has no sign"
        ),
    },
    uncovered="the engines of the seeds hold single numbers, and nothing is stretched in them",
    minutes=15,
    difficulty=2,
)
