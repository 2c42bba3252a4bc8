"""nbgrader's own tests that end otherwise with our plug-in, each with the reason.

Listed are tests that pass with stock nbgrader.  A reason is checked as well: ``SAYS`` is what the failing test must
show.
"""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why a test may end otherwise."""

    NOT_RELEASED = "an assignment is graded by the manifest that its release wrote; without one, grading is refused"


SAYS = {Reason.NOT_RELEASED: "is not a course directory"}

_AUTOGRADE = "apps.test_nbgrader_autograde.TestNbGraderAutograde."

# They make courses by hand, without a release of ours, and expect them to be graded: students' code would run with no
# protection, and its own outputs would be its marks.
DIFFERENCES: dict[str, Reason] = {
    _AUTOGRADE + name: Reason.NOT_RELEASED
    for name in (
        "test_missing_student",
        "test_grade",
        "test_grade_autotest",
        "test_grade_hashed_autotest",
        "test_grade_complex_autotest",
        "test_showtraceback_exploit",
        "test_student_id_exclude",
        "test_grade_timestamp",
        "test_grade_empty_timestamp",
        "test_late_submission_penalty_none",
        "test_late_submission_penalty_zero",
        "test_late_submission_penalty_plugin",
        "test_force",
        "test_force_f",
        "test_filter_notebook",
        "test_grade_overwrite_files",
        "test_grade_overwrite_files_subdirs",
        "test_side_effects",
        "test_skip_extra_notebooks",
        "test_permissions[False]",
        "test_permissions[True]",
        "test_custom_permissions",
        "test_force_single_notebook",
        "test_update_newer",
        "test_update_newer_single_notebook",
        "test_hidden_tests_single_notebook",
        "test_hidden_tests_autotest",
        "test_handle_failure",
        "test_handle_failure_single_notebook",
        "test_missing_source_kernelspec",
        "test_incorrect_submitted_kernelspec",
        "test_no_execute",
        "test_infinite_loop",
        "test_missing_files",
        "test_grade_missing_notebook",
        "test_grade_with_validating_envvar",
        "test_autograde_timeout",
    )
}
