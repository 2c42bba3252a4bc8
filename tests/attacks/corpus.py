"""The whole corpus, and the pairs of class and door for which there is no attack, with the reason."""

from __future__ import annotations

from .doors import files, ipython, notebook, python, rendered, wire
from .recipe import Door, Kind, Recipe

RECIPES: list[Recipe] = [
    recipe for door in (python, ipython, notebook, files, rendered, wire) for recipe in door.RECIPES
]

_NOT_RUN = "a notebook's JSON, once parsed, is text and numbers: what could do this is code, and stands in its cells"
_NOT_OPENED = "files beside the notebook are inert until code opens them: see the door Python"
_NOT_LIVE = "a page holds text and pictures, made after the last student's process has ended"
_NO_OBJECTS = "a message holds plain data: no modules, files or cells"

NOT_APPLICABLE: dict[tuple[Kind, Door], str] = {
    (Kind.HOOKS, Door.PYTHON): "hooks are the shell's: see the door IPython",
    (Kind.CELLS, Door.PYTHON): "running code does not change the cells that were handed in",
    (Kind.LINKS, Door.PYTHON): "a link made by code is opened by code: see reaching what is not theirs",
    (Kind.INVALID, Door.PYTHON): "code runs once the notebook has been read",
    (Kind.CELLS, Door.IPYTHON): "the shell is sent one cell's text at a time and knows no cells",
    (Kind.LINKS, Door.IPYTHON): "as for Python",
    (Kind.INVALID, Door.IPYTHON): "as for Python",
    (Kind.PATCHED, Door.NOTEBOOK): _NOT_RUN,
    (Kind.SHADOWS, Door.NOTEBOOK): _NOT_RUN,
    (Kind.REACH, Door.NOTEBOOK): _NOT_RUN,
    (Kind.NETWORK, Door.NOTEBOOK): "an address in a text acts when it is shown: see rendered output",
    (Kind.PRINTED, Door.NOTEBOOK): _NOT_RUN,
    (Kind.LINKS, Door.NOTEBOOK): "a link in a text acts when it is shown: see rendered output",
    (Kind.PATCHED, Door.FILES): "a file that is imported in a library's place is a shadowing module",
    (Kind.HOOKS, Door.FILES): "IPython takes no configuration from the working folder; see shadowing modules",
    (Kind.CELLS, Door.FILES): "cells stand in the notebook",
    (Kind.NETWORK, Door.FILES): _NOT_OPENED,
    (Kind.VALUES, Door.FILES): _NOT_OPENED,
    (Kind.PATCHED, Door.RENDERED): _NOT_LIVE,
    (Kind.SHADOWS, Door.RENDERED): _NOT_LIVE,
    (Kind.HOOKS, Door.RENDERED): _NOT_LIVE,
    (Kind.PRINTED, Door.RENDERED): "what is shown has not seen a secret call: see the door Python",
    (Kind.INVALID, Door.RENDERED): "no page is made from a notebook that could not be read",
    (Kind.PATCHED, Door.WIRE): "a patched library in the student's process sends plain data: see values",
    (Kind.CELLS, Door.WIRE): _NO_OBJECTS,
    (Kind.SHADOWS, Door.WIRE): _NO_OBJECTS,
    (
        Kind.NETWORK,
        Door.WIRE,
    ): "passing a socket needs a system call that is refused: see tests/grading/test_sandbox.py",
    (Kind.LINKS, Door.WIRE): _NO_OBJECTS,
    (Kind.INVALID, Door.WIRE): "the notebook is parsed before a student's process exists",
}


def by_name() -> dict[str, Recipe]:
    """Return the recipes by name."""
    return {recipe.name: recipe for recipe in RECIPES}
