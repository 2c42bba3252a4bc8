"""The report on a graded class, for a terminal: marks, who got what and why, mistakes, what needs a look."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from autograder.course import Course
from autograder.verdict import State, Verdict

from .findings import Findings, Look, Mistake, max_total, mistakes, needs_a_look, printable, total, why
from .records import read_verdicts

_BAR = 10
_NAMES = 8
_STYLE = {State.NOT_REACHED: "yellow", State.QUARANTINED: "magenta", State.BY_HAND: "cyan"}
_SHORT = {State.NOT_REACHED: "?", State.QUARANTINED: "unread", State.BY_HAND: "hand"}


def findings(course: Course, assignment: str) -> Findings:
    """Read what there is to report on one assignment."""
    manifest = course.manifest(assignment)
    exercises = {cell.grade_id: cell.exercise or cell.grade_id for cell in manifest.graded()}
    graded = (course.root / "gradebook.db").is_file()  # opening one that is not there would make it
    return Findings(assignment, read_verdicts(course, assignment) if graded else [], exercises)


def print_report(course: Course, assignment: str, console: Console) -> None:
    """Print the whole report."""
    console.print(render(findings(course, assignment)))


def render(found: Findings) -> RenderableType:
    """Return the report, ready to be printed."""
    if not found.rows:
        return Text(f"{found.assignment}: nothing is graded yet; run: python -m autograder grade {found.assignment}")
    return Group(marks_table(found), reasons_table(found), mistakes_table(found), looks_table(found))


def marks_table(found: Findings) -> Table:
    """Return students x exercises with totals."""
    table = _table(f"{found.assignment}: marks")
    table.caption = "? not reached · unread: quarantined · hand: a person grades it · final marks: nbgrader export"
    table.add_column("student", no_wrap=True)
    for exercise in found.exercises.values():
        table.add_column(exercise.replace("_", "_\n"), justify="right", overflow="fold", vertical="bottom")
    table.add_column("total", justify="right")
    for student, verdicts in found.by_student().items():
        points = [_points(verdicts.get(grade_id)) for grade_id in found.exercises]
        sums = f"{total(verdicts.values()):g} / {max_total(verdicts.values()):g}"
        table.add_row(Text(printable(student)), *points, Text(sums, style="bold"))
    return table


def _points(verdict: Verdict | None) -> Text:
    if verdict is None:
        return Text("")
    if verdict.score is None:
        return Text(_SHORT.get(verdict.state, "?"), style=_STYLE.get(verdict.state, ""))
    style = "green" if verdict.score == verdict.max_score else "red" if not verdict.score else "yellow"
    return Text(f"{verdict.score:g}", style=style)


def reasons_table(found: Findings) -> Table:
    """Return a line for every cell that is not simply right, and not simply waiting for a person."""
    table = _table(f"{found.assignment}: who got what, and why")
    table.add_column("student", no_wrap=True)
    table.add_column("exercise", overflow="fold")
    table.add_column("points", justify="right", no_wrap=True)
    table.add_column("why", overflow="fold", ratio=1)
    for look in needs_a_look(found):
        if look.state is not State.BY_HAND:
            for student in look.students:
                reason = Text(printable(f"{look.state.value}: {look.reason}"))
                table.add_row(Text(printable(student)), _exercises(look, len(found.exercises)), "-", reason)
    for student, verdict in found.rows:
        if verdict.score is not None and (verdict.score < verdict.max_score or verdict.follows):
            points = f"{verdict.score:g} / {verdict.max_score:g}"
            exercise = found.exercises.get(verdict.grade_id, verdict.grade_id)
            table.add_row(Text(printable(student)), Text(exercise), points, Text(why(verdict)))
    return table


def mistakes_table(found: Findings) -> Table:
    """Return the named mistakes with how often each occurred, its hint, and where the book helps."""
    made = mistakes(found)
    most = max((len(mistake.students) for mistake in made), default=1)
    table = _table(f"{found.assignment}: which mistakes occurred")
    table.add_column("how often", no_wrap=True)
    table.add_column("exercise", overflow="fold")
    table.add_column("mistake", overflow="fold", ratio=1)
    table.add_column("hint", overflow="fold", ratio=1)
    table.add_column("in the book", overflow="fold")
    for mistake in made:
        table.add_row(_bar(mistake, most), Text(mistake.exercise), *_known(mistake))
    return table


def _bar(mistake: Mistake, most: int) -> Text:
    count = len(mistake.students)
    return Text(f"{count:>3} ").append("█" * max(1, round(_BAR * count / most)), style="blue")


def _known(mistake: Mistake) -> list[Text]:
    known = mistake.wrong()
    hints = dict.fromkeys(wrong.hint for wrong in known if wrong.hint)
    links = dict.fromkeys(wrong.link for wrong in known if wrong.link)
    return [Text(mistake.title()), Text("\n".join(hints)), Text("\n".join(links))]


def looks_table(found: Findings) -> Table:
    """Return what needs a look."""
    table = _table(f"{found.assignment}: what needs a look")
    table.add_column("state", no_wrap=True)
    table.add_column("exercises", overflow="fold", ratio=1)
    table.add_column("why", overflow="fold", ratio=2)
    table.add_column("who", overflow="fold", ratio=2)
    for look in needs_a_look(found):
        state = Text(look.state.value, style=_STYLE.get(look.state, ""))
        table.add_row(state, _exercises(look, len(found.exercises)), Text(printable(look.reason)), _who(look.students))
    return table


def _exercises(look: Look, all_of_them: int) -> Text:
    return Text("all" if len(look.exercises) == all_of_them else ", ".join(look.exercises))


def _who(students: Sequence[str]) -> Text:
    named = ", ".join(printable(student) for student in students[:_NAMES])
    more = len(students) - _NAMES
    return Text(f"{named} and {more} more" if more > 0 else named)


def _table(title: str) -> Table:
    return Table(title=title, title_justify="left", caption_justify="left", box=box.SIMPLE_HEAD, expand=False)
