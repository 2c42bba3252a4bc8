"""What may no longer change once somebody has handed in: ids, kinds and order."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.course import Course
from autograder.errors import CourseError
from autograder.manifest import Cell, Manifest


def require_frozen(course: Course, new: Manifest) -> None:
    """Raise ``CourseError`` when there are submissions and ``new`` changes ids, kinds or the order of cells."""
    if not course.manifest_path(new.assignment).exists() or not any(course.submitted(new.assignment)):
        return
    changes = list(_changes(course.manifest(new.assignment), new))
    if changes:
        raise CourseError(
            f"there are submissions of {new.assignment!r}, and the new release would change it: {'; '.join(changes)}",
            "ids, kinds and order are frozen after the first submission; texts, cases, tolerances and points are not",
        )


def _changes(before: Manifest, after: Manifest) -> Iterator[str]:
    old, new = before.by_id(), after.by_id()
    yield from (f"{grade_id} is gone" for grade_id in old if grade_id not in new)
    yield from (f"{grade_id} is new" for grade_id in new if grade_id not in old)
    both = [grade_id for grade_id in old if grade_id in new]
    for grade_id in both:
        was, will_be = _promised(before, old[grade_id]), _promised(after, new[grade_id])
        yield from (
            f"{grade_id}: {word} {was[word]} becomes {will_be[word]}" for word in was if was[word] != will_be[word]
        )
    moved = [
        grade_id for grade_id, now in zip(both, (each for each in new if each in old), strict=True) if grade_id != now
    ]
    if moved:
        yield f"the order changes from {moved[0]} on"


def _promised(manifest: Manifest, cell: Cell) -> dict[str, str]:
    entry = manifest.exercises.get(cell.exercise)
    return {
        "role": str(cell.role),
        "cell type": cell.cell_type,
        "exercise": cell.exercise or "none",
        "kind": entry.kind if entry else "none",
    }
