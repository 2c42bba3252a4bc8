r"""``{find-the-mistake} NAME``: a worked example with one wrong line, which the reader picks.

Before the lines stands what the reader needs to know. Each ``{line}`` is one paragraph, and its option ``because`` says
why it is right, or, on the one line with the flag ``wrong``, what is wrong with it. ``{correction}`` opens when that
line is found. The option ``source`` says where the example was seen. Without scripts, and on paper, the correction is
there to read.

::

    ::::{find-the-mistake} transposed_gradient
    :source: *Computing the Parameter Update*, an exercise
    The weights of a class stand in a row.
    :::{line}
    :because: Each class has its row.
    $z = Wx + b$
    :::
    :::{line}
    :wrong:
    :because: The table is transposed.
    $G = x (p - y)^\top$
    :::
    :::{correction}
    $G = (p - y) x^\top$
    :::
    ::::
"""

from __future__ import annotations

from typing import ClassVar

from answer_boxes import choices, data, frame, reply, text
from docutils import nodes
from docutils.parsers.rst import directives
from question_parts import broken, element, make, markup, one_paragraph, parsed
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

NUMBERS = "123456789"


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directives with Sphinx."""
    app.setup_extension("question_parts")
    app.add_directive("find-the-mistake", FindTheMistake)
    app.add_directive("line", Line)
    app.add_directive("correction", Correction)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class line(nodes.General, nodes.Element):  # noqa: N801 - as docutils names its nodes
    """One line of the example, until the box around it is made: its text, its reason, whether it is wrong."""


class FindTheMistake(SphinxDirective):
    """The box: the prompt, the lines, the replies, the correction, the source."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar = {"source": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Return the box."""
        name = self.arguments[0]
        if "source" not in self.options:
            raise broken(self, f"the example {name!r} does not say where it was seen: give it a :source:")
        inside = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, inside)
        prompt, lines, correction = self.parts(inside.children)
        wrong = [index for index, each in enumerate(lines) if each["wrong"]]
        if len(wrong) != 1:
            raise broken(self, f"{len(wrong)} lines of {name!r} are marked as wrong; one must be")
        source = make("p", {"class": "question-source"}, nodes.Text("Seen in: "), *self.source())
        return [
            frame(
                name,
                "mistake",
                "Find the mistake",
                make("div", {"class": "question-prompt", "id": f"question-{name}-prompt"}, *prompt),
                choices(name, [each.children for each in lines], NUMBERS),
                reply(name, *(text(f"option-{index}", each["because"]) for index, each in enumerate(lines))),
                make("div", {"class": "opens"}, *correction, source),
                markup(data({"right": wrong[0], "options": len(lines), "mistake": True})),
            )
        ]

    def source(self) -> list[nodes.Node]:
        """Return the source as inline nodes."""
        return one_paragraph(self, parsed(self, self.options["source"]))

    def parts(self, children: list[nodes.Node]) -> tuple[list[nodes.Node], list[line], list[nodes.Node]]:
        """Return the prompt, the lines and the correction."""
        lines = [child for child in children if isinstance(child, line)]
        correction = [child for child in children if isinstance(child, element) and child["tag"] == "correction"]
        if not 2 < len(lines) <= len(NUMBERS) or len(correction) != 1:
            raise broken(self, f"3 to {len(NUMBERS)} {{line}}s and one {{correction}} are needed")
        prompt = [child for child in children if child not in lines and child not in correction]
        return prompt, lines, correction[0].children


class Line(SphinxDirective):
    """One line of the example."""

    has_content = True
    option_spec: ClassVar = {"because": directives.unchanged_required, "wrong": directives.flag}

    def run(self) -> list[nodes.Node]:
        """Return the line with its reason."""
        if "because" not in self.options:
            raise broken(self, "a line does not say why it is right or wrong: give it a :because:")
        inside = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, inside)
        made = line("", *one_paragraph(self, inside.children))
        made["because"] = parsed(self, self.options["because"])
        made["wrong"] = "wrong" in self.options
        return [made]


class Correction(SphinxDirective):
    """What opens when the mistake is found."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the correction."""
        inside = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, inside)
        return [make("correction", {}, *inside.children)]
