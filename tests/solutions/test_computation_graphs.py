"""Two ways to a gradient agree with a third: complex steps, which are exact to the last digits.

A graph is written as a function of numbers; the same function runs on ``Value`` and on complex numbers.
"""

import sys

import numpy as np
import pytest

from solutions.computation_graphs import (
    Value,
    descend,
    gate,
    gradient_check,
    gradient_of_expression,
    initial_weights,
    numerical_gradient,
)

STEP = 1e-200


def by_complex_step(f, x):
    """Return the gradient of f at x: one tiny imaginary step for each input."""
    return np.array([f(x + 1j * STEP * unit).imag / STEP for unit in np.eye(len(x))])


def by_backward(f, x):
    """Return the gradient of f at x by our own engine."""
    inputs = [Value(float(number)) for number in x]
    f(inputs).backward()
    return np.array([value.grad for value in inputs])


def random_inputs(n_inputs, seed=0):
    rng = np.random.default_rng([seed, n_inputs])
    return rng.uniform(0.5, 1.5, n_inputs) * rng.choice([-1.0, 1.0], n_inputs)


# --- numerical_gradient -----------------------------------------------------------------------------------------------

SMOOTH = {
    "product": lambda x: x[0] * x[1] * x[2],
    "sine of a sum": lambda x: np.sin(x[0] + 2 * x[1] - x[2]),
    "cubes": lambda x: (x**3).sum(),
    "exponential": lambda x: np.exp(x[0] * x[1]) - x[2],
}


def test_the_slopes_of_a_product_are_the_other_factors():
    np.testing.assert_allclose(numerical_gradient(lambda x: x[0] * x[1], np.array([3.0, 5.0])), [5, 3], rtol=1e-9)


@pytest.mark.parametrize("name", SMOOTH)
def test_differences_agree_with_complex_steps(name):
    x = random_inputs(3)
    np.testing.assert_allclose(numerical_gradient(SMOOTH[name], x), by_complex_step(SMOOTH[name], x), atol=1e-8)


def test_the_difference_is_central_and_as_long_as_the_step_says():
    found = numerical_gradient(lambda x: x[0] ** 3, np.array([2.0]), step=0.5)
    np.testing.assert_allclose(found, [3 * 2.0**2 + 0.5**2], rtol=1e-14)


def test_a_parabola_has_no_error_whatever_the_step():
    for step in (1e-3, 0.1, 10.0):
        np.testing.assert_allclose(numerical_gradient(lambda x: x @ x, np.array([1.0, -3.0]), step), [2, -6], rtol=1e-9)


@pytest.mark.parametrize("size", [1e4, -1e4])
def test_inputs_of_size_ten_thousand_have_slopes_too(size):
    np.testing.assert_allclose(numerical_gradient(lambda x: x[0] ** 2 / size, np.array([size])), [2], rtol=1e-5)


def test_whole_numbers_and_single_precision_are_inputs_too():
    for dtype in (int, np.float32):
        found = numerical_gradient(lambda x: x[0] * x[1], np.array([3, 5], dtype=dtype))
        np.testing.assert_allclose(found, [5, 3], rtol=1e-9)


def test_measuring_a_gradient_leaves_x_as_it_was():
    x = random_inputs(4)
    before = x.copy()
    numerical_gradient(lambda x: x @ x, x)
    np.testing.assert_array_equal(x, before)


# --- gradient_check ---------------------------------------------------------------------------------------------------


def bowl(x):
    return x @ x / 2


def test_a_right_gradient_is_near_zero_and_an_opposite_one_is_one():
    x = random_inputs(3)
    assert gradient_check(bowl, lambda x: x, x) < 1e-9
    assert gradient_check(bowl, lambda x: -x, x) == pytest.approx(1, rel=1e-9)


def test_half_a_gradient_is_a_third_away():
    assert gradient_check(bowl, lambda x: x / 2, random_inputs(3)) == pytest.approx(1 / 3, rel=1e-8)


def test_a_gradient_at_right_angles_is_told_by_its_length():
    found = gradient_check(bowl, lambda x: np.array([-x[1], x[0]]), np.array([3.0, 4.0]))
    assert found == pytest.approx(np.sqrt(2) / 2, rel=1e-9)


