"""Why the hidden layer needs backpropagation, and what a falling loss does not say."""

from __future__ import annotations

from autograder.bank.exercise import Exercise, Wrong

HIDDEN_TARGET = Exercise(
    name="hidden_target",
    kind="choice",
    reference="c",
    why="an activation is known from the forward pass, and what it should have been stands in no table of targets.",
    covers=("hidden-update-needs-backprop",),
    minutes=3,
    difficulty=1,
    hints=(
        "Prediction minus target: which of the two is missing for a hidden unit?",
        "Exchange two hidden units, with all their weights. The network gives the same: which of them had the "
        "target 1?",
        "A network of two units with the activations 0.2 and 0.7 and the label 1: the label says what the output "
        "should be, "
        "and the units may be anything that leads there.",
    ),
    wrong=(
        Wrong(
            "thinks that activations are unknown",
            "a",
            "activations are computed on the way forward, and kept",
            "What does the forward pass compute before the scores?",
            "backpropagation#backpropagation-why",
            "seeds: hidden-activation-unknown",
        ),
        Wrong(
            "blames the shapes",
            "b",
            "that there are more units than classes is no reason: with as many of each the rule would be as wrong",
            "With three units and three classes, would unit 0 stand for class 0?",
            "backpropagation#backpropagation-why",
            "seeds: hidden-activation-unknown",
        ),
        Wrong(
            "blames the slope of ReLU",
            "d",
            "the slope is 0 or 1 and easy to know; with sigmoids the question would be the same",
            "Would prediction minus target work if the hidden units had no ReLU?",
            "backpropagation#backpropagation-why",
            "misconceptions: HID10-target-for-hidden",
        ),
    ),
)

EXPLAIN_FALLING_LOSS = Exercise(
    name="explain_falling_loss",
    kind="text",
    covers=("mlp-grad-hidden-weights",),
    minutes=8,
    difficulty=2,
    hints=(
        "In how many directions does a loss fall, if it falls in one?",
        "Put her mistake into your relu_backward, train on XOR, and look at the loss and at weight_check.",
        "On the slope of a hill, the steepest way down is south. South-west leads down, too, and so does south-east.",
    ),
    rubric=(
        "1 point: every direction within a right angle of the steepest one leads downhill, so a wrong gradient "
        "may do so.",
        "1 point: the gradient is compared with differences of the loss, computed without the formula under suspicion.",
        "1 point: compared entry by entry or as a relative distance, at a point where no entry is 0 by chance.",
    ),
)
