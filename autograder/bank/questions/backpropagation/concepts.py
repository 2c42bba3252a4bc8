"""Questions with one right answer among several."""

from __future__ import annotations

from autograder.bank.question import Choice, Option

PAGE = "backpropagation#backpropagation-"

CANCELS = Choice(
    "backprop_cancels",
    (
        Option("$\\hat y - y$", "The slope $\\hat y(1 - \\hat y)$ cancels against the denominator.", right=True),
        Option(
            "$(\\hat y - y)\\,\\hat y\\,(1 - \\hat y)$",
            "The derivative of the loss has $\\hat y (1 - \\hat y)$ *below* the line, and the slope has it above.",
        ),
        Option(
            "$\\dfrac{\\hat y - y}{\\hat y\\,(1 - \\hat y)}$",
            "That is the derivative by $\\hat y$. The step through the sigmoid is still to come.",
        ),
        Option("$y - \\hat y$", "That is the direction of the step. The gradient points the other way."),
    ),
    PAGE + "output",
    covers=("mlp-binary-classification",),
)

HEARS = Choice(
    "backprop_hears",
    (
        Option(
            "from output 1, which has the same number",
            "Units and outputs are numbered separately. With five units and three outputs, what would unit 4 hear?",
        ),
        Option(
            "from all three, each times the weight between them",
            "The unit reaches the loss along three paths, and what comes back along them adds up.",
            right=True,
        ),
        Option(
            "from the output that is most wrong",
            "The others are wrong, too, and the unit has a part in that as well.",
        ),
        Option(
            "from all three alike",
            "An output to which the unit has the weight 0 would not change if the unit did.",
        ),
    ),
    PAGE + "activations",
    covers=("mlp-regression-multi-output", "mlp-multiclass-classification", "mlp-grad-activations"),
)

ROUNDED = Choice(
    "backprop_rounded",
    (
        Option("0.3472", "That is twice 0.1736, which had been rounded up already, so its rounding error was doubled."),
        Option("0.3471", "0.347148 was rounded only once, at the end.", right=True),
        Option("0.3470", "That is twice 0.1735, with the last digits cut off. Cutting off is worse than rounding."),
        Option("0.35", "Two decimals, rightly rounded; four were asked for."),
    ),
    PAGE + "numbers",
    covers=("mlp-hidden-gradients-numeric",),
)

ONLY_THE_SLOPE = Choice(
    "backprop_only_the_slope",
    (
        Option(
            "the beginning, prediction minus target", "That belongs to the output layer, which has stayed the same."
        ),
        Option("the step back through $W_2$", "The weights between the layers do not ask what the units do."),
        Option(
            "the step back through the hidden units",
            "In place of 1 or 0 there is now $a(1 - a)$. All else stays.",
            right=True,
        ),
        Option("all steps", "Each step knows its own slope and nothing else, and only one of them has a new slope."),
    ),
    PAGE + "sigmoid",
    covers=("mlp-regression-single-output", "hidden-update-needs-backprop"),
)

ALL_OPEN = Choice(
    "backprop_all_open",
    (
        Option(
            "Yes: differences do not lie.",
            "They do not, but you have asked too little: where all units are open, a missing mask changes nothing.",
        ),
        Option(
            "Not yet: with all units open, a way back that forgets ReLU gives the same.",
            "A check sees only what happens at its point. It needs open and closed units, and numbers of both signs.",
            right=True,
        ),
        Option(
            "No: $10^{-9}$ is far too much.",
            "It is as little as central differences can give in double precision.",
        ),
    ),
    PAGE + "check",
    covers=("relu-derivative",),
)