@pytest.mark.parametrize("scale", [1e-4, 1e4])
def test_the_error_does_not_depend_on_the_size_of_the_function(scale):
    found = gradient_check(lambda x: scale * bowl(x), lambda x: 0.9 * scale * x, random_inputs(3))
    assert found == pytest.approx(0.1 / 1.9, rel=1e-6)


def test_the_error_is_a_plain_number():
    assert type(gradient_check(bowl, lambda x: x, random_inputs(2))) is float


def test_the_check_finds_every_wrong_gradient_of_a_product_and_passes_the_right_one():
    def f(x):
        return x[0] * x[1] * x[2]

    x = np.array([1.5, -2.0, 0.7])
    right = by_complex_step(f, x)
    assert gradient_check(f, lambda _: right, x) < 1e-8
    for wrong in (np.roll(right, 1), right * [1, 1, 1.01], right + np.array([0, 0.01, 0]), np.abs(right)):
        assert gradient_check(f, lambda _, wrong=wrong: wrong, x) > 1e-3


# --- Value ------------------------------------------------------------------------------------------------------------

GRAPHS = {
    "one sum": lambda x: x[0] + x[1],
    "one product": lambda x: x[0] * x[1],
    "a chain": lambda x: (x[0] * x[1] + x[2]) * x[3],
    "a square": lambda x: x[0] * x[0],
    "used twice": lambda x: x[0] * x[1] + x[0],
    "one operand twice in a sum": lambda x: (x[0] + x[0]) * x[1],
    "a diamond whose order matters": lambda x: (x[0] * x[1]) * ((x[0] * x[1] + x[2]) * x[2]),
}


@pytest.mark.parametrize("name", GRAPHS)
@pytest.mark.parametrize("seed", range(3))
def test_the_backward_sweep_agrees_with_complex_steps(name, seed):
    x = random_inputs(4, seed)
    np.testing.assert_allclose(by_backward(GRAPHS[name], x), by_complex_step(GRAPHS[name], x), rtol=1e-13, atol=1e-15)


def random_program(seed):
    """Return a function that combines three inputs in twelve steps, later results more often."""
    rng = np.random.default_rng(seed)
    steps = [(rng.integers(made), rng.integers(max(0, made - 3), made), rng.random() < 0.5) for made in range(3, 15)]

    def run(x):
        values = list(x)[:3]
        for i, j, is_sum in steps:
            values.append(values[i] + values[j] if is_sum else values[i] * values[j])
        return values[-1]

    return run


@pytest.mark.parametrize("seed", range(25))
def test_random_graphs_agree_with_complex_steps(seed):
    f, x = random_program(seed), random_inputs(3, seed)
    np.testing.assert_allclose(by_backward(f, x), by_complex_step(f, x), rtol=1e-12, atol=1e-15)


def test_the_products_of_the_seeds_catalogue_pass_back_each_others_factor():
    x1, x2 = Value(2.0), Value(-4.0)
    (x1 * x2 * Value(3.0)).backward()
    assert (x1.grad, x2.grad) == (-12.0, 6.0)


def test_the_example_of_the_exercise_gives_six_and_two():
    a, b = Value(2.0), Value(5.0)
    (a * b + a).backward()
    assert (a.grad, b.grad) == (6.0, 2.0)


def test_the_output_itself_has_the_gradient_one_and_inner_values_theirs():
    a, b, c = Value(2.0), Value(5.0), Value(-3.0)
    product = a * b
    total = product + c
    output = total * c
    output.backward()
    assert (output.grad, total.grad, product.grad) == (1.0, -3.0, -3.0)
    assert c.grad == total.data + c.data


def test_forward_values_are_those_of_numbers_and_stay_so():
    x = random_inputs(4)
    for f in GRAPHS.values():
        inputs = [Value(number) for number in x]
        output = f(inputs)
        output.backward()
        assert output.data == f(x)
        assert [value.data for value in inputs] == list(x)


def test_what_the_output_does_not_depend_on_keeps_the_gradient_zero():
    a, b = Value(2.0), Value(5.0)
    unused = a * b
    (a + b).backward()
    assert unused.grad == 0.0
    assert (a.grad, b.grad) == (1.0, 1.0)


