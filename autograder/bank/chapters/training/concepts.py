"""What descent needs, when it ends, and who takes part in it."""

from __future__ import annotations

from autograder.bank.exercise import Exercise, Wrong

COUNTING, STOP, TARGETS = "training#training-count-errors", "training#training-stop", "training#training-targets"

WHY_NOT_COUNT_ERRORS = Exercise(
    name="why_not_count_errors",
    kind="choice",
    reference="b",
    why="moved a little, the parameters leave every decision as it was: the count has the slope 0, and no direction.",
    wrong=(
        Wrong(
            "thinks that the count is hard to compute",
            "a",
            "a comparison for each sample is cheaper than a logarithm",
            "Which is cheaper: to count, or to take logarithms?",
            COUNTING,
            "seeds: zero-one-loss-flat",
        ),
        Wrong(
            "blames the jumps",
            "c",
            "no slope exists there, but hardly any step starts exactly at a jump; the flat parts are the trouble",
            "How likely is it to stand exactly on a jump?",
            COUNTING,
            "seeds: zero-one-loss-flat",
        ),
        Wrong(
            "thinks that the count has no minimum",
            "d",
            "a count that is never negative has a smallest value; descent just cannot find it",
            "Can a number of mistakes fall for ever?",
            COUNTING,
            "seeds: zero-one-loss-flat",
        ),
    ),
    hints=(
        "What happens to the number of mistakes when a weight grows by a millionth?",
        "Count the mistakes of the threshold classifier of the chapter for thresholds 0.1 apart.",
        "A classifier with 3 mistakes has 3 a little to the left and 3 a little to the right: (3 − 3) / (2h) = 0.",
    ),
    covers=("zero-one-loss-flat",),
    minutes=3,
    difficulty=1,
)

WHO_CONTRIBUTES = Exercise(
    name="who_contributes",
    kind="choice",
    reference="a",
    why="the error of a sample is its probability minus its target, and a softmax never reaches 0 or 1.",
    wrong=(
        Wrong(
            "thinks as the perceptron does",
            "b",
            "that rule compares decisions; here probabilities are compared, and 0.9 is not 1",
            "What is the error of a sample that is right with a probability of 0.9?",
            TARGETS,
            "seeds: correct-samples-contribute-nothing",
        ),
        Wrong(
            "keeps the soft errors of the misclassified samples only",
            "c",
            "the gradient of the mean loss has a term for each sample, whatever was decided about it",
            "Does the loss of a sample that is decided rightly count in the mean?",
            TARGETS,
            "seeds: only-misclassified-residuals",
        ),
        Wrong(
            "gives all samples the same weight",
            "d",
            "the terms have different sizes: the surer and righter, the smaller",
            "Whose error is larger: that of a true class at 0.9 or at 0.2?",
            TARGETS,
            "seeds: bce-update-and-contributions",
        ),
    ),
    hints=(
        "How large is the error of a sample whose true class has the probability 0.9?",
        "Take two samples, one of them predicted rightly with 0.9, and compute the gradient with and without it.",
        "A true class at 0.8 has the error −0.2, one at 0.1 the error −0.9: both count, the second four times as much.",
    ),
    covers=("bce-update-and-contributions",),
    minutes=3,
    difficulty=1,
)

RESIDUAL_TARGET = Exercise(
    name="residual_target",
    kind="choice",
    reference="c",
    why="the probability of the true class should become 1 and the others 0; the closer, the smaller the error.",
    wrong=(
        Wrong(
            "flips the targets",
            "a",
            "then descent would make the true class less likely",
            "Which probability should become 1?",
            TARGETS,
            "seeds: indicator-flipped",
        ),
        Wrong(
            "shares the targets out",
            "b",
            "equal targets teach the classifier to be unsure of everything",
            "What would a classifier learn whose targets are all equal?",
            TARGETS,
            "seeds: cce-update-rule",
        ),
        Wrong(
            "takes the number of the class for the target",
            "d",
            "the number is a name; renaming the classes must not change what is learnt",
            "What would change if classes 1 and 2 swapped their names?",
            TARGETS,
            "misconceptions: DLG06-labels-not-one-hot",
        ),
    ),
    hints=(
        "At which probabilities should the error of a sample be 0?",
        "Put probabilities that are certain and right into each option. Which one gives errors of 0?",
        "With the true class 0 and the probabilities (0.7, 0.3) the errors are (0.7 − 1, 0.3 − 0) = (−0.3, 0.3).",
    ),
    covers=("cce-update-rule",),
    minutes=2,
    difficulty=1,
)

