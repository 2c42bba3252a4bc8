"""The computation graph widget: an expression that the reader types, as a graph, forward and backward.

In JupyterLab::

    widget = ComputationGraphWidget(program="(2*x + 3*y)**2", values=[1, 2, 0, 0, 0, 0])
    widget.observe(print, ["program", "values", "swept"])
    widget.computed = 0
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable
from typing import Any, ClassVar, NamedTuple

import traitlets
from book_widget import BookWidget, css, esm, fixed, of_author, of_reader
from matplotlib.axes import Axes
from matplotlib.figure import Figure

CARDS = ["twice", "gradient", "order", "code"]
SIGNS = {
    ast.Add: "+",
    ast.Sub: "\N{MINUS SIGN}",
    ast.Mult: "×",
    ast.Div: "÷",
    ast.Pow: "**",
    ast.USub: "\N{MINUS SIGN}",
}
STEPS: dict[str, Callable[..., float]] = {
    "+": lambda a, b: a + b,
    "\N{MINUS SIGN}": lambda a, b=None: -a if b is None else a - b,
    "×": lambda a, b: a * b,
    "÷": lambda a, b: a / b,
    "**": lambda a, b: a**b,
    "exp": math.exp,
    "log": math.log,
    "sqrt": math.sqrt,
    "tanh": math.tanh,
    "sigmoid": lambda a: 1 / (1 + math.exp(-a)),
    "relu": lambda a: max(a, 0.0),
    "max": max,
    "min": min,
}


class Node(NamedTuple):
    """A number of the graph; operands are earlier nodes, or constants."""

    name: str
    step: str
    operands: tuple[Node | float, ...]
    value: float

    @property
    def level(self) -> int:
        """The number of steps on the longest way from an input."""
        return 1 + max((operand.level for operand in self.parents), default=-1)

    @property
    def parents(self) -> list[Node]:
        """The operands that are no constants."""
        return [operand for operand in self.operands if isinstance(operand, Node)]

    @property
    def formula(self) -> str:
        """How it is made, in words and signs."""
        names = [operand.name if isinstance(operand, Node) else short(operand) for operand in self.operands]
        if len(names) == 2 and not self.step.isalpha():
            return f" {self.step} ".join(names)
        return f"{self.step}({', '.join(names)})" if names else "input"


class Reader:
    """Makes the graph of a program that an author has written, in the order in which the widget's script makes it."""

    def __init__(self, program: str, values: list[float]) -> None:
        self.known: dict[str, Node | float] = {}
        self.values = list(values)
        self.inputs: list[Node] = []
        self.steps: list[Node] = []
        for line in ast.parse(program.replace(";", "\n")).body:
            name = ""
            if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
                name = line.targets[0].id
            if not isinstance(line, ast.Assign | ast.Expr):
                raise ValueError(f"the program has a line that is no expression: {ast.unparse(line)}")
            made = self.made(line.value, name)
            if name:
                self.known[name] = made

    def made(self, tree: ast.expr, name: str = "") -> Node | float:
        """Return the node, or the constant, that a tree stands for."""
        match tree:
            case ast.Constant(value=int() | float() as number):
                return float(number)
            case ast.Name(id=found):
                return self.known[found] if found in self.known else self.input(found)
            case ast.BinOp(left=left, op=sign, right=right):
                return self.step(SIGNS[type(sign)], [left, right], name)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return self.step(SIGNS[ast.USub], [operand], name)
            case ast.Call(func=ast.Name(id=function), args=operands):
                return self.step(function, operands, name)
        raise ValueError(f"the program has a part that is no step: {ast.unparse(tree)}")

    def input(self, name: str) -> Node:
        """Return an input; its value is the next one."""
        node = Node(name, "", (), self.values[len(self.inputs)])
        self.inputs.append(node)
        self.known[name] = node
        return node

    def step(self, step: str, trees: list[ast.expr], name: str) -> Node | float:
        """Return a step, or a constant where all operands are."""
        operands = tuple(self.made(tree) for tree in trees)
        value = STEPS[step](*(operand.value if isinstance(operand, Node) else operand for operand in operands))
        if not any(isinstance(operand, Node) for operand in operands):
            return value
        node = Node(name or f"v{len(self.steps) + 1}", step, operands, value)
        self.steps.append(node)
        return node


