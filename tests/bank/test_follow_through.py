"""A mistake costs its points once: it is followed through all that is built on it, however many steps away."""

from dataclasses import replace

import numpy as np
import pytest

from autograder.bank.cases import following, public_cases, rebind
from autograder.bank.chapters.backpropagation import EXERCISES
from autograder.bank.proof import SECRETS, prove
from autograder.errors import ClaimFails
from autograder.student.judge import judge
from autograder.student.kinds import perform
from solutions import backpropagation

CHAPTER = {exercise.name: exercise for exercise in EXERCISES}
TRAINING = CHAPTER["train_network"]


def wrong_named(exercise, name):
    (found,) = (wrong for wrong in CHAPTER[exercise].wrong if wrong.name == name)
    return found.answer


def told(exercise, answer):
    cases = public_cases(exercise, CHAPTER)
    replies = [perform(exercise.kind, answer, case.request) for case in cases]
    return judge(exercise.kind, cases, replies, exercise.shares, exercise.tolerance)


def test_a_mistake_two_steps_upstream_comes_through_the_function_between():
    mistaken = {"relu_backward": wrong_named("relu_backward", "lets everything pass")}
    args = TRAINING.ladder[0].draw(np.random.default_rng(0))["args"]
    through, right = rebind(TRAINING.reference, mistaken)(*args), TRAINING.reference(*args)
    assert not np.allclose(through[0], right[0])
    np.testing.assert_array_equal(through[2], right[2])


def test_the_reference_itself_stays_as_it_was():
    before = backpropagation.gradients_with_relu
    rebind(TRAINING.reference, {"relu_backward": None})
    assert backpropagation.gradients_with_relu is before
    assert told(TRAINING, TRAINING.reference).right


def test_a_function_that_calls_itself_is_copied_with_all_its_calls():
    scope = {"base": lambda: 1}
    exec("def count(n):\n    return base() if n == 0 else 1 + count(n - 1)", scope)
    assert rebind(scope["count"], {"base": lambda: 10})(3) == 13


@pytest.mark.parametrize("exercise", [each for each in EXERCISES if each.uses], ids=lambda each: each.name)
def test_every_exercise_that_builds_on_others_follows_each_of_them(exercise):
    followed = {name.partition(":")[0] for name, _ in following(exercise, CHAPTER)}
    assert followed == set(exercise.uses)


@pytest.mark.parametrize(
    ("name", "mistake", "part"),
    [
        ("layer_gradients", "transposes the weights' gradient", "0"),
        ("layer_gradients", "multiplies the bias gradient by an input", "1"),
        ("relu_backward", "takes the value for the slope", "0"),
        ("output_gradient", "subtracts the predictions from the targets", "0"),
    ],
)
def test_the_first_wrong_part_of_a_backward_pass_is_told_and_so_is_the_step_that_it_came_from(name, mistake, part):
    exercise = CHAPTER["gradients_with_relu"]
    judgement = told(exercise, rebind(exercise.reference, {name: wrong_named(name, mistake)}))
    assert judgement.mistakes == (f"{name}:{mistake}",)
    assert judgement.mismatch is not None
    assert judgement.mismatch.part == part


def test_a_step_of_the_forward_pass_that_is_wrong_is_the_first_wrong_part():
    exercise = CHAPTER["network_forward"]
    parts = {wrong.name: told(exercise, wrong.answer).mismatch.part for wrong in exercise.wrong}
    assert parts["forgets the bias of the hidden layer"] == "0"
    assert parts["leaves out the ReLU"] == "1"
    assert parts["feeds the sums to the second layer"] == "2"
    assert parts["normalises over the samples"] == "3"


def test_what_equals_a_follow_through_is_a_tie_only_if_it_is_declared():
    uphill, *others = TRAINING.wrong
    assert uphill.ties
    assert told(TRAINING, uphill.answer).mistakes == (uphill.name, *uphill.ties)
    undeclared = replace(TRAINING, wrong=(replace(uphill, ties=()), *others))
    with pytest.raises(ClaimFails, match="goes uphill"):
        prove(undeclared, SECRETS[:1], CHAPTER)