WHEN_TO_STOP = Exercise(
    name="when_to_stop",
    kind="choice",
    reference="d",
    why="the loss is what is made small; how strongly it answers to the parameters is different from place to place.",
    wrong=(
        Wrong(
            "watches the parameters",
            "a",
            "where it is steep, a tiny move of the parameters still changes the loss a lot",
            "On a slope of 2000, how much does the loss change while the parameter moves by 0.01?",
            STOP,
            "seeds: gradient-descent-stopping",
        ),
        Wrong(
            "waits until all is classified rightly",
            "b",
            "that may never come, and when it comes the loss can still fall",
            "What if two samples with the same inputs have different labels?",
            STOP,
            "seeds: gradient-descent-stopping",
        ),
        Wrong(
            "waits for a loss of 0",
            "c",
            "softmax never reaches a probability of 1, so the loss never reaches 0",
            "Can the probability of the true class be exactly 1?",
            STOP,
            "seeds: gradient-descent-stopping",
        ),
    ),
    hints=(
        "What do we want to be small in the end: the parameters, their steps, or the loss?",
        "Step from 1.00 to 0.99 on 1000 times the square, and from 10 to 9 on a ten-thousandth of it. Which loss still "
        "moves?",
        "On 50 times the square, from 2.00 to 1.98: the parameter moves by 0.02, the loss by 200 − 196.02 = 3.98.",
    ),
    covers=("gradient-descent-stopping",),
    minutes=3,
    difficulty=1,
)

ZERO_START = Exercise(
    name="zero_start",
    kind="choice",
    reference="b",
    why="with no hidden layer the classes differ by their targets; hidden units that start alike get alike gradients.",
    wrong=(
        Wrong(
            "thinks that zero is never a start",
            "a",
            "softmax regression learns from zero at once: the classes have different targets",
            "With all weights 0, what are the errors of a sample for the true class and for another?",
            "training#training-start",
            "misconceptions: TRN04-zero-start",
        ),
        Wrong(
            "thinks that zero is always a start",
            "c",
            "hidden units that start alike compute alike, get alike gradients and stay alike",
            "In what could two hidden units differ after a step, if they are equal before it?",
            "training#training-start",
            "misconceptions: TRN04-zero-start",
        ),
        Wrong(
            "exchanges the two",
            "d",
            "it is the hidden layer that needs to be told apart by its first weights",
            "Which weights have a target of their own: those of the classes or those of hidden units?",
            "training#training-start",
            "seeds: weight-initialisation-symmetry",
        ),
    ),
    hints=(
        "Two units have equal weights. In which of the two models do they get different gradients?",
        "Take one gradient of softmax regression at zero on the irises. Are its columns equal?",
        "At zero three classes have 1/3 each. A sample of class 1 with the input 3 gives the gradients (1, −2, 1).",
    ),
    covers=("weight-initialisation-symmetry",),
    minutes=4,
    difficulty=2,
)

EXPLAIN_STEP_SIZE = Exercise(
    name="explain_step_size",
    kind="text",
    rubric=(
        "1 point: single samples with the rate 0.1 end with a higher loss than at the start, batches of three with a "
        "lower one.",
        "1 point: a single sample's gradient points elsewhere than the mean one, and its step undoes part of the "
        "others'; the mean of a batch cancels what the samples disagree on.",
        "1 point: a smaller rate (or inputs on a smaller scale) helps too, so the steps were too long; the gradients "
        "were not wrong.",
    ),
    hints=(
        "Which of the runs ends above the loss that it began with?",
        "Print the loss of all nine after every single step. When does it jump up?",
        "On a slope where 1 − rate · curvature is −1.4, the distance to the bottom grows by 40 % with each step.",
    ),
    covers=("sgd-algorithm-steps", "learning-rate-regimes"),
    minutes=10,
    difficulty=2,
)