@pytest.mark.parametrize("size", [1e4, -1e4, 0.0])
def test_numbers_of_any_size_have_exact_gradients(size):
    a, b = Value(size), Value(3.0)
    (a * a * b).backward()
    assert (a.grad, b.grad) == (6 * size, size * size)


def test_a_chain_of_ten_thousand_values_needs_no_deep_recursion():
    assert sys.getrecursionlimit() < 10_000
    start, one = Value(2.0), Value(1.0)
    end = start
    for _ in range(10_000):
        end = end * one
    end.backward()
    assert start.grad == 1.0
    assert one.grad == 2.0 * 10_000


def test_values_that_are_equal_are_not_the_same_value():
    a, b = Value(3.0), Value(3.0)
    (a * b + a).backward()
    assert (a.grad, b.grad) == (4.0, 3.0)


def test_our_two_ways_to_a_gradient_agree():
    def f(x):
        return x[0] * x[1] + x[1] * x[1] * x[2]

    assert gradient_check(f, lambda x: by_backward(f, x), random_inputs(3)) < 1e-9


# --- gate and gradient_of_expression ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "x", "y", "expected"),
    [
        ("add", 2.0, -4.0, (-2, 1, 1)),
        ("multiply", 2.0, -4.0, (-8, -4, 2)),
        ("maximum", 2.0, -4.0, (2, 1, 0)),
        ("maximum", -4.0, 2.0, (2, 0, 1)),
        ("maximum", 1.0, 1.0, (1, 1, 0)),
        ("minimum", 2.0, -4.0, (-4, 0, 1)),
        ("minimum", -4.0, 2.0, (-4, 1, 0)),
        ("minimum", 1.0, 1.0, (1, 1, 0)),
    ],
)
def test_a_gate_gives_its_result_and_the_local_derivatives_of_the_seeds_catalogue(name, x, y, expected):
    assert gate(name, x, y) == expected


@pytest.mark.parametrize("size", [1e4, -1e4, 0.0])
@pytest.mark.parametrize("name", ["add", "multiply", "maximum", "minimum"])
def test_local_derivatives_are_those_of_differences(name, size):
    _, by_x, by_y = gate(name, size, 3.0)
    expected = numerical_gradient(lambda x: gate(name, x[0], x[1])[0], np.array([size, 3.0]))
    np.testing.assert_allclose([by_x, by_y], expected, rtol=1e-6, atol=1e-6)


def test_the_example_of_the_chapter_has_the_gradient_that_it_prints():
    found = gradient_of_expression([2.0, -4.0, 3.0], [["multiply", 0, 1], ["add", 3, 0], ["multiply", 2, 4]])
    np.testing.assert_array_equal(found, [1, 3, 3, -6, 6, -9])


def random_steps(seed):
    rng = np.random.default_rng(seed)
    names = ["add", "multiply", "maximum", "minimum"]
    return [
        [str(rng.choice(names)), int(rng.integers(made)), int(rng.integers(max(0, made - 3), made))]
        for made in range(3, 13)
    ]


def last_number(inputs, steps):
    numbers = list(inputs)
    for name, i, j in steps:
        numbers.append(gate(name, numbers[i], numbers[j])[0])
    return numbers[-1]


@pytest.mark.parametrize("seed", range(25))
def test_random_expressions_agree_with_differences(seed):
    inputs, steps = random_inputs(3, seed), random_steps(seed)
    found = gradient_of_expression(inputs, steps)
    expected = numerical_gradient(lambda x: last_number(x, steps), inputs)
    assert found.shape == (13,)
    np.testing.assert_allclose(found[:-4:-1], expected, rtol=1e-6, atol=1e-7)


@pytest.mark.parametrize("seed", range(5))
def test_the_gradients_of_an_expression_are_those_of_our_engine(seed):
    inputs, steps = random_inputs(3, seed), [step for step in random_steps(seed) if step[0] in ("add", "multiply")]
    steps = [[name, i % (3 + k), j % (3 + k)] for k, (name, i, j) in enumerate(steps)]
    values = [Value(float(number)) for number in inputs]
    for name, i, j in steps:
        values.append(values[i] + values[j] if name == "add" else values[i] * values[j])
    values[-1].backward()
    np.testing.assert_allclose(gradient_of_expression(inputs, steps), [v.grad for v in values[::-1]], rtol=1e-12)


