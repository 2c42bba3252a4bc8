"""The computation graph widget: what is typed is read, drawn, swept and written as code, and equals the engine."""

from __future__ import annotations

import ast

import numpy as np
import pytest

from solutions.computation_graphs import Value, gradient_of_expression, numerical_gradient

from .widget_fixtures import address_of, mathematics, module_of, open_page, reader, small_book

__all__ = ["open_page", "reader", "small_book"]

pytestmark = pytest.mark.browser

NAME = "computation_graph"
GATES = {"add": "({} + {})", "multiply": "({} * {})", "maximum": "max({}, {})", "minimum": "min({}, {})"}
LOCALS = {
    "exp": lambda y, a: y,
    "log": lambda y, a: 1 / a,
    "sqrt": lambda y, a: 0.5 / y,
    "tanh": lambda y, a: 1 - y**2,
    "sigmoid": lambda y, a: y * (1 - y),
}
FUNCTIONS = {name: getattr(np, name, lambda a: 1 / (1 + np.exp(-a))) for name in LOCALS}
SHARED = "3*(x*y + x)"


@pytest.fixture
def run(reader):
    """Call one of the widget's functions for each of some argument lists, all on one page."""
    tab = reader(NAME).tab

    def called(*given, function="run"):
        return [found for (found,) in tab.evaluate(mathematics(NAME, function), [list(one) for one in given])]

    return called


def typed(page, text):
    """Type a program, draw it, and return what is said of it."""
    page.widget.get_by_label("An expression, or lines of code:").fill(text)
    page.widget.get_by_role("button", name="Draw the graph").click()
    page.next_frame()
    return page.widget.locator(".kit-verdict").first.inner_text()


def press(page, *names):
    """Press nodes of the graph, and return what is said of the last one."""
    for name in names:
        page.widget.locator(f'[data-node="{name}"]').dispatch_event("click")
    page.next_frame()
    return page.widget.locator('[data-task="order"] .kit-verdict').inner_text()


def shown(page, what):
    """Return a number of every node that shows it: "value" or "gradient"."""
    nodes = page.widget.locator("[data-node]").evaluate_all(f"all => all.map(n => [n.dataset.node, n.dataset.{what}])")
    return {name: float(number) for name, number in nodes if number}


# --- the mathematics -------------------------------------------------------------------------------------------------


def drawn_steps(rng):
    """Draw steps as the exercise gives them, all needed by the last one, and small integers, so that ties come."""
    numbers = rng.integers(-3, 4, rng.integers(1, 5)).astype(float).tolist()
    count = int(rng.integers(len(numbers) + 1, 12))
    steps, idle = [], list(range(len(numbers)))
    for made in range(len(numbers), len(numbers) + count):
        i = idle.pop(int(rng.integers(len(idle))))
        j = idle.pop(0) if idle and rng.random() < 0.8 else int(rng.integers(made))
        steps.append([str(rng.choice(list(GATES))), i, j])
        idle.append(made)
    while len(idle) > 1:
        steps.append(["add", idle.pop(0), idle.pop(0)])
        idle.append(len(numbers) + len(steps) - 1)
    return numbers, steps


def program_of(numbers, steps):
    """Write such steps as lines of code."""
    lines = [f"x{i} = {int(number)}" for i, number in enumerate(numbers)]
    names = [f"x{i}" for i in range(len(numbers))] + [f"s{k}" for k in range(len(steps))]
    lines += [f"s{k} = {GATES[name].format(names[i], names[j])}" for k, (name, i, j) in enumerate(steps)]
    return "\n".join(lines)


def test_gradients_of_drawn_graphs_are_those_of_the_engine_ties_and_shared_values_too(run):
    rng = np.random.default_rng(11)
    drawn = [found for found in (drawn_steps(rng) for _ in range(300)) if len(found[1]) <= 14]
    assert len(drawn) > 200
    for (numbers, steps), found in zip(drawn, run(*[(program_of(*one), one[0]) for one in drawn]), strict=True):
        expected = gradient_of_expression(numbers, steps)[::-1]
        np.testing.assert_allclose(found["gradients"], expected, rtol=1e-12, atol=1e-12)


def drawn_expression(rng, depth):
    """Draw an expression over x, y, z whose functions stay within their domains."""
    if depth == 0:
        return str(rng.choice(["x", "y", "z", "2", "0.5"]))
    a = drawn_expression(rng, depth - 1)
    kind = rng.integers(6)
    if kind == 0:
        return f"{rng.choice(['tanh', 'sigmoid'])}({a})"
    if kind == 1:
        return f"log(1 + ({a})**2)"
    if kind == 2:
        return f"sqrt(exp(tanh({a})))"
    b = drawn_expression(rng, depth - 1)
    return f"({a}) {rng.choice(['+', '-', '*'])} ({b})" if kind < 5 else f"-({a}) / (1 + exp(tanh({b})))"


