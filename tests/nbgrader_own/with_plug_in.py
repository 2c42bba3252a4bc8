"""A plug-in of pytest's (``-p with_plug_in``): nbgrader's tests meet nbgrader as a course of ours has it.

What a course's ``nbgrader_config.py`` does, the test puts into a configuration that every command reads; the tests
that use nbgrader's classes and no command read none, so that it is done here as well, before they are imported.
"""

from __future__ import annotations

from traitlets.config import Config

from autograder.grading.plugin import configure

configure(Config())
