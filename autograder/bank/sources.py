"""Where a mistake was seen: what may stand as the ``source`` of a wrong formula or of a wrong answer."""

from __future__ import annotations

import re

_MISCONCEPTION = r"misconceptions: [A-Z]{2,3}\d\d-[a-z0-9-]+"
_SEEDS = r"seeds: [a-zA-Z0-9-]+(?:, [a-zA-Z0-9-]+)*"
_READ = re.compile(f"{_MISCONCEPTION}|{_SEEDS}")
_RUN = re.compile(f"{_READ.pattern}|surviving mutant|two surviving mutants")


def is_source(text: str, *, runs: bool) -> bool:
    """Tell whether ``text`` names a place where a mistake was seen; a formula that ``runs`` may be a mutant."""
    return (_RUN if runs else _READ).fullmatch(text) is not None


def seeds(text: str) -> tuple[str, ...]:
    """Return the ids of the catalogue's wrong values that a source names.

    >>> seeds("seeds: dv-sign-only, dv-swap-only")
    ('dv-sign-only', 'dv-swap-only')
    """
    kind, _, ids = text.partition(": ")
    return tuple(ids.split(", ")) if kind == "seeds" else ()