def value_of(tree, known):
    """Work an expression out with the engine of the solutions, its `Value`; functions bring their local derivatives."""
    match tree:
        case ast.Constant(value=int() | float() as number):
            return Value(float(number))
        case ast.Name(id=name):
            return known[name]
        case ast.UnaryOp(operand=operand):
            return value_of(operand, known) * Value(-1.0)
        case ast.Call(func=ast.Name(id=name), args=[operand]):
            return stepped(name, value_of(operand, known))
        case ast.BinOp(left=left, op=op, right=right):
            a, b = value_of(left, known), value_of(right, known)
            if isinstance(op, ast.Sub):
                return a + b * Value(-1.0)
            if isinstance(op, ast.Div):
                return a * Value(1 / b.data, ((b, -1 / b.data**2),))
            if isinstance(op, ast.Pow):
                return a * a
            return a + b if isinstance(op, ast.Add) else a * b


def stepped(name, a):
    y = FUNCTIONS[name](a.data)
    return Value(y, ((a, LOCALS[name](y, a.data)),))


def test_values_and_gradients_of_drawn_expressions_are_those_of_the_engine(run):
    rng = np.random.default_rng(5)
    cases: list[tuple[str, list[float]]] = []
    while len(cases) < 150:
        text = drawn_expression(rng, 3) + " + x*y - z"
        if len(text) < 300:
            cases.append((text, rng.normal(0, 1.5, 3).round(3).tolist()))
    compared = 0
    allowed = [case for case, trouble in zip(cases, run(*cases, function="troubleOf"), strict=True) if not trouble]
    for (text, given), found in zip(allowed, run(*ordered(allowed)), strict=True):
        known = dict(zip("xyz", map(Value, given), strict=True))
        output = value_of(ast.parse(text, mode="eval").body, known)
        output.backward()
        gradients = dict(zip(found["names"], found["gradients"], strict=True))
        np.testing.assert_allclose(found["values"][-1], output.data, rtol=1e-12, atol=1e-12)
        np.testing.assert_allclose(
            [gradients[n] for n in "xyz"], [known[n].grad for n in "xyz"], rtol=1e-12, atol=1e-12
        )
        compared += 1
    assert compared > 80


def ordered(cases):
    """Give the inputs their values in the order in which the text names them."""
    for text, given in cases:
        names = sorted("xyz", key=text.replace("exp", "   ").index)
        yield text, [given["xyz".index(name)] for name in names]


def test_steps_that_the_engine_lacks_have_the_slopes_that_differences_give(run):
    texts = ["x**y", "x**3 / y", "x**(-1) - y**2", "relu(x)*y", "np.log(x)*np.maximum(y, 2)"]
    at = np.array([1.3, 2.7])
    around = [at, *(at + shift for unit in np.eye(2) for shift in (1e-5 * unit, -1e-5 * unit))]
    found = run(*[(text, point.tolist()) for text in texts for point in around])
    for k, text in enumerate(texts):
        here = found[k * len(around) : (k + 1) * len(around)]
        table = {tuple(point): one["values"][-1] for point, one in zip(around, here, strict=True)}
        expected = numerical_gradient(lambda x, table=table: table[tuple(x)], at)
        np.testing.assert_allclose(here[0]["gradients"][:2], expected, rtol=1e-8, atol=1e-8, err_msg=text)


def test_a_text_means_what_it_means_in_python(run):
    texts = [
        "-x**2*y",
        "x**-y**2",
        "x**y**0.5",
        "2**-x/y*3 - -y",
        "x - y - z",
        "x/y/z",
        "(-x)**2*y",
        "+x*y + 1e-1*z + .5*x",
    ]
    at = {"x": 1.3, "y": 2.7, "z": 0.4}
    found = run(*[(text, list(at.values())) for text in texts])
    np.testing.assert_allclose(
        [one["values"][-1] for one in found], [eval(text, dict(at)) for text in texts], rtol=1e-12
    )


# --- code ------------------------------------------------------------------------------------------------------------


