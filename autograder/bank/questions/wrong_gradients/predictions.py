"""What will become of a wrong gradient?  Asked before the experiment is shown."""

from __future__ import annotations

from autograder.bank.question import Choice, Option

PAGE = "wrong_gradients#wrong-gradients-"
HALVES, FALLS, RISES = (
    "It ends below half of where it began.",
    "It ends lower, but above half of where it began.",
    "It ends higher than it began.",
)

HOW_MANY = Choice(
    "wrong_gradients_how_many",
    (
        Option("with hardly any: 5 or fewer", "On the irises alone there are ten."),
        Option(
            "with about a quarter",
            "That would be good to hear. But on the irises alone there are ten, and on XOR more.",
        ),
        Option(
            "with about half", "It is more. In the network alone 21 of 36 end with at least nine of ten points right."
        ),
        Option(
            "with about two thirds",
            "It is 34 of 49, and 27 of them lose more than half of their loss.",
            right=True,
        ),
        Option("with all of them", "Some go uphill at once, and a few run away."),
    ),
    PAGE + "results",
)

NO_MASK = Choice(
    "wrong_gradients_no_mask",
    (
        Option(
            HALVES,
            "It falls from 0.663 to 0.015, with all forty points right. What the closed units are told is wrong, but "
            "the open ones are told the truth.",
            right=True,
        ),
        Option(FALLS, "It does better: 0.015, with all forty points right."),
        Option(RISES, "It falls to 0.015. What the open units are told is still right."),
    ),
    PAGE + "results",
    covers=("relu-derivative",),
)

NOT_DIVIDED = Choice(
    "wrong_gradients_not_divided",
    (
        Option(HALVES, "With a rate forty times smaller it would."),
        Option(FALLS, "It ends at 1.538. Compare the length of a step with that of the right one."),
        Option(
            RISES,
            "It rises to 1.538. Every direction is exactly right, and every step forty times too long.",
            right=True,
        ),
    ),
    PAGE + "results",
    covers=("batch-gradient-general",),
)

MEAN_ERROR = Choice(
    "wrong_gradients_mean_error",
    (
        Option(HALVES, "That would need to know which point errs in which direction. Here only the mean is left."),
        Option(
            FALLS,
            "It falls to 0.545, with three quarters of the points right: much of what told the samples apart is gone.",
            right=True,
        ),
        Option(RISES, "It ends at 0.545, a little lower than it began."),
    ),
    PAGE + "results",
)

TURNED = Choice(
    "wrong_gradients_turned",
    (
        Option(HALVES, "On the way it does: it swings, and is down at 0.243 for a moment."),
        Option(FALLS, "The last loss is 1.294. It has been lower on the way."),
        Option(
            RISES,
            "It rises to 1.294, after a wild ride: the second layer repairs what the first one spoils. On the way the "
            "loss is 0.243 for a moment, and whoever looks just then is satisfied.",
            right=True,
        ),
    ),
    PAGE + "results",
)
