"""A drawing: what a temperature does to probabilities."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.softmax import plot_temperature, softmax


def swapped_axes(ax, scores, temperatures):
    probabilities = softmax(scores[None, :] / temperatures[:, None])
    for k in range(len(scores)):
        ax.plot(probabilities[:, k], temperatures, label=f"class {k}")
    ax.set_xlabel("temperature")
    ax.set_ylabel("probability")


def multiplied_by_the_temperature(ax, scores, temperatures):
    probabilities = softmax(scores[None, :] * temperatures[:, None])
    for k in range(len(scores)):
        ax.plot(temperatures, probabilities[:, k], label=f"class {k}")
    ax.set_xlabel("temperature")
    ax.set_ylabel("probability")


def one_line_for_each_temperature(ax, scores, temperatures):
    for temperature in temperatures:
        ax.plot(softmax(scores[None, :] / temperature)[0], label=f"{temperature}")
    ax.set_xlabel("temperature")
    ax.set_ylabel("probability")


def unlabelled_axes(ax, scores, temperatures):
    probabilities = softmax(scores[None, :] / temperatures[:, None])
    for k in range(len(scores)):
        ax.plot(temperatures, probabilities[:, k], label=f"class {k}")


def unlabelled_lines(ax, scores, temperatures):
    ax.plot(temperatures, softmax(scores[None, :] / temperatures[:, None]))
    ax.set_xlabel("temperature")
    ax.set_ylabel("probability")


def all_lines_at_once(ax, scores, temperatures):
    table = [softmax(scores[None, :] / t)[0] for t in temperatures]
    ax.plot(temperatures, np.array(table), label=[f"class {k}" for k in range(len(scores))])
    ax.set(xlabel="temperature", ylabel="probability of each class", title="Temperature")


def class_after_class(ax, scores, temperatures):
    for score in scores:
        share = [1 / sum(np.exp((other - score) / t) for other in scores) for t in temperatures]
        ax.semilogx(temperatures, share, "o-", linewidth=2)
    ax.set_xlabel("T")
    ax.set_ylabel("p")
    ax.legend([f"class {k}" for k in range(len(scores))])


def _scores_and_temperatures(rng: np.random.Generator) -> Request:
    temperatures = np.sort(rng.uniform(0.3, 5.0, size=7))
    return {"args": [rng.normal(size=3), temperatures]}


def _drawn(answer, temperatures=(0.5, 5.0)):
    """Return the axes with the lines of the scores 0 and 1."""
    axes = Figure().subplots()
    answer(axes, np.array([0.0, 1.0]), np.array(temperatures))
    return axes


PLOT_TEMPERATURE = Exercise(
    name="plot_temperature",
    kind="plot",
    reference=plot_temperature,
    uses=("softmax",),
    ladder=(Rung("three classes, seven temperatures", _scores_and_temperatures, cases=3),),
    wrong=(
        Wrong(
            "exchanges the axes",
            swapped_axes,
            "the temperature stands on the vertical axis",
            "Which quantity do you choose, and which one answers?",
            "softmax#softmax-shift",
            "surviving mutant",
            confrontation=Confrontation(
                "the vertical axis, for probabilities, goes up to 5",
                lambda answer: np.max(_drawn(answer).lines[0].get_ydata()) == 5,
            ),
        ),
        Wrong(
            "multiplies by the temperature",
            multiplied_by_the_temperature,
            "a high temperature then makes the classifier more sure, and it should make it less sure",
            "Should a high temperature make the probabilities more equal, or less?",
            "softmax#softmax-shift",
            "surviving mutant",
            confrontation=Confrontation(
                "at the temperature 50 the classifier is certain, where it should hardly know",
                lambda answer: np.max(_drawn(answer, (1.0, 50.0)).lines[1].get_ydata()) > 0.999,
            ),
        ),
        Wrong(
            "draws a line for each temperature",
            one_line_for_each_temperature,
            "there is a line for each temperature instead of one for each class",
            "How many lines should there be for three classes?",
            "softmax#softmax-rows",
            "misconceptions: SMX02-axis-0",
            confrontation=Confrontation(
                "two classes and four temperatures give four lines",
                lambda answer: len(_drawn(answer, (1.0, 2.0, 3.0, 4.0)).lines) == 4,
            ),
        ),
        Wrong(
            "leaves the axes without labels",
            unlabelled_axes,
            "the lines are right, but nobody can tell what the axes show",
            "Could a reader tell what each axis shows?",
            "softmax#softmax-shift",
            "two surviving mutants",
            confrontation=Confrontation(
                "nothing stands at the horizontal axis",
                lambda answer: not _drawn(answer).get_xlabel(),
            ),
        ),
        Wrong(
            "leaves the lines without labels",
            unlabelled_lines,
            "the lines are right, but nobody can tell which class is which",
            "Could a reader tell which line is which class?",
            "softmax#softmax-definition",
            "surviving mutant",
            confrontation=Confrontation(
                "the legend is empty",
                lambda answer: (
                    not _drawn(answer).get_legend_handles_labels()[0] and _drawn(answer).get_legend() is None
                ),
            ),
        ),
    ),
    right=(Right("all lines at once", all_lines_at_once), Right("class after class", class_after_class)),
    hints=(
        "For one temperature, which numbers does softmax need? And for seven at once?",
        "Draw the scores (0, 1) at the temperatures 0.1, 1 and 100: the lines must run from 0 and 1 to 1/2 and 1/2.",
        "The scores 0 and 2 at the temperature 4 are 0 and 0.5: the probabilities are 0.378 and 0.622.",
    ),
    covers=("softmax-properties",),
    minutes=12,
    difficulty=2,
)