def test_the_code_runs_as_numpy_and_is_read_back_to_the_same_graph(run):
    rng = np.random.default_rng(3)
    texts = [SHARED, "(2*x + 3*y)**2", "log(sigmoid(w*x + b))", "max(x, y*z) - relu(-x)*x/y**2", "a = x*x\na*a"]
    texts += ["relu(x - y) + max(x, y)*min(y, x)"]
    texts += [text for text in (drawn_expression(rng, 3) for _ in range(60)) if len(text) < 200]
    texts = [text for text, no in zip(texts, run(*[(t,) for t in texts], function="troubleOf"), strict=True) if not no]
    assert len(texts) > 25
    drawn, ties = [1.5, -0.5, 2.0, 0.25, 1.0, 3.0], [1.0] * 6
    made = run(*[(text, given) for given in (drawn, ties) for text in texts])
    codes = [(one["code"],) for one in made]
    shapes = run(*[(text,) for text in [*texts, *texts]], function="shapeOf")
    for one, first, again in zip(made, shapes, run(*codes, function="shapeOf"), strict=True):
        assert first == again
        scope: dict[str, float] = {}
        exec(one["code"], scope)  # the widget's own code, of this test's own expressions
        for name, value, gradient in zip(one["names"], one["values"], one["gradients"], strict=True):
            np.testing.assert_allclose([scope[name], scope[f"d_{name}"]], [value, gradient], rtol=1e-12, atol=1e-12)


def test_pasted_code_is_drawn_and_the_first_wrong_line_of_its_way_back_is_found(reader):
    page = reader(NAME)
    page.widget.get_by_role("button", name="Put it into the field above").click()
    page.next_frame()
    code = page.widget.locator("textarea").input_value()
    assert code.endswith("d_x = d_v2 + d_v1 * y") and shown(page, "value") == {"x": 2, "y": -4}
    for line, hears in {
        "d_x = d_v2 + d_v1 * y": "✓ Your 5 lines of the way back agree",
        "d_x = d_v1 * y": "✗ Line 11: d_x becomes −12, and the sweep gets −9. It is one arrival alone",
        "d_x = d_v2 + d_v1 * x": "✗ Line 11: d_x becomes 9",
        "d_x = d_v2\nd_x += d_v1 * y": "✓ Your 6 lines",
        "d_q = d_v2": "There is no q",
        "d_x = d_v9": "d_v9 has no value yet",
    }.items():
        assert hears in typed(page, code.replace("d_x = d_v2 + d_v1 * y", line))


# --- typing ----------------------------------------------------------------------------------------------------------


UNREADABLE = [
    ("x + * y", "Line 1, column 5", "“*”; I expect a number"),
    ("2x", "Line 1, column 2", "A product is written 2*x"),
    ("(x + y", "Line 1, column 7", "the bracket of column 1 is open"),
    ("x ^ 2", "Line 1, column 3", "write **"),
    ("foo(x)", "Line 1, column 1", "no function foo"),
    ("max(x)", "Line 1, column 1", "takes two numbers"),
    ("log x", "Line 1, column 5", "because log is a function"),
    ("a = x*y\na = a + x\na*a", "Line 2, column 1", "each name is made once"),
    ("a = x*y\nx + y", "Line 1, column 1", "a is used nowhere"),
    ("a = x*y\nb + $", "Line 2, column 5", "do not know the sign"),
    ("a+b+c+d+e+f+g", "Line 1, column 1", "more than 6 inputs"),
    ("+".join(["x"] * 20), "Line 1, column 1", "more than 14 steps"),
    ("x", "Line 1, column 1", "no step"),
    ("(x > y) * 2", "Line 1, column 1", "comparison"),
    ("", "Line 1, column 1", "nothing to read"),
    ("x = 9\nx*x", "Line 1, column 1", "from −5 to 5"),
    ("x.real*2", "Line 1, column 1", "no name"),
]


def test_what_cannot_be_read_is_told_with_its_place(run):
    found = run(*[(text,) for text, _, _ in UNREADABLE], function="troubleOf")
    for (text, place, hears), trouble in zip(UNREADABLE, found, strict=True):
        assert f"Line {trouble['line']}, column {trouble['column']}" == place, text
        assert hears in trouble["says"], text


def test_the_graph_stays_while_what_is_typed_cannot_be_read(reader):
    page = reader(NAME)
    before = shown(page, "value")
    assert typed(page, "x*y +\n* 2").startswith("✗ Line 1, column 6: Here stands the end")
    assert shown(page, "value") == before
    assert typed(page, "x*y") == "", "a text that can be read takes the complaint away"
    typed(page, "x + ")
    page.move("x", 1)
    assert page.widget.locator("textarea").input_value() == "x + ", "a moved input leaves what is half typed"


