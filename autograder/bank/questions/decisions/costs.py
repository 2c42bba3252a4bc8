"""What mistakes cost: thresholds, refusing to decide, and what was earned in the end."""

from __future__ import annotations

import numpy as np

from autograder.bank.question import Choice, Numeric, Option, WrongValue
from autograder.student.judge import Tolerance

PAGE = "decisions#decisions-"
SHORT = Tolerance(rtol=0.0, atol=1e-3, reason="short decimals")

DANGER, FALSE_ALARM, MISS, LOOK = 0.2, 3.0, 7.0, 1.0

TWO_COSTS = Numeric(
    "decisions_two_costs",
    np.array([(1 - DANGER) * FALSE_ALARM, DANGER * MISS]),
    why="An alarm is wrong with the probability 0.8, silence with the probability 0.2. Here silence is cheaper.",
    tolerance=SHORT,
    covers=("utility-decision",),
    hints=(
        "When is an alarm wrong, and when is silence?",
        "Let the danger be certain. Then an alarm should cost nothing, and silence 7.",
        "With 0.5 for danger, a false alarm for 2 and a miss for 6: $0.5 \\cdot 2 = 1$ and $0.5 \\cdot 6 = 3$.",
    ),
    wrong=(
        WrongValue(
            "the two probabilities have changed places",
            np.array([DANGER * FALSE_ALARM, (1 - DANGER) * MISS]),
            ("If there *is* danger, is the alarm a false one?",),
            PAGE + "threshold",
        ),
        WrongValue(
            "the two actions have changed places",
            np.array([DANGER * MISS, (1 - DANGER) * FALSE_ALARM]),
            ("Which of the two actions can miss a danger?",),
            PAGE + "threshold",
        ),
        WrongValue(
            "the costs are not weighted",
            np.array([FALSE_ALARM, MISS]),
            ("How often does each mistake happen?",),
            PAGE + "threshold",
        ),
    ),
)

THRESHOLD_SCORE = Numeric(
    "decisions_threshold_score",
    np.log(1 / 9),
    why="At the threshold the odds are 1 to 9, and the score is their logarithm. Nothing is trained again.",
    covers=("utility-decision",),
    hints=(
        "Which odds has the probability at the threshold?",
        "If both mistakes cost the same, your rule should give the score 0. Does it?",
        f"For a false alarm that costs 1 and a miss that costs 4 it is $\\ln (1/4) = {np.log(1 / 4):.2f}$.",
    ),
    wrong=(
        WrongValue(
            "it is the probability, not the score",
            0.1,
            ("What does a sigmoid take, and what does it give?",),
            "sigmoid#sigmoid-log-odds",
        ),
        WrongValue(
            "the odds are turned over",
            np.log(9),
            ("If a miss is dearer, should the alarm come earlier or later?",),
            PAGE + "threshold",
        ),
        WrongValue(
            "one half is taken for the threshold",
            0.0,
            ("Do both mistakes cost the same?",),
            PAGE + "threshold",
        ),
        WrongValue(
            "it is the logarithm of the probability, not of the odds",
            np.log(0.1),
            ("Are odds of 1 to 9 a ninth or a tenth?",),
            "sigmoid#sigmoid-log-odds",
        ),
    ),
)

WRONG_ANSWER, EXPERT = 10.0, 2.0

REJECT_BELOW = Numeric(
    "decisions_reject_below",
    1 - EXPERT / WRONG_ANSWER,
    why="At 0.8 a choice is wrong with the probability 0.2, and costs 2 on average, as much as the expert.",
    tolerance=SHORT,
    covers=("utility-decision",),
    hints=(
        "How often may a choice be wrong before it costs more than the expert?",
        "Let the expert be free. By your rule you should then ask unless you are certain.",
        "A wrong answer for 20 and an expert for 1: a choice may be wrong once in 20 times, so it is 0.95.",
    ),
    wrong=(
        WrongValue(
            "it is how often a choice may be wrong",
            EXPERT / WRONG_ANSWER,
            ("Is this the probability of being right, or of being wrong?",),
            PAGE + "reject",
        ),
        WrongValue(
            "the rule for alarms is used",
            EXPERT / (EXPERT + WRONG_ANSWER),
            ("Can the expert be wrong, and does asking cost anything only then?",),
            PAGE + "reject",
        ),
        WrongValue(
            "one half is taken",
            0.5,
            ("Does your answer change if the expert gets cheaper?",),
            PAGE + "reject",
        ),
        WrongValue(
            "the rule for alarms is used, and turned over",
            WRONG_ANSWER / (EXPERT + WRONG_ANSWER),
            ("Can the expert be wrong, and does asking cost anything only then?",),
            PAGE + "reject",
        ),
    ),
)

