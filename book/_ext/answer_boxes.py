"""``{numeric} NAME`` and ``{choice} NAME``: a question in the page, answered where it is asked.

The directive's content is the prompt. Values, wrong values with their rules, options with their reasons, and hints come
from ``autograder/bank/questions`` when the book is built; a question with a fault stops the build. The box is complete
HTML: ``assets/answers.js`` only reads what is typed and shows the text that fits. Without scripts the answer waits
behind a button of the browser's own; on paper there is a line to write on.
"""

from __future__ import annotations

import html
import importlib
import json
from collections import Counter
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from question_parts import ROOT, broken, link_to, make, markup, one_paragraph, parsed
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

SUMMARIES = ("Hint: a question", "Next hint: an experiment", "Last hint: a worked step with other numbers")
NUMBER_FORMAT = "A decimal, a fraction such as 1/3, or exp(-2)/2."
FORMATS = {
    0: NUMBER_FORMAT,
    1: "Separated by commas. Fractions such as 1/3 will do, and np.array([...]) too.",
    2: "One row per line, numbers separated by commas. np.array([[...], [...]]) will do too.",
}


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directives with Sphinx."""
    app.setup_extension("question_parts")
    app.add_directive("numeric", NumericBox)
    app.add_directive("choice", ChoiceBox)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class Box(SphinxDirective):
    """What both kinds of box share: the question from the bank, the frame, the prompt."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar = {"title": directives.unchanged_required}
    kind = title = ""

    def run(self) -> list[nodes.Node]:
        """Return the box."""
        name = self.arguments[0]
        if not self.content:
            raise broken(self, f"the question {name!r} has no prompt")
        question = self.question(name)
        prompt = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, prompt)
        return [
            frame(
                name,
                self.kind,
                self.options.get("title", self.title),
                make("div", {"class": "question-prompt", "id": f"question-{name}-prompt"}, *prompt.children),
                *self.body(question),
            )
        ]

    def question(self, name: str) -> Any:
        """Return the question, or stop the build with what is wrong with it."""
        bank = importlib.import_module("autograder.bank.questions")
        errors = importlib.import_module("autograder.errors")
        for file in (*ROOT.glob("autograder/bank/questions/**/*.py"), ROOT / "autograder/bank/question.py"):
            self.env.note_dependency(str(file))
        try:
            question = bank.find(name)
        except errors.AuthoringError as error:
            raise broken(self, str(error)) from None
        if type(question).__name__.lower() != self.kind:
            raise broken(self, f"the bank's {name!r} is a {type(question).__name__.lower()} question")
        return question

    def body(self, question: Any) -> list[nodes.Node]:
        """Return what follows the prompt."""
        raise NotImplementedError


class NumericBox(Box):
    """A number, a vector or a matrix to type."""

    kind, title = "numeric", "Your turn"

    def body(self, question: Any) -> list[nodes.Node]:
        """Return the field, the replies, the hints, and the answer for those without scripts."""
        name = question.name
        return [
            markup(field(name, question.shape)),
            reply(
                name,
                text("right", parsed(self, question.why)),
                *(self.named(name, index, wrong) for index, wrong in enumerate(question.wrong)),
            ),
            hints(self.rungs(question)),
            markup(without_scripts(f"<p>{html.escape(shown(question.value))}</p>")),
            markup(data(numbers_of(question))),
        ]

    def rungs(self, question: Any) -> list[list[nodes.Node]]:
        """Return the hints; the first, inside which the others open, leads back to the paragraph that helps most."""
        rungs = [[*parsed(self, hint)] for hint in question.hints]
        if question.wrong:
            (paragraph, _), *_ = Counter(wrong.link for wrong in question.wrong).most_common(1)
            rungs[0].append(link_to(self, question.name, paragraph))
        return rungs

    def named(self, name: str, index: int, wrong: Any) -> nodes.Node:
        """Return the reply to an answer that a wrong rule gives."""
        ask, *experiment = wrong.hints
        return text(
            f"wrong-{index}",
            [
                *parsed(self, f"This is what you get if {wrong.rule}."),
                *parsed(self, " ".join([ask, *experiment])),
                link_to(self, name, wrong.link),
            ],
        )


class ChoiceBox(Box):
    """Options to choose from, with a reason each."""

    kind, title = "choice", "Decide first"

    def body(self, question: Any) -> list[nodes.Node]:
        """Return the options, the replies, and the answer for those without scripts."""
        name = question.name
        right = next(index for index, option in enumerate(question.options) if option.right)
        reasons = [parsed(self, option.reason) for option in question.options]
        for index, reason in enumerate(reasons):
            if index != right:
                reason.append(link_to(self, name, question.link))
        return [
            choices(name, [one_paragraph(self, parsed(self, option.text)) for option in question.options]),
            reply(name, *(text(f"option-{index}", reason) for index, reason in enumerate(reasons))),
            markup(without_scripts(f"<p>Option {LETTERS[right]}.</p>")),
            markup(data({"right": right, "options": len(question.options)})),
        ]