def test_no_text_whatever_stops_the_reader(run):
    rng = np.random.default_rng(1)
    parts = [
        *"xyzab0123456789.()+-*/,=<>;\n#^$ ",
        "**",
        "+=",
        "max(",
        "log(",
        "np.",
        "d_",
        "import numpy as np\n",
        "é",
        "constructor",
        "1e9",
    ]
    texts = ["".join(rng.choice(parts, rng.integers(1, 40))) for _ in range(3000)]
    texts += [
        "(" * 1999,
        "-" * 1999 + "x",
        "x**" * 600 + "x",
        "x" * 2001,
        "toString(x)",
        "__proto__ = x*y\n__proto__*2",
        "max(" * 300,
    ]
    for trouble in run(*[(text,) for text in texts], function="troubleOf"):
        assert trouble is None or (trouble["says"] and trouble["line"] >= 1 and trouble["column"] >= 1)


def test_enter_draws_and_inputs_keep_their_values_by_name(reader):
    page = reader(NAME)
    page.move("y", 1.5)
    field = page.widget.locator("textarea")
    field.fill("log(k*y)")
    field.press("Enter")
    page.next_frame()
    assert page.widget.locator("[data-node]").count() == 4
    assert page.slider("y").input_value() == "1.5" and page.slider("k").is_visible()
    assert not page.widget.get_by_label("unused").first.is_visible()


# --- the drawing -----------------------------------------------------------------------------------------------------


def test_a_tree_is_drawn_without_a_crossing_and_every_step_stands_right_of_its_operands(run, reader):
    rng = np.random.default_rng(8)

    def tree(names):
        if len(names) == 1:
            return names[0]
        cut = int(rng.integers(1, len(names)))
        return f"({tree(names[:cut])} {rng.choice(['+', '*', '-'])} {tree(names[cut:])})**2"

    texts = [tree([f"x{i}" for i in range(6)]) for _ in range(100)]
    assert [found["crossings"] for found in run(*[(text,) for text in texts], function="tangle")] == [0] * 100
    page = reader(NAME, address_of(NAME, program="(x + y)*(x - y) + x*y"))
    places = dict(
        page.widget.locator("[data-node]").evaluate_all(
            "all => all.map(n => [n.dataset.node, n.getBoundingClientRect().x])"
        )
    )
    for label in page.widget.locator("[data-edge]").all():
        operand, step, _ = label.get_attribute("data-edge").split()
        assert places[operand] < places[step]


def test_a_moved_input_moves_values_local_derivatives_and_gradients(reader):
    page = reader(NAME, address_of(NAME, swept="v3 v2 v1"))
    for x in (2, 0.5):
        page.move("x", x)
        assert shown(page, "value") == {"x": x, "y": -4, "v1": -4 * x, "v2": -3 * x, "v3": -9 * x}
        assert shown(page, "gradient") == {"x": -9, "y": 3 * x, "v1": 3, "v2": 3, "v3": 1}
        edge = page.widget.locator('[data-edge="y v1 1"]')
        assert [float(edge.get_attribute(f"data-{what}")) for what in ("value", "arrival")] == [x, 3 * x]


def test_an_input_is_pulled_up_and_down_in_the_graph_and_a_press_is_still_a_press(reader):
    page = reader(NAME, address_of(NAME, computed=3))
    x = page.widget.locator('[data-node="x"]')
    assert shown(page, "value")["x"] == 2
    pull(page, x, -25)
    assert shown(page, "value") == pytest.approx({"x": 3.3, "y": -4, "v1": -13.2, "v2": -9.9, "v3": -29.7})
    assert page.slider("x").input_value() == "3.3"
    pull(page, x, 500)
    assert shown(page, "value")["x"] == -5, "no lower than its slider goes"
    assert page.widget.locator('[data-task="order"] .kit-verdict').inner_text() == ""
    x.click()
    page.next_frame()
    assert "nothing has arrived at x" in page.widget.locator('[data-task="order"] .kit-verdict').inner_text()


def pull(page, node, down):
    """Pull a node of the graph by so many pixels, in five steps."""
    node.scroll_into_view_if_needed()
    box = node.locator("rect").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.tab.mouse.move(x, y)
    page.tab.mouse.down()
    page.tab.mouse.move(x, y + down, steps=5)
    page.tab.mouse.up()
    page.next_frame()