REJECT_NEVER = Choice(
    "decisions_reject_never",
    (
        Option("whenever the largest probability is below 0.2", "The largest of four is never below a quarter."),
        Option(
            "never",
            "The largest of four probabilities is at least 1/4, so a choice costs at most $0.75 \\cdot 10 = 7.5$.",
            right=True,
        ),
        Option("always, as one is never certain", "A choice costs 7.5 on average in the worst case, the expert 8."),
        Option("whenever it is below 0.8", "That belonged to an expert who costs 2. This one costs 8."),
    ),
    PAGE + "reject",
    covers=("utility-decision",),
)

REJECT_BAND = Numeric(
    "decisions_reject_band",
    np.array([LOOK / MISS, 1 - LOOK / FALSE_ALARM]),
    why="Silence costs $7p$, an alarm $3(1-p)$. Both are above 1 between 1/7 and 2/3.",
    covers=("utility-decision",),
    hints=(
        "At which probability does silence cost as much as a look? And an alarm?",
        "Say that there is no danger at all. Your rule should then forbid to look.",
        "A false alarm for 2, a miss for 10, a look for 1: between $1/10$ and $1 - 1/2 = 0.5$.",
    ),
    wrong=(
        WrongValue(
            "the two costs have changed places",
            np.array([LOOK / FALSE_ALARM, 1 - LOOK / MISS]),
            ("Which mistake can silence be?",),
            PAGE + "reject",
        ),
        WrongValue(
            "the rule for two actions is used twice",
            np.array([LOOK / (LOOK + MISS), FALSE_ALARM / (FALSE_ALARM + LOOK)]),
            ("Does a look cost anything only when it is wrong?",),
            PAGE + "reject",
        ),
        WrongValue(
            "the upper end is the probability of a false alarm",
            np.array([LOOK / MISS, LOOK / FALSE_ALARM]),
            ("With which probability is an alarm a false one?",),
            PAGE + "reject",
        ),
        WrongValue(
            "the look is left out",
            np.full(2, FALSE_ALARM / (FALSE_ALARM + MISS)),
            ("What would you do between your two numbers?",),
            PAGE + "reject",
        ),
    ),
)

ROW_SHIFT = Choice(
    "decisions_row_shift",
    (
        Option(
            "one stays under a roof more often, as rain is worth more now",
            "Rain is, but nobody chooses the weather. Each *action* gains $10 \\cdot 0.3$ on average.",
        ),
        Option(
            "nothing",
            "Every action is worth more by the same amount, 10 times the probability of rain. The largest stays.",
            right=True,
        ),
        Option("the cinema wins even more clearly", "Its lead stays: the others gain just as much."),
        Option("it depends on the probability of rain", "The gain does. It is the same for every action, though."),
    ),
    PAGE + "table",
    covers=("utility-decision",),
)

RAIN, CAME = np.array([0.3, 0.05, 0.6, 0.3]), np.array([0, 0, 1, 1])  # forecasts, and whether it rained
TABLE = np.array([[5.0, 2.0, 1.0], [-9.0, 3.0, 6.0]])
WORTH = np.column_stack([1 - RAIN, RAIN]) @ TABLE
DONE = WORTH.argmax(axis=1)

EARNED = Numeric(
    "decisions_earned",
    np.mean(TABLE[CAME, DONE]),
    why="Cinema, picnic, cinema, cinema earned 1, 5, 6 and 6.",
    tolerance=SHORT,
    covers=("utility-decision",),
    hints=(
        "What was done on each day, and which row tells what it was worth?",
        "For each day put one finger on the row that came true and one on the plan that was chosen.",
        "A picnic on a dry day and a museum on a rainy one: $(5 + 3) / 2 = 4$.",
    ),
    wrong=(
        WrongValue(
            "it is what was expected",
            np.mean(WORTH.max(axis=1)),
            ("Do you still need the forecasts, now that the weather is known?",),
            PAGE + "worth",
        ),
        WrongValue(
            "the plan for the likelier weather was chosen",
            np.mean(TABLE[CAME, np.where(RAIN > 0.5, 2, 0)]),
            ("What is the picnic worth on average when rain has 0.3?",),
            PAGE + "table",
            source="seeds: most-probable-class",
        ),
        WrongValue(
            "the best plan of each day is taken, as if the weather had been known",
            np.mean(TABLE[CAME].max(axis=1)),
            ("When was the decision made: before or after?",),
            PAGE + "worth",
        ),
        WrongValue(
            "the four days are added up",
            np.sum(TABLE[CAME, DONE]),
            ("Is a sum or a mean asked for?",),
            PAGE + "worth",
        ),
    ),
)
