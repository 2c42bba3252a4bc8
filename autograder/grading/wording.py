"""What feedback says of a verdict: never a secret case's numbers, always the rule and where to read on."""

from __future__ import annotations

from autograder.bank.exercise import Exercise, Wrong
from autograder.student.judge import CHANGED_ITS_INPUT
from autograder.verdict import State, Verdict

_STAGES = {
    "missing": "it is not written yet",
    "raises": "the call raises {exception}{line}",
    "type": "the result is of another type than asked",
    "axes": "the result has another number of axes than asked",
    "dtype": "the result does not hold real numbers",
    "shape": "the result has another shape than asked",
    "finite": "nan or infinity appears where it should not, or is missing where it should",
    "values": "the values differ",
    "arguments": "the values are right, but the call changes its input in place",
}


def explain(exercise: Exercise, verdict: Verdict) -> str:
    """Return the text that stands under the test and beside the solution."""
    if verdict.state is not State.SCORED:
        return f"{verdict.state.value}: {verdict.reason}"
    lines = [f"{verdict.score:g} of {verdict.max_score:g} points."]
    if verdict.reason:
        lines.append(verdict.reason)
    elif verdict.stage and exercise.kind != "choice":
        lines.append(_first_failure(verdict))
    lines += _mistakes(exercise, verdict)
    if exercise.kind == "choice" and exercise.why:
        lines.append(f"The right option is {exercise.reference!r}: {exercise.why}")
    return "\n".join(lines)


def _first_failure(verdict: Verdict) -> str:
    line = f" in line {verdict.line} of your cell" if verdict.line else ""
    what = _STAGES[verdict.stage].format(exception=verdict.exception, line=line)
    return f"First failure, {verdict.rung}: {what}."


def _mistakes(exercise: Exercise, verdict: Verdict) -> list[str]:
    if verdict.follows:
        upstream, _, mistake = verdict.follows.partition(":")
        return [f"Right, given your {upstream} ({mistake}): a mistake costs its points once."]
    known = {wrong.name: wrong for wrong in exercise.wrong}
    own = [known[name] for name in verdict.mistakes if name in known]
    if len(own) == 1:
        return _one(exercise, own[0])
    if own:
        return ["These values come from one of these rules, which cannot be told apart:"] + [
            f"- {wrong.name}: {wrong.why}" for wrong in own
        ]
    return [f"Named mistake: {CHANGED_ITS_INPUT}."] if CHANGED_ITS_INPUT in verdict.mistakes else []


def _one(exercise: Exercise, wrong: Wrong) -> list[str]:
    if exercise.kind == "choice":
        return [f"You chose {wrong.answer!r}: {wrong.why}"]
    return [
        f"These are the values you get if the answer {wrong.name}: {wrong.why}",
        f"Hint: {wrong.hint}",
        f"In the book: {wrong.link}",
    ]