def test_it_is_stepped_forward_and_back_and_a_shared_value_shows_what_arrives_and_the_sum(reader):
    page = reader(NAME)
    step = page.widget.get_by_role("button", name="Step on")
    page.widget.get_by_role("button", name="To the beginning").click()
    seen = []
    while step.is_enabled():
        seen.append((len(shown(page, "value")), len(shown(page, "gradient"))))
        step.click()
        page.next_frame()
    assert seen == [(2, 0), (3, 0), (4, 0), (5, 0), (5, 2), (5, 4)]
    assert "3 − 12 = −9" in page.widget.locator('[data-node="x"]').text_content()
    assert "together 3 − 12 = −9" in page.widget.locator(".computation_graph-story").inner_text()
    page.widget.get_by_role("button", name="Step back").click()
    page.next_frame()
    assert shown(page, "gradient")["x"] == 3


# --- what is asked ---------------------------------------------------------------------------------------------------


def test_the_order_of_the_sweep_is_a_puzzle_and_a_wrong_press_is_told_why(reader):
    page = reader(NAME, address_of(NAME, program="a = x*y\ns = a + x\nL = a*s", computed=1))
    page.widget.locator('[data-node="L"]').press("Enter")
    assert "The way forward is not done" in press(page)
    page.widget.get_by_role("button", name="Sweep anew").click()
    assert "nothing has arrived at s" in press(page, "s")
    assert "its other consumer, s, has not reported" in press(page, "L", "a")
    assert shown(page, "gradient")["a"] == -6, "the wrong press passed nothing on"
    assert "has reported already" in press(page, "L")
    assert press(page, "s") == ""
    assert "✓ Complete" in press(page, "a") and "only order" in press(page)
    assert "nobody to pass on to" in press(page, "x")
    assert shown(page, "gradient") == {"x": 48, "y": -28, "a": -14, "s": -8, "L": 1}


def test_where_the_puzzle_is_not_asked_a_wrong_press_is_told_why_below_the_graph(reader):
    page = reader("graph_alone", page=f"{NAME}.html")
    page.widget.locator('[data-node="v1"]').dispatch_event("click")
    page.next_frame()
    assert "v2, which uses it, must report first" in page.widget.locator(".computation_graph-story").inner_text()
    assert shown(page, "gradient") == {}


@pytest.mark.parametrize(
    ("option", "sign", "because"),
    [("The sum of both.", "✓", "the contributions add up"), ("The one that arrives last.", "✗", "written over")],
)
def test_what_a_value_used_twice_gets_is_predicted_and_compared(reader, option, sign, because):
    page = reader(NAME)
    said = page.predict("twice", option)
    assert said.inner_text() == ""
    press(page, "v3", "v2", "v1")
    assert said.inner_text().startswith(sign) and because in said.inner_text()
    assert "At x: 3 − 12 = −9." in said.inner_text()


ANSWERS = {
    SHARED: {
        "-9": "✓ Right",
        "-12": "by way of v1 alone",
        "3": "by way of v2 alone",
        "9": "Look at the signs",
        "-3": "local derivatives alone",
        "4": "Not yet",
        "four": "cannot read",
    },
    "(2*x + 3*y)**2": {"-32": "✓ Right", "32": "Look at the signs", "2": "Not yet"},
    "3*exp(x*y)": {"-12": "has passed on"},
    "x*y": {"2": "times the other operand"},
    "x*log(y)": {"1": "not defined"},
}


def test_a_typed_gradient_is_answered_by_the_rule_that_gives_it(reader):
    page = reader(NAME)
    for program, answers in ANSWERS.items():
        typed(page, program)
        for answer, hears in answers.items():
            assert hears in page.answer("gradient", answer), (program, answer)


def test_a_link_with_what_cannot_be_read_shows_the_first_graph_and_says_so(reader):
    page = reader(NAME, address_of(NAME, program="x + ", computed=-3, swept="v9 v3 v1", pressed="nobody"))
    assert "column 4" in page.widget.locator(".kit-verdict").first.inner_text()
    assert shown(page, "value") == {"x": 2, "y": -4} and shown(page, "gradient") == {}


# --- Python ----------------------------------------------------------------------------------------------------------


def test_pythons_own_graph_has_the_names_and_values_of_the_script(run):
    texts = [SHARED, "(2*x + 3*y)**2", "log(sigmoid(w*x + b))", "max(x, y*z)", "a = x*y\ns = a + x\nL = 3*s"]
    values = [2.0, -4.0, 1.0, -3.0, 0.5, 3.0]
    for text, found in zip(texts, run(*[(text, values) for text in texts]), strict=True):
        made = module_of(NAME).WIDGET(program=text)
        assert [node.name for node in made.nodes] == found["names"]
        np.testing.assert_allclose([node.value for node in made.nodes], found["values"], rtol=1e-12)
        made.close()
