"""Receipts: what a verdict rests on, as hashes, so that it can be repeated and what has not changed can be skipped."""

from __future__ import annotations

import hashlib
import json
import platform
import sys
from dataclasses import asdict
from datetime import UTC
from typing import Any

import numpy as np
from nbgrader.utils import parse_utc
from numpy._core._multiarray_umath import __cpu_features__

from autograder import bank
from autograder.bank.fingerprint import fingerprint
from autograder.course import Course
from autograder.errors import SubmissionError
from autograder.limits import Limits
from autograder.manifest import Manifest

from .intake import Submission

_WORDS = {
    "submission": "the submission was handed in again",
    "manifest": "the release was corrected",
    "secret": "the course secret is another",
    "limits": "the limits were changed",
    "profile": "the sandbox profile is another",
}
_NAMED = ("python", "numpy", "machine", "system")


def basis(course: Course, manifest: Manifest, limits: Limits, profile: str) -> dict[str, Any]:
    """Return the part of a receipt that all submissions of an assignment share."""
    return {
        "format": 1,
        "manifest": manifest.hash(),
        "bank": {name: fingerprint(bank.find(name)) for name in manifest.exercises},
        "secret": course.secret_hash(),
        "environment": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "machine": platform.machine(),
            "system": sys.platform,
            "cpu_features": sorted(name for name, present in __cpu_features__.items() if present),
        },
        "limits": asdict(limits),
        "profile": profile,
    }


def receipt(shared: dict[str, Any], student: str, submission: Submission | SubmissionError) -> dict[str, Any]:
    """Return the receipt of one submission; its ``key`` is equal where a verdict would be equal."""
    if isinstance(submission, SubmissionError):
        handed_in = {"refused": submission.cause}
    else:
        handed_in = {
            "notebook": hashlib.sha256(submission.notebook).hexdigest(),
            "file_name": submission.file_name,
            "timestamp": submission.timestamp,
        }
    content = shared | {"student": student, "submission": handed_in}
    key = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    return content | {"key": key}


def differences(before: dict[str, Any] | None, after: dict[str, Any], exercise: str = "") -> list[str]:
    """Return in words what a verdict (on one ``exercise``, or any) rests on now and did not in ``before``."""
    if before is None:
        return ["graded for the first time"]
    found = [words for part, words in _WORDS.items() if before.get(part) != after.get(part)]
    old, new = before.get("bank", {}), after["bank"]
    found += [
        f"the exercise {name} was changed" for name in new if old.get(name) != new[name] and exercise in ("", name)
    ]
    old, new = before.get("environment", {}), after["environment"]
    found += [f"{part}: {old.get(part)} became {new[part]}" for part in _NAMED if old.get(part) != new[part]]
    if old.get("cpu_features") != new["cpu_features"]:
        found.append("another processor")
    return found


def timestamp(submission: Submission | SubmissionError) -> str:
    """Return when the submission was handed in, as nbgrader writes it; empty where the stamp cannot be read."""
    if isinstance(submission, SubmissionError) or not submission.timestamp:
        return ""
    try:
        return f"{parse_utc(submission.timestamp).replace(tzinfo=UTC):%Y-%m-%d %H:%M:%S} UTC"
    except (ValueError, OverflowError, TypeError):
        return ""
