"""An answer is judged in the order in which a learner debugs; a mistake is named by its values, never guessed."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.student.judge import (
    CHANGED_ITS_INPUT,
    CHANGED_ITS_INPUT_COSTS,
    STAGES,
    Case,
    Judgement,
    Mismatch,
    Tolerance,
    compare,
    diagnose,
    judge,
    observed,
)

EXACT = Tolerance(1e-7, 1e-9)
TABLE = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])


def value(of, **more):
    return {"value": of, **more}


def error(name="ValueError", line=None):
    return {"error": {"type": name, "line": line, "message": ""}}


def stage(want, got, kind="function", tolerance=EXACT):
    mismatch = compare(kind, value(want), value(got), tolerance)
    return mismatch and mismatch.stage


def cases(*rungs, named=None):
    """Return one case a rung; case number i expects i, and a mistake called m gives named[m](i)."""
    return [
        Case(rung, {}, value(float(i)), {name: reply(i) for name, reply in (named or {}).items()})
        for i, rung in enumerate(rungs, start=1)
    ]


def judged(given, replies, shares=None):
    return judge("function", given, replies, shares or {}, EXACT)


# --- the order in which a learner debugs ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reply", "stage"),
    [
        ({"missing": True}, "missing"),
        (error(), "raises"),
        (value(None), "type"),
        (value("text"), "type"),
        (value({"a": 1.0}), "type"),
        (value([[1.0], [2.0, 3.0]]), "type"),
        (value(TABLE[0]), "axes"),
        (value(TABLE.astype(complex)), "dtype"),
        (value(TABLE > 2), "dtype"),
        (value(TABLE.T), "shape"),
        (value(np.where(TABLE == 5, np.nan, TABLE)), "finite"),
        (value(np.where(TABLE == 5, 7, TABLE)), "values"),
        (value(TABLE, changed=[0]), "arguments"),
    ],
)
def test_each_stage_is_found(reply, stage):
    assert compare("function", value(TABLE), reply, EXACT).stage == stage


def test_the_stages_stand_in_the_order_of_debugging():
    assert STAGES == ("missing", "raises", "type", "axes", "dtype", "shape", "finite", "values", "arguments")


def test_what_comes_first_is_told_first():
    all_at_once = np.full((4, 2), np.nan, dtype=complex)
    assert stage(TABLE, all_at_once[0]) == "axes"
    assert stage(TABLE, all_at_once) == "dtype"
    assert stage(TABLE, all_at_once.real) == "shape"


def test_the_first_place_that_differs_is_told_by_its_index():
    got = TABLE.copy()
    got[0, 2] = got[1, 0] = 9
    assert compare("function", value(TABLE), value(got), EXACT) == Mismatch("values", "", (0, 2))


def test_the_part_that_differs_is_told_by_its_name():
    want = {"data": [1.0, 2.0], "grad": [3.0, 4.0]}
    mismatch = compare("class", value(want), value(want | {"grad": [3.0, 5.0]}), EXACT)
    assert mismatch == Mismatch("values", "grad", (1,))


def test_parts_of_parts_are_told_with_dots():
    want = {"lines": [{"x": TABLE[0]}, {"x": TABLE[1]}]}
    mismatch = compare("plot", value(want), value({"lines": [{"x": TABLE[0]}, {"x": TABLE[0]}]}), EXACT)
    assert (mismatch.part, mismatch.index) == ("lines.1.x", (0,))


def test_parts_that_are_missing_or_too_many_are_of_another_type():
    assert stage({"a": 1.0}, {"a": 1.0, "b": 1.0}) == "type"
    assert stage({"a": 1.0}, {}) == "type"
    assert stage([TABLE, TABLE], [TABLE]) == "type"
    assert stage([TABLE], TABLE[0, 0]) == "type"


def test_text_and_truth_are_compared_exactly():
    assert stage("c", "c") is None
    assert stage("c", "C") == "values"
    assert stage("c", 1.0) == "type"
    assert stage(True, True) is None
    assert stage(True, False) == "values"
    assert stage(True, 1) == "type"


# --- what counts as the same ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "got",
    [
        TABLE.tolist(),
        tuple(map(tuple, TABLE)),
        np.asfortranarray(TABLE),
        TABLE.astype(int),
        TABLE.astype(np.uint8),
        TABLE.astype(np.float32),
        TABLE.astype(np.float16),
        TABLE * (1 + 5e-8),
    ],
    ids=["lists", "tuples", "column order", "integers", "bytes", "single", "half", "nearly"],
)
def test_the_same_numbers_in_other_clothes_are_the_same(got):
    assert stage(TABLE, got) is None


def test_single_precision_may_be_coarse_and_double_may_not():
    off = TABLE * (1 + 1e-5)
    assert stage(TABLE, off) == "values"
    assert stage(TABLE, off.astype(np.float32)) is None
    assert stage(TABLE, (TABLE * 1.001).astype(np.float32)) == "values"


def test_a_tolerance_adds_an_absolute_and_a_relative_part():
    tolerance = Tolerance(rtol=0.1, atol=1.0)
    assert stage(100.0, 110.9, tolerance=tolerance) is None
    assert stage(100.0, 111.1, tolerance=tolerance) == "values"


def test_without_a_word_double_precision_is_asked_for():
    assert stage(TABLE, TABLE * (1 + 1e-6), tolerance=Tolerance()) == "values"
    assert stage(np.zeros(1), np.array([1e-8]), tolerance=Tolerance()) == "values"
    assert stage(TABLE, TABLE * (1 + 1e-12), tolerance=Tolerance()) is None


def test_the_first_number_that_is_not_finite_is_told_by_its_index():
    got = TABLE.copy()
    got[1, 1] = np.inf
    assert compare("function", value(TABLE), value(got), EXACT) == Mismatch("finite", "", (1, 1))


def test_a_list_of_one_number_is_an_array_of_one():
    assert stage([1.0], np.array([1.0])) is None
    assert stage([1.0], [2.0]) == "values"


def test_infinity_has_a_sign_and_nan_is_itself():
    assert stage(np.array([np.inf, np.nan]), np.array([np.inf, np.nan])) is None
    assert stage(np.array([np.inf]), np.array([-np.inf])) == "values"
    assert stage(np.array([np.nan]), np.array([np.inf])) == "values"


def test_an_empty_array_is_compared_by_its_shape():
    assert stage(np.empty((0, 3)), np.empty((0, 3))) is None
    assert stage(np.empty((0, 3)), np.empty((0, 2))) == "shape"


# --- points -----------------------------------------------------------------------------------------------------------

LADDER = ("one", "two", "large")
SHARES = {"one": 0.0, "two": 0.0, "large": 0.25}


def test_all_right_earns_all():
    judgement = judged(cases(*LADDER), [value(1.0), value(2.0), value(3.0)], SHARES)
    assert judgement == Judgement(1.0)
    assert judgement.right


def test_a_rung_costs_its_share_and_the_core_costs_all():
    assert judged(cases(*LADDER), [value(1.0), value(2.0), value(0.0)], SHARES).share == 0.75
    assert judged(cases(*LADDER), [value(1.0), value(0.0), value(3.0)], SHARES).share == 0.0


def test_a_rung_costs_its_share_once_however_many_of_its_cases_fail():
    replies = [value(1.0), value(2.0), value(0.0), value(0.0)]
    assert judged(cases("one", "two", "large", "large"), replies, SHARES).share == 0.75


def test_a_rung_without_a_share_belongs_to_the_core():
    assert judged(cases("one", "unheard of"), [value(1.0), value(0.0)], {"one": 0.0}).share == 0.0


def test_the_first_failing_case_is_told_with_its_rung_exception_and_line():
    judgement = judged(cases(*LADDER), [value(1.0), error("KeyError", 3), value(0.0)], SHARES)
    assert (judgement.case, judgement.rung, judgement.exception, judgement.line) == (1, "two", "KeyError", 3)
    assert not judgement.right


def test_changing_the_input_costs_a_quarter_and_has_its_name():
    replies = [value(1.0, changed=[0]), value(2.0), value(3.0)]
    judgement = judged(cases(*LADDER), replies, SHARES)
    assert judgement.share == 1 - CHANGED_ITS_INPUT_COSTS
    assert judgement.mistakes == (CHANGED_ITS_INPUT,)


def test_changing_the_input_costs_beside_a_rung_and_has_no_name_then():
    replies = [value(1.0, changed=[0]), value(2.0), value(0.0)]
    judgement = judged(cases(*LADDER), replies, SHARES)
    assert judgement.share == 0.75 - CHANGED_ITS_INPUT_COSTS
    assert judgement.mistakes == ()


def test_an_answer_to_which_nothing_was_put_is_not_right():
    with pytest.raises(ValueError, match="no cases"):
        judged([], [])


def test_a_reply_is_needed_for_every_case():
    with pytest.raises(ValueError):
        judged(cases("one", "two"), [value(1.0)])


# --- names ------------------------------------------------------------------------------------------------------------

NAMED = {"adds one": lambda i: value(i + 1.0), "doubles": lambda i: value(2.0 * i)}
THREE = cases("a", "b", "c", named=NAMED)


def names(given, replies):
    return diagnose("function", given, replies, EXACT)


def test_values_of_a_known_mistake_on_every_case_have_its_name():
    assert names(THREE, [value(2.0), value(3.0), value(4.0)]) == ("adds one",)
    assert names(THREE, [value(2.0), value(4.0), value(6.0)]) == ("doubles",)


def test_one_case_that_does_not_fit_takes_the_name_away():
    assert names(THREE, [value(2.0), value(3.0), value(4.5)]) == ()


def test_mistakes_that_cannot_be_told_apart_are_all_named():
    assert names(THREE[:1], [value(2.0)]) == ("adds one", "doubles")


def test_a_mistake_that_gives_right_values_is_no_mistake():
    given = cases("a", "b", named={"changes nothing": lambda i: value(float(i))})
    assert "changes nothing" not in names(given, [value(1.0), value(2.0)])


def test_an_exception_alone_names_nothing():
    given = cases("a", "b", named={"raises": lambda i: error()})
    assert names(given, [error(), error()]) == ()


def test_an_exception_beside_two_values_belongs_to_the_mistake():
    given = cases("a", "b", "c", named={"adds one": lambda i: error() if i == 3 else value(i + 1.0)})
    assert names(given, [value(2.0), value(3.0), error()]) == ("adds one",)
    assert names(given, [value(2.0), value(3.0), error("KeyError")]) == ()
    assert names(given, [value(2.0), value(3.0), value(4.0)]) == ()


def test_one_value_is_no_evidence_where_others_are_exceptions():
    given = cases("a", "b", "c", named={"m": lambda i: value(9.0) if i == 1 else error()})
    assert names(given, [value(9.0), error(), error()]) == ()


def test_a_mistake_that_leaves_one_case_unwritten_is_named_when_that_case_is_unwritten():
    given = cases("a", "b", "c", named={"m": lambda i: {"missing": True} if i == 3 else value(i + 1.0)})
    assert names(given, [value(2.0), value(3.0), {"missing": True}]) == ("m",)
    assert names(given, [value(2.0), value(3.0), value(4.0)]) == ()
    assert names(given, [value(2.0), value(3.0), error()]) == ()


def test_nothing_written_has_no_name():
    assert names(THREE, [{"missing": True}] * 3) == ()


# --- draws of an initialiser ------------------------------------------------------------------------------------------


def draws(*seeds, shape=(60, 50), scale=1.0):
    return [np.random.default_rng(seed).normal(0, scale, shape) for seed in seeds]


LOOSE = Tolerance(0.05, 0.05)


def initialiser(got, want=None):
    return compare("initialiser", value(want or draws(1, 1, 2)), value(got), LOOSE)


def test_draws_of_the_same_kind_are_the_same_whatever_their_numbers():
    assert initialiser(draws(8, 8, 9)) is None


@pytest.mark.parametrize(
    ("got", "part"),
    [
        (draws(1, 1, 2, shape=(50, 60)), "shape"),
        ([draw + 1 for draw in draws(1, 1, 2)], "mean"),
        (draws(1, 1, 2, scale=2.0), "spread"),
        (draws(1, 2, 3), "same seed, same numbers"),
        (draws(1, 1, 1), "other seed, other numbers"),
    ],
)
def test_draws_differ_in_shape_mean_spread_or_repetition(got, part):
    assert initialiser(got).part == part


def test_draws_as_nested_lists_are_draws():
    assert initialiser([draw.tolist() for draw in draws(1, 1, 2)]) is None


def test_what_was_observed_already_stays_as_it_is():
    seen = observed("initialiser", draws(1, 1, 2))
    assert observed("initialiser", seen) is seen
    assert compare("initialiser", value(seen), value(draws(3, 3, 4)), LOOSE) is None


@pytest.mark.parametrize(
    "got",
    [
        [],
        draws(1),
        draws(1, 1),
        draws(1, 1, 2, 3),
        [None, None, None],
        ["a", "b", "c"],
        [np.empty((0, 3))] * 3,
        [np.zeros(3, complex)] * 3,
        [[[1.0], [2.0, 3.0]]] * 3,
        {"mean": 0.0},
        None,
        7.0,
    ],
    ids=repr,
)
def test_what_is_not_three_tables_is_a_mismatch_and_no_accident(got):
    assert initialiser(got) is not None


# --- values built to hurt the comparer --------------------------------------------------------------------------------

NUMBERS = hnp.arrays(
    hnp.boolean_dtypes()
    | hnp.integer_dtypes()
    | hnp.floating_dtypes(sizes=(16, 32, 64))
    | hnp.complex_number_dtypes(sizes=(64, 128)),
    hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3),
)
HOSTILE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**400), 10**400)
    | st.floats()
    | st.complex_numbers()
    | st.text(max_size=5)
    | NUMBERS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.sampled_from(["data", "grad", "lines", "x", "mean"]), inner, max_size=3)
    ),
    max_leaves=10,
)
WANTED = {
    "function": TABLE,
    "class": {"data": [1.0, 2.0], "grad": [3.0, 4.0]},
    "plot": {"lines": [{"x": TABLE[0], "y": TABLE[1]}], "labelled": [True, True], "told apart": True},
    "initialiser": draws(1, 1, 2, shape=(2, 3)),
    "value": np.array([0.9, 0.06, 0.04]),
    "choice": "c",
}


@pytest.mark.parametrize("kind", WANTED)
@given(got=HOSTILE)
def test_whatever_comes_back_is_judged_and_nothing_is_raised(kind, got):
    given = [Case("a", {}, value(WANTED[kind]), {"m": value(0.0)}), Case("b", {}, value(WANTED[kind]), {"m": error()})]
    judgement = judge(kind, given, [value(got)] * 2, {}, EXACT)
    assert 0.0 <= judgement.share <= 1.0
    assert judgement.right or judgement.mismatch.stage in STAGES


@pytest.mark.parametrize("kind", WANTED)
def test_the_right_value_of_each_kind_is_right(kind):
    assert compare(kind, value(WANTED[kind]), value(WANTED[kind]), EXACT) is None


def test_judging_overflowing_numbers_warns_of_nothing():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert stage(np.array([1e308]), np.array([-1e308])) == "values"
        assert stage(np.array([1.0]), np.array([2**64 - 1], dtype=np.uint64)) == "values"
