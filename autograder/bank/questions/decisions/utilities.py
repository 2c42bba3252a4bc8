"""What a choice is worth on average."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import Choice, Numeric, Option, WrongValue
from autograder.student.judge import Tolerance

PAGE = "decisions#decisions-"
SHORT = Tolerance(rtol=0.0, atol=1e-3, reason="short decimals")
Y, U = np.array([0.3, 0.2, 0.5]), np.array([1.0, 4.0, 2.0])

WORTH = Numeric(
    "decisions_worth",
    Y * U,
    why="You are paid $u_k$ with the probability $p_k$. Class 2 is worth most here.",
    tolerance=SHORT,
    covers=("utility-decision",),
    hints=(
        "If you choose class 1, how often are you paid, and how much?",
        "Set a probability to 0. What should that class be worth?",
        "A class with the probability 0.6 that pays 3 is worth $0.6 \\cdot 3 = 1.8$ on average.",
    ),
    wrong=(
        WrongValue(
            "probability and utility are added", Y + U, ("What is an impossible class worth?",), PAGE + "utility"
        ),
        WrongValue("only the probabilities are given", Y, ("What does a class pay?",), PAGE + "utility"),
        WrongValue("only the utilities are given", U, ("How often are you paid?",), PAGE + "utility"),
        WrongValue(
            "the three are made to sum to 1",
            Y * U / np.sum(Y * U),
            ("Are these probabilities, or amounts?",),
            PAGE + "utility",
        ),
    ),
)

CHOSEN = Choice(
    "decisions_chosen",
    (
        Option("class 0, as it is the most probable", "It is worth $0.5 \\cdot 1$ on average. Compute the others."),
        Option(
            "class 1, with 1.2 on average",
            "$0.3 \\cdot 4$ against $0.5 \\cdot 1$ and $0.2 \\cdot 2$: it is wrong more often, and worth more.",
            right=True,
        ),
        Option("class 2", "It is worth $0.2 \\cdot 2 = 0.4$ on average, the least of the three."),
        Option(
            "class 1, as it pays most, whatever the probabilities are",
            "The choice is right, the reason is not: at a probability of 0.1 it would be worth 0.4.",
        ),
    ),
    PAGE + "utility",
    covers=("utility-decision",),
)

WHEN_ARGMAX = Choice(
    "decisions_when_argmax",
    (
        Option("always: it is the most probable one", "Not if another class pays enough more."),
        Option(
            "if all utilities are equal",
            "A common factor changes no order, so only the probabilities count.",
            right=True,
        ),
        Option("if its probability exceeds one half", "0.6 times 1 is less than 0.4 times 2."),
        Option("never: utilities always matter", "They do not if they are all the same."),
    ),
    PAGE + "utility",
    covers=("utility-decision",),
)

P, TABLE = 0.3, np.array([[5.0, 2.0, 1.0], [-9.0, 3.0, 6.0]])

PICNIC = Numeric(
    "decisions_picnic",
    (1 - P) * TABLE[0] + P * TABLE[1],
    why="Column by column, 0.7 times the first row plus 0.3 times the second. Rain is improbable, yet the cinema wins.",
    covers=("utility-decision",),
    hints=(
        "Which probability has the first row?",
        "Set the probability of rain to 0. Which row should come out?",
        "With rain at 0.5 the picnic is worth $0.5 \\cdot 5 + 0.5 \\cdot (-9) = -2$.",
    ),
    wrong=(
        WrongValue(
            "the rows have changed places",
            P * TABLE[0] + (1 - P) * TABLE[1],
            ("Which row is the rainy one?",),
            PAGE + "table",
        ),
        WrongValue(
            "the plain mean is taken",
            TABLE.mean(axis=0),
            ("Does your answer change with the forecast?",),
            PAGE + "table",
        ),
        WrongValue(
            "rain is treated as impossible",
            TABLE[0],
            ("Does a probability of 0.3 count for nothing?",),
            PAGE + "table",
        ),
        WrongValue(
            "the dry days are left out", P * TABLE[1], ("What is the picnic worth if it stays dry?",), PAGE + "table"
        ),
    ),
)

THRESHOLD = Numeric(
    "decisions_threshold",
    3 / (3 + 7),
    why="At 0.3 both cost 2.1 on average. Above it, silence is dearer.",
    covers=("utility-decision",),
    hints=(
        "If both mistakes cost the same, the threshold is one half. Which one is dearer here?",
        "Compute the average cost of both actions at your threshold. They should be equal.",
        "With the costs 1 and 4 it is $1 / (1 + 4) = 0.2$: there an alarm costs 0.8, and silence 0.8.",
    ),
    wrong=(
        WrongValue(
            "the two costs have changed places",
            7 / (3 + 7),
            ("If a miss is dearer, should the alarm come earlier or later?",),
            PAGE + "threshold",
        ),
        WrongValue("one half is taken", 0.5, ("Do both mistakes cost the same?",), PAGE + "threshold"),
        WrongValue(
            "these are the odds",
            3 / 7,
            ("Odds of 1 to 1 are a probability of one half. What are 3 to 7?",),
            PAGE + "threshold",
        ),
    ),
)

COSTS_CHANGE = Choice(
    "decisions_costs_change",
    (
        Option("the probability", "Whether there is a fire does not depend on what it would cost."),
        Option(
            "the threshold, and perhaps the decision",
            "The probability stays; from where on to act does not.",
            right=True,
        ),
        Option("the scores, so the classifier has to be trained again", "Nothing has changed in what the inputs tell."),
        Option("nothing: a decision follows from the probability alone", "Then a smoke alarm would wait for one half."),
    ),
    PAGE + "probability",
    covers=("utility-decision",),
)