def test_an_expression_without_steps_is_its_last_input():
    np.testing.assert_array_equal(gradient_of_expression([2.0, 5.0], []), [1, 0])


def test_ten_thousand_steps_are_no_harder_and_the_inputs_stay_as_they_were():
    inputs = [2.0, 1.0]
    steps = [["multiply", 0, 1], *(["multiply", k, 1] for k in range(2, 10_001))]
    found = gradient_of_expression(inputs, steps)
    assert inputs == [2.0, 1.0]
    assert (found[0], found[-1], found[-2]) == (1.0, 1.0, 2.0 * 10_000)


# --- descend ----------------------------------------------------------------------------------------------------------


def test_the_example_of_the_exercise_halves_at_every_step():
    np.testing.assert_array_equal(descend(lambda x: 2 * x, np.array([1.0]), 0.25, 2), [[1], [0.5], [0.25]])


def test_the_path_on_a_bowl_is_the_closed_formula():
    curvatures, start = np.array([0.5, 1.0, 3.0]), np.array([1.0, -2.0, 0.5])
    found = descend(lambda x: curvatures * x, start, 0.3, 20)
    np.testing.assert_allclose(found, start * (1 - 0.3 * curvatures) ** np.arange(21)[:, None], rtol=1e-12, atol=1e-300)


def test_the_gradient_is_asked_once_a_step_where_the_walk_then_stands():
    asked = []

    def gradient(x):
        asked.append(x.copy())
        return np.cos(x)

    path = descend(gradient, random_inputs(3), 0.1, 5)
    np.testing.assert_array_equal(asked, path[:-1])


def test_no_step_gives_the_start_as_the_only_row():
    start = random_inputs(3)
    np.testing.assert_array_equal(descend(np.sin, start, 0.1, 0), start[None])


def test_a_rate_that_is_too_large_walks_away():
    path = descend(lambda x: 2 * x, np.array([1.0, -1.0]), 1.1, 10)
    assert (np.diff(np.abs(path), axis=0) > 0).all()


def test_the_start_is_the_same_afterwards_and_not_part_of_the_path():
    start = random_inputs(2)
    before = start.copy()
    path = descend(lambda x: x, start, 0.1, 3)
    path[0] = 0
    np.testing.assert_array_equal(start, before)


# --- initial_weights --------------------------------------------------------------------------------------------------


def test_the_weights_have_the_inputs_in_rows_and_the_outputs_in_columns():
    assert initial_weights(3, 5, np.random.default_rng(0)).shape == (3, 5)
    assert initial_weights(1, 1, np.random.default_rng(0)).shape == (1, 1)


@pytest.mark.parametrize("n_inputs", [1, 8, 200])
def test_mean_and_variance_are_what_the_number_of_inputs_asks_for(n_inputs):
    draws = [
        initial_weights(n_inputs, 50, np.random.default_rng(seed)) for seed in range(20_000 // n_inputs // 50 + 20)
    ]
    found = np.concatenate(draws)
    error = np.sqrt(2 / n_inputs / found.size)
    assert abs(found.mean()) < 5 * error
    assert found.var() == pytest.approx(2 / n_inputs, rel=5 * np.sqrt(2 / found.size))


def test_a_signal_keeps_its_size_through_ten_layers_of_relu():
    rng = np.random.default_rng(0)
    signal = rng.normal(size=(200, 400))
    before = np.mean(signal**2)
    for _ in range(10):
        signal = np.maximum(signal @ initial_weights(400, 400, rng), 0)
    assert 0.5 < np.mean(signal**2) / before < 1.5


def test_the_same_generator_gives_the_same_weights_and_the_next_draw_differs():
    first, again = (initial_weights(4, 3, np.random.default_rng(7)) for _ in range(2))
    np.testing.assert_array_equal(first, again)
    rng = np.random.default_rng(7)
    assert not np.array_equal(initial_weights(4, 3, rng), initial_weights(4, 3, rng))
