"""``{derivation}``: steps that ask before they tell.

A derivation holds ``{step} TITLE`` directives. A step begins with the box that asks (``{choice}``, ``{numeric}``). What
stands after it opens when the reader has answered: at once after a right answer, and after a wrong one when the reader
asks for it. The next step waits for the one before it. Without scripts, and on paper, all steps are open.

::

    ::::{derivation}
    :::{step} On the diagonal
    ```{choice} softmax_own_slope
    How fast does $p_k$ grow with its own score?
    ```
    By the quotient rule ...
    :::
    ::::
"""

from __future__ import annotations

import html
from typing import ClassVar

from docutils import nodes
from question_parts import broken, element, make, markup
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directives with Sphinx."""
    app.setup_extension("question_parts")
    app.add_directive("derivation", Derivation)
    app.add_directive("step", Step, override=True)  # sphinx_design has one too, for a list that this book does not use
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class Derivation(SphinxDirective):
    """A list of steps, numbered."""

    has_content = True
    option_spec: ClassVar = {}

    def run(self) -> list[nodes.Node]:
        """Return the steps, each with its number."""
        inside = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, inside)
        steps = [child for child in inside.children if is_a(child, "step")]
        if not steps or len(steps) < len(inside.children):
            raise broken(self, "a derivation holds steps, and nothing else")
        for number, step in enumerate(steps, start=1):
            place = f" {number} of {len(steps)}" if len(steps) > 1 else ""
            step.insert(0, markup(f'<p class="step-title">Step{place}: {html.escape(step["title"])}</p>'))
        return [make("div", {"class": "derivation"}, *steps)]


class Step(SphinxDirective):
    """One step: a box that asks, and what opens after the answer."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the step, its telling apart from its question."""
        inside = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, inside)
        children = inside.children
        if not children or not is_a(children[0], "question"):
            raise broken(self, f"the step {self.arguments[0]!r} does not begin with a {{choice}} or a {{numeric}} box")
        if len(children) < 2:
            raise broken(self, f"the step {self.arguments[0]!r} opens nothing")
        step = make("div", {"class": "step"}, children[0], make("div", {"class": "opens"}, *children[1:]))
        step["title"] = self.arguments[0]
        return [step]


def is_a(node: nodes.Node, kind: str) -> bool:
    """Tell whether a node is an element of a class."""
    return isinstance(node, element) and kind in node["attributes"].get("class", "").split()