class ComputationGraphWidget(BookWidget):
    """An expression as a graph; forward and backward node by node, and as code."""

    _esm, _css = esm("computation_graph"), css("computation_graph")

    program = of_reader(traitlets.Unicode("3*(x*y + x)", help="an expression, or lines `name = expression`"))
    values = of_reader(
        traitlets.List(traitlets.Float(), [2.0, -4.0, 1.0, -3.0, 0.5, 3.0], minlen=6, maxlen=6, help="of the inputs")
    )
    computed = of_reader(traitlets.Int(99, help="so many steps have been computed on the way forward"))
    swept = of_reader(traitlets.Unicode("", help="the steps that have reported, in order, with blanks between"))
    pressed = of_reader(traitlets.Unicode("", help="the node that was pressed too early"))
    answer = of_reader(traitlets.Unicode("", help="the derivative that was typed"))
    show = of_author(traitlets.List(traitlets.Enum(CARDS), CARDS, help="the cards below the graph"))

    ASKED: ClassVar = {
        "twice": "A value is used by two steps. On the way back, both report to it. Which gradient does it get: the "
        "sum of both, the one that arrives last, the larger one, or their mean?",
        "gradient": "What is the derivative of the output by the input that is used most often?",
        "order": "In which orders can the steps report on the way back?",
        "code": "Write the way back as code, one line for each node. Which line needs what which other line makes?",
    }

    @property
    def nodes(self) -> list[Node]:
        """Inputs and steps; the output is the last one."""
        graph = Reader(self.program, self.values)
        return [*graph.inputs, *graph.steps]

    def asked(self) -> list[str]:
        """Return the questions."""
        return [self.ASKED[card] for card in self.show]

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return how each node is made, and its value."""
        return ["node", "made of", "value"], [[node.name, node.formula, short(node.value)] for node in self.nodes]

    def alt(self) -> str:
        """Return what the drawing shows."""
        told = [f"{node.name} = {node.formula}" if node.operands else f"the input {node.name}" for node in self.nodes]
        return f"The computation graph of {self.program}, from left to right: {'; '.join(told)}. Each has its value."

    def draw(self, ink: str, colours: list[str]) -> Figure:
        """Return the graph with its values, in columns from left to right."""
        places = columns(self.nodes)
        width, height = 1 + max(x for x, _ in places.values()), max(y for _, y in places.values()) + 1
        figure = Figure(figsize=(1.15 * width, 0.72 * height), layout="constrained")
        axes = figure.subplots()
        for node in self.nodes:
            for parent in node.parents:
                joined(axes, places[parent.name], places[node.name], ink)
        for node in self.nodes:
            text = f"{node.name}: {node.step}" if node.step else node.name
            box = {"boxstyle": "round", "facecolor": "none", "edgecolor": colours[0] if node.step else colours[1]}
            axes.text(*places[node.name], f"{text}\n{short(node.value)}", ha="center", va="center", color=ink, bbox=box)
        axes.set(xlim=(-0.5, width - 0.5), ylim=(height - 0.5, -0.5))
        axes.set_axis_off()
        return figure


WIDGET: Any = ComputationGraphWidget


def columns(nodes: list[Node]) -> dict[str, tuple[float, float]]:
    """Return a place for each node: its level, and its row in the middle of the others."""
    levels: dict[int, list[Node]] = {}
    for node in nodes:
        levels.setdefault(node.level, []).append(node)
    most = max(map(len, levels.values()))
    return {
        node.name: (level, i + (most - len(column)) / 2)
        for level, column in levels.items()
        for i, node in enumerate(column)
    }


def joined(axes: Axes, start: tuple[float, float], end: tuple[float, float], ink: str) -> None:
    """Draw an arrow between two nodes."""
    arrow = {"arrowstyle": "->", "color": ink, "shrinkA": 22, "shrinkB": 22, "connectionstyle": "arc3,rad=-0.08"}
    axes.annotate("", end, start, arrowprops=arrow)


def short(value: float) -> str:
    """Write a number with two decimals at most."""
    text = fixed(value, 2)
    return text.rstrip("0").rstrip(".") if "." in text else text
