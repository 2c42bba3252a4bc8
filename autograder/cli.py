"""The command line: a group of commands, each a short list of steps in ``autograder/commands/``."""

from __future__ import annotations

import sys
from typing import Any, NoReturn

import click

from autograder import __version__
from autograder.commands import authoring, bank, courses, grading, records
from autograder.errors import GraderError

INTERRUPTED = 130
_NAME = "python -m autograder"

_HELP = """A course on neural networks, and a grader that knows which mistake was made.

\b
A term, step by step:
  python -m autograder doctor                  what this machine can do
  python -m autograder new-course ~/nn-2026    a folder for the course, outside the checkout
  cd ~/nn-2026
  python -m autograder release softmax         what students get, in release/softmax
  (collect into submitted/STUDENT/softmax/softmax.ipynb, for example with nbgrader collect)
  python -m autograder grade softmax           trusted marks, in gradebook.db
  jupyter lab                                  what a person grades: menu Nbgrader, Formgrader
  python -m autograder feedback softmax        a page for each student, in feedback/
  python -m autograder report softmax          marks, mistakes, what needs a look

Every command has its own --help, with examples.  nbgrader's commands (autograde, generate_feedback, export) work in
the same folder.

\b
Exit codes:
  0    all is well
  1    finished, but something needs a look: a submission could not be read, a verdict was not reached,
       a score would move (--dry-run)
  2    the command was not understood
  3    an exercise, its notebook or its bank entry breaks a rule
  4    a claim of the bank does not hold
  5    the course folder, a manifest or the gradebook is missing or does not fit
  6    this machine cannot confine students' code
  130  interrupted; what was graded before is kept
"""


class _Commands(click.Group):
    """A group whose commands fail with one line and an exit code of their own."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except GraderError as error:
            _stop(ctx, f"error: {error}", error.exit_code)
        except KeyboardInterrupt:
            _stop(ctx, "interrupted: what was done before is kept; the same command goes on from there", INTERRUPTED)
        except BrokenPipeError:  # the reader (head, for one) has seen enough
            sys.stdout = None
            ctx.exit(0)


def _stop(ctx: click.Context, message: str, code: int) -> NoReturn:
    click.echo(message, err=True)
    ctx.exit(code)


@click.group(
    cls=_Commands, help=_HELP, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}
)
@click.version_option(__version__, prog_name="backprop-by-hand")
def commands() -> None:
    """Hold all commands; the help is above."""


for _each in (*courses.COMMANDS, *authoring.COMMANDS, *bank.COMMANDS, *grading.COMMANDS, *records.COMMANDS):
    commands.add_command(_each)


def main() -> None:
    """Run the command that the arguments name."""
    commands(prog_name=_NAME)