# --- the parts of a box ----------------------------------------------------------------------------------------------

LETTERS = "abcdefgh"


def frame(name: str, kind: str, title: str, *body: nodes.Node) -> nodes.Node:
    """Return the box around a question."""
    heading = f'<p class="question-title" id="question-{name}-title">{html.escape(title)}</p>'
    attributes = {
        "class": f"question question-{kind}",
        "id": f"question-{name}",
        "role": "group",
        "aria-labelledby": f"question-{name}-title",
        "data-question": kind,
        "data-name": name,
    }
    return make("div", attributes, markup(heading), *body)


def field(name: str, shape: tuple[int, ...]) -> str:
    """Return the field to type in; the script shows it."""
    of = f'id="question-{name}-answer" aria-describedby="question-{name}-format" autocapitalize="off"'
    of += ' autocomplete="off" spellcheck="false"'
    entry = f'<textarea {of} rows="{shape[0] + 1}"></textarea>' if len(shape) == 2 else f'<input type="text" {of}>'
    return (
        f'<form class="question-form" hidden><label for="question-{name}-answer">Your answer: {size(shape)}</label>'
        f'<div class="question-entry">{entry}{BUTTONS}</div>'
        f'<p class="question-format" id="question-{name}-format">{FORMATS[len(shape)]}</p></form>'
        '<p class="question-line">Answer:</p>'
    )


BUTTONS = '<button type="submit">Check</button><button type="reset" hidden>Start again</button>'


def choices(name: str, options: list[list[nodes.Node]], letters: str = LETTERS) -> nodes.Node:
    """Return the options as radio buttons, which a keyboard moves through by its arrows."""
    rows = [
        make(
            "label",
            {"class": "question-option"},
            markup(
                f'<input type="radio" name="{name}" value="{index}"><span class="question-mark">{letters[index]}</span>'
            ),
            make("span", {}, *option),
        )
        for index, option in enumerate(options)
    ]
    group = {"class": "question-options", "role": "radiogroup", "aria-labelledby": f"question-{name}-prompt"}
    entry = markup(f'<div class="question-entry" hidden>{BUTTONS}</div>')
    return make("form", {"class": "question-form"}, make("div", group, *rows), entry)


def reply(name: str, *texts: nodes.Node) -> nodes.Node:
    """Return the place where the reply appears, with every text that may appear in it."""
    verdict = markup('<p class="question-verdict"></p>')
    return make("div", {"class": "question-reply", "id": f"question-{name}-reply", "role": "status"}, verdict, *texts)


def text(key: str, body: list[nodes.Node]) -> nodes.Node:
    """Return one text of the reply, hidden until it fits."""
    return make("div", {"data-reply": key, "hidden": ""}, *body)


def hints(rungs: list[list[nodes.Node]]) -> nodes.Node:
    """Return the ladder of hints, each rung inside the one before it: no script, no counter."""
    inner: list[nodes.Node] = []
    for summary, rung in zip(reversed(SUMMARIES), reversed(rungs), strict=True):
        inner = [make("details", {"class": "question-hint"}, markup(f"<summary>{summary}</summary>"), *rung, *inner)]
    return inner[0]


def without_scripts(answer: str) -> str:
    """Return the answer for readers whose browser runs no scripts; the script takes it away."""
    return f'<details class="question-answer"><summary>Compare with the answer</summary>{answer}</details>'


def data(values: dict[str, Any]) -> str:
    """Return what the script needs to know."""
    return f'<script type="application/json">{json.dumps(values).replace("</", "<" + chr(92) + "/")}</script>'


def numbers_of(question: Any) -> dict[str, Any]:
    """Return the numbers against which answers are compared."""
    plain = importlib.import_module("numpy").asarray
    return {
        "value": plain(question.value, dtype=float).tolist(),
        "wrong": [plain(wrong.value, dtype=float).tolist() for wrong in question.wrong],
        "atol": question.tolerance.atol,
        "rtol": question.tolerance.rtol,
    }


def size(shape: tuple[int, ...]) -> str:
    """Return a shape in words."""
    if not shape:
        return "one number"
    numbers = "1 number" if shape[-1] == 1 else f"{shape[-1]} numbers"
    rows = "1 row" if shape[0] == 1 else f"{shape[0]} rows"
    return numbers if len(shape) == 1 else f"{rows} of {numbers}"


def shown(value: Any) -> str:
    """Return the right answer as text, to three decimals."""
    numpy = importlib.import_module("numpy")
    return str(numpy.array2string(numpy.asarray(value), precision=3, separator=", ", suppress_small=True))
