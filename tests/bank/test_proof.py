"""`prove` proves every exercise of the bank, and refuses an entry in which any single claim is broken."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder import bank
from autograder.bank.cases import public_cases, secret_cases, student_cases
from autograder.bank.chapters.computation_graphs import graphs
from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from autograder.bank.fairness import TRANSFORMATIONS, applicable, inapplicable, sort_of
from autograder.bank.proof import SECRETS, Proof, _with_one_moved, prove
from autograder.errors import ClaimFails
from autograder.student.judge import Tolerance, judge
from autograder.student.kinds import perform
from solutions.computation_graphs import numerical_gradient

SLOW = ("Value", "initial_weights")  # many nodes, many draws
NAMES = list(bank.exercises())
DRAWN = [name for name in NAMES if bank.find(name).ladder]
FEW = SECRETS[:1]


def judged(exercise, answer, cases):
    with np.errstate(all="ignore"):
        replies = [perform(exercise.kind, answer, case.request) for case in cases]
    return judge(exercise.kind, cases, replies, exercise.shares, exercise.tolerance)


def cases_of(name, secret=b"a course"):
    return secret_cases(bank.find(name), secret, bank.exercises())


# --- every exercise -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*(name for name in NAMES if name not in SLOW)])
def test_every_exercise_proves_on_public_cases_and_those_of_five_courses(name):
    assert len(SECRETS) >= 5
    assert prove(bank.find(name)).exercises == 1


@pytest.mark.parametrize("name", SLOW)
def test_the_long_ones_prove_on_public_cases_and_those_of_one_course(name):
    assert prove(bank.find(name), FEW).named == 2 * len(bank.find(name).wrong)


@pytest.mark.slow
@pytest.mark.parametrize("name", SLOW)
def test_the_long_ones_prove_on_those_of_five_courses(name):
    assert prove(bank.find(name)).named == 6 * len(bank.find(name).wrong)


def test_a_proof_counts_what_it_has_tried():
    exercise = bank.find("softmax_jvp")
    proof = prove(exercise, SECRETS[:2])
    assert proof.named + proof.ties == 3 * len(exercise.wrong)
    assert proof.right == 3 * len(exercise.right)
    assert proof.fair + proof.inapplicable == 3 * (1 + len(exercise.right)) * len(TRANSFORMATIONS)
    assert proof.follows + proof.silent == 3 * len(bank.find("softmax").wrong)
    assert proof.moved == proof.cases > 0


@pytest.mark.parametrize(
    ("name", "parts"), [("softmax", 1), ("gradient_check", 1), ("plot_temperature", 6), ("shift_invariance", 0)]
)
def test_every_part_of_every_expected_value_is_moved(name, parts):
    proof = prove(bank.find(name), FEW)
    assert proof.moved == parts * proof.cases


def test_parts_of_classes_and_of_draws_are_moved_too():
    few = {"data": [1.0, 2.0], "grad": [3.0], "told": True}
    moved = list(_with_one_moved(few, Tolerance(0.0, 1.0)))
    np.testing.assert_array_equal([each["data"] for each in moved], [[1.0, 12.0], [1.0, 2.0]])
    assert [each["grad"][0] for each in moved] == [3.0, 13.0]
    assert list(_with_one_moved(["c", True, np.empty(0)], Tolerance())) == []


def test_a_hint_may_have_twenty_words_and_no_more():
    prove(with_wrong(hint="why " * 19 + "so?"), FEW, {})
    with pytest.raises(ClaimFails, match="a hint is a short question"):
        prove(with_wrong(hint="why " * 20 + "so?"), FEW, {})


def test_an_exercise_that_covers_nothing_says_why():
    assert prove(upset(covers=(), uncovered="a tool of the course"), FEW, {}).exercises == 1


def test_an_option_of_a_choice_needs_no_confrontation():
    choice = bank.find("shift_invariance")
    assert all(wrong.confrontation is None for wrong in choice.wrong)
    assert prove(choice, FEW).named


def test_a_confrontation_is_absurd_for_the_mistake_alone():
    shown = Confrontation("twice 1 gives 3", lambda answer: answer(np.ones(1))[0] == 3)
    prove(with_wrong(confrontation=shown), FEW, {})
    for absurd in (lambda answer: False, lambda answer: True):
        with pytest.raises(ClaimFails, match="a confrontation shows something absurd"):
            prove(with_wrong(confrontation=replace(shown, absurd=absurd)), FEW, {})


def test_counts_add_up_and_are_told_in_one_line():
    total = Proof(exercises=1, cases=2, named=3) + Proof(exercises=4, cases=5, ties=6)
    assert total == Proof(exercises=5, cases=7, named=3, ties=6)
    assert total.line().startswith("5 exercises, 7 cases: 3 wrong formulas named, 6 ties as ties")


def test_progress_is_told_once_for_each_set_of_cases():
    told: list[str] = []
    prove(bank.find("descend"), SECRETS[:3], progress=told.append)
    assert told == ["descend"] * 4


# --- what the bank promises besides ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DRAWN)
def test_two_courses_share_no_case_and_one_course_always_has_its_own(name):
    first, again, other = (repr([case.request for case in cases_of(name, secret)]) for secret in (b"1", b"1", b"2"))
    assert first == again != other


@pytest.mark.parametrize("name", DRAWN)
def test_public_cases_are_no_secret_ones_and_leave_out_what_is_not_public(name):
    exercise = bank.find(name)
    public = public_cases(exercise, bank.exercises())
    assert {case.rung for case in public} == {rung.name for rung in exercise.ladder if rung.public}
    assert not {repr(case.request) for case in public} & {repr(case.request) for case in cases_of(name)}


@pytest.mark.parametrize("name", NAMES)
def test_a_mistake_reads_as_a_sentence_and_asks_a_short_question(name):
    for wrong in bank.find(name).wrong:
        assert wrong.name[0].islower() and wrong.name.split()[0].endswith("s"), wrong.name
        assert wrong.hint[0].isupper()


def test_every_possible_by_hand_draw_is_fair_and_tells_mistakes_apart():
    from itertools import permutations

    exercise = bank.find("softmax_by_hand")
    near = exercise.tolerance.atol
    for row in permutations(exercise.numbers["scores"].values, 3):
        scores = np.array(row)
        expected = exercise.reference(scores)
        for right in exercise.right:
            assert np.abs(right.answer(scores) - expected).max() <= near, (right.name, row)
        with np.errstate(all="ignore"):
            for wrong in exercise.wrong:
                assert not np.allclose(wrong.answer(scores), expected, rtol=0, atol=3 * near), (wrong.name, row)


def test_by_hand_practice_is_the_worked_example_of_seed_000():
    (case,) = student_cases(bank.find("softmax_by_hand"), "practice")
    np.testing.assert_array_equal(case.expected["value"], [0.899, 0.06, 0.041])


@pytest.mark.parametrize("wrong", bank.find("Value").wrong, ids=lambda wrong: wrong.name)
def test_the_first_difference_is_at_the_first_wrong_node_of_the_backward_sweep(wrong):
    """Going by the definition: no node that is used later on the way back may be wrong before it."""
    exercise = bank.find("Value")
    for case in cases_of("Value"):
        reply = perform("class", wrong.answer, case.request)
        verdict = judge("class", [case], [reply], {}, exercise.tolerance)
        if verdict.right or "error" in reply:
            continue
        assert verdict.mismatch.part == "grad"
        (_, sweep) = case.request["return"][1]
        (first,) = verdict.mismatch.index
        right, found = case.expected["value"]["grad"], reply["value"]["grad"]
        np.testing.assert_allclose(found[:first], right[:first], rtol=1e-7)
        users = [node for node, step in enumerate(case.request["program"][:-1]) if sweep[first] in step[1:]]
        assert all(
            sweep.index(node) < first for node in users if node in sweep and case.request["program"][node][0] != "new"
        )


def test_the_long_chain_looks_at_the_output_and_at_the_inputs():
    request = graphs.long_chain(np.random.default_rng(0))
    sweep = request["return"][1][1]
    last = len(request["program"]) - 2  # the program ends with the call of backward
    assert last >= 10_000
    assert (sweep[0], sweep[-2:]) == (last, [1, 0])


def test_a_right_answer_that_recurses_loses_the_long_chain_and_nothing_else():
    class Recursive(graphs.Node):
        def order(self):
            order, seen = [], set()

            def visit(node):
                if id(node) not in seen:
                    seen.add(id(node))
                    for parent, _ in node.parents:
                        visit(parent)
                    order.append(node)

            visit(self)
            return order

    verdict = judged(bank.find("Value"), Recursive, cases_of("Value"))
    assert (verdict.rung, verdict.exception) == ("a chain of 10 000 values", "RecursionError")
    assert verdict.share == pytest.approx(0.85)


@pytest.mark.parametrize("variance", [lambda n, m: 1 / n, lambda n, m: 2 / (n + m), lambda n, m: 2.5 / n])
def test_initial_weights_of_another_spread_earn_nothing(variance):
    def answer(n_inputs, n_outputs, rng):
        return rng.normal(0.0, np.sqrt(variance(n_inputs, n_outputs)), (n_inputs, n_outputs))

    assert judged(bank.find("initial_weights"), answer, cases_of("initial_weights")).share == 0.0


def test_no_gradient_check_that_misses_a_turned_gradient_earns_anything():
    def lengths(f, gradient, x):
        claimed, estimated = np.linalg.norm(gradient(x)), np.linalg.norm(numerical_gradient(f, x))
        return float(abs(claimed - estimated) / (claimed + estimated))

    for i in range(20):
        verdict = judged(bank.find("gradient_check"), lengths, cases_of("gradient_check", f"{i}".encode()))
        assert verdict.share == 0.0


# --- fairness -------------------------------------------------------------------------------------------------------


def test_there_are_at_least_ten_transformations_and_each_applies_somewhere():
    assert len(TRANSFORMATIONS) >= 10
    sorts = {name: sort_of(bank.find(name), cases[0].expected["value"]) for name in DRAWN if (cases := cases_of(name))}
    sorts |= {"softmax_by_hand": "array", "shift_invariance": "letter"}
    used = {each.name for name, sort in sorts.items() for each in applicable(bank.find(name), sort)}
    assert used == {each.name for each in TRANSFORMATIONS}


@pytest.mark.parametrize("name", NAMES)
def test_what_does_not_apply_has_a_reason_and_nothing_is_both(name):
    exercise = bank.find(name)
    for sort in ("array", "number", "letter", "nodes", "drawing", "parts"):
        fair, others = {each.name for each in applicable(exercise, sort)}, inapplicable(exercise, sort)
        assert fair | set(others) == {each.name for each in TRANSFORMATIONS}
        assert not fair & set(others)
        assert all(others.values())


@pytest.mark.parametrize(
    "each", [each for each in TRANSFORMATIONS if each.name.startswith("returns")], ids=lambda e: e.name
)
def test_a_transformed_result_is_really_another_kind_of_object(each):
    plain: Any = np.array([[1.0, 0.5], [0.25, 2.0]]) if "array" in each.results else 0.5
    found = each.apply(lambda: plain)()
    assert type(found) is not type(plain) or found.dtype != plain.dtype or found.strides != plain.strides


def test_a_copy_worked_on_in_place_is_spoilt_and_the_argument_is_not():
    given, seen = np.ones(3), []

    def keep(x):
        seen.append(x)
        return x

    each = next(each for each in TRANSFORMATIONS if each.name == "works on a copy in place")
    np.testing.assert_array_equal(each.apply(keep)(given), np.ones(3))
    assert np.isnan(seen[0]).all()
    np.testing.assert_array_equal(given, np.ones(3))


# --- an entry in which one claim is broken --------------------------------------------------------------------------


def twice(x):
    return 2 * x


def added(x):
    return x + x


def listed(x):
    return [number * 2 for number in x]


def thrice(x):
    return 3 * x


def thrice_again(x):
    return x + x + x


def a_vector(rng):
    return {"args": [rng.normal(size=3)]}


THRICE = Wrong(
    "takes three times",
    thrice,
    "it is two",
    "How many times?",
    "page#label",
    "surviving mutant",
    confrontation=Confrontation("one becomes something else than two", lambda answer: answer(np.ones(1))[0] != 2),
)
PLAN: dict[str, Any] = {
    "hints": ("What is twice one?", "Print it.", "Twice four is eight."),
    "covers": ("a-catalogue-entry",),
    "minutes": 1,
    "difficulty": 1,
}
RIGHT = (Right("added", added), Right("listed", listed))
TWICE = Exercise(
    name="twice",
    kind="function",
    reference=twice,
    ladder=(Rung("a vector", a_vector, cases=3), Rung("another", a_vector, share=0.25)),
    wrong=(THRICE,),
    right=RIGHT,
    **PLAN,
)


def upset(exercise=TWICE, **changes):
    return replace(exercise, **changes)


def with_wrong(**changes):
    return upset(wrong=(replace(THRICE, **changes),))


def with_rungs(*rungs):
    return upset(ladder=rungs)


def by_turns(*functions):
    """Return a function that does something else at every call."""
    calls: list[Any] = []

    def answer(x):
        calls.append(None)
        return functions[len(calls) % len(functions)](x)

    return answer


def always_the_same(rng):
    return {"args": [np.arange(3.0)]}


def beyond_single_precision(rng):
    return {"args": [1e200 * rng.normal(size=3)]}


def in_single_precision(x):
    return (2 * x).astype(np.float32)


def raises(x):
    raise ValueError("no")


BROKEN = {
    "a reference that does not repeat": (
        upset(reference=by_turns(twice, thrice, thrice)),
        "the reference earns all",
        "reference",
    ),
    "no core, so that nothing earns something": (
        with_rungs(Rung("a vector", a_vector, share=0.4), Rung("another", a_vector, share=0.4)),
        "the untouched release earns nothing",
        "share=0.19999",
    ),
    "a wrong formula that is right": (
        with_wrong(answer=added),
        "every wrong formula loses points",
        "takes three times",
    ),
    "two formulas that give the same": (
        upset(wrong=(THRICE, replace(THRICE, name="adds three", answer=thrice_again))),
        "every wrong formula is told its name",
        "'takes three times' is told ('takes three times', 'adds three')",
    ),
    "a tie that is none": (
        with_wrong(ties=("adds three",)),
        "every wrong formula is told its name",
        "'takes three times' is told ('takes three times',)",
    ),
    "a formula that only raises": (with_wrong(answer=raises), "every wrong formula is told its name", "no name"),
    "a right alternative that is wrong": (
        upset(right=(*RIGHT, Right("three times", thrice))),
        "every right alternative earns all",
        "three times",
    ),
    "a right alternative that is right once": (
        upset(right=(*RIGHT, Right("by turns", by_turns(*[twice] * 6, thrice)))),
        "every right answer earns all in other ways too",
        "by turns",
    ),
    "numbers that single precision cannot hold": (
        with_rungs(Rung("a vector", a_vector), Rung("huge", beyond_single_precision)),
        "every right answer earns all in other ways too",
        "returns single precision",
    ),
    "a draw that does not draw": (
        with_rungs(Rung("a vector", a_vector), Rung("fixed", always_the_same, cases=1)),
        "the drawn cases differ",
        "'fixed'",
    ),
    "a draw that repeats itself within one course": (
        with_rungs(Rung("a vector", a_vector), Rung("fixed", always_the_same, cases=2)),
        "the drawn cases differ",
        "'fixed' for 'practice'",
    ),
    "a reference in single precision": (
        upset(reference=in_single_precision),
        "a number moved by ten tolerances is noticed",
        "a vector",
    ),
    "a tolerance without end": (upset(tolerance=Tolerance(atol=np.inf)), "the tolerance is finite", "inf"),
    "a tolerance without a reason": (upset(tolerance=Tolerance(reason="")), "the tolerance is finite", "reason=''"),
    "one right alternative": (upset(right=RIGHT[:1]), "2 right alternatives are tried", "there are 1"),
    "shares that leave nothing for the core": (
        with_rungs(Rung("a vector", a_vector), Rung("b", a_vector, share=0.5), Rung("c", a_vector, share=0.5)),
        "the core earns something",
        "1 or more",
    ),
    "a hint that is no question": (with_wrong(hint="Twice."), "a hint is a short question", "Twice."),
    "a hint that is too long": (with_wrong(hint="why " * 20 + "so?"), "a hint is a short question", "why"),
    "a link without a label": (with_wrong(link="page.md"), "a hint leads to a paragraph", "page.md"),
    "no reason": (with_wrong(why=""), "a mistake has a name and a reason", "takes three times"),
    "one name for two mistakes": (upset(wrong=(THRICE, THRICE)), "a mistake has a name", "takes three times"),
    "a source from nowhere": (with_wrong(source="a friend"), "a mistake has a source", "a friend"),
    "a mistake that nothing shows to be absurd": (
        with_wrong(confrontation=None),
        "a wrong formula can be seen to be absurd",
        "takes three times",
    ),
    "two hints": (upset(hints=PLAN["hints"][:2]), "there are 3 hints", "there are 2"),
    "an empty hint": (upset(hints=("Why?", " ", "Four.")), "there are 3 hints", "there are 2"),
    "no minutes": (upset(minutes=0), "an exercise takes time", "0 minutes"),
    "no difficulty": (upset(difficulty=0), "the difficulty is 1, 2 or 3", "0"),
    "a difficulty beyond a project's": (upset(difficulty=4), "the difficulty is 1, 2 or 3", "4"),
    "nothing covered, and no reason why": (
        upset(covers=(), uncovered=" "),
        "an exercise covers an entry of the catalogue, or says why none",
        "neither",
    ),
    "something covered, and a reason why nothing is": (
        upset(uncovered="it is a tool"),
        "an exercise covers an entry of the catalogue, or says why none",
        "both",
    ),
}


def test_the_entry_that_is_broken_below_is_sound():
    assert prove(TWICE, FEW, {}).named == 2


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_claim_is_caught_and_says_exercise_claim_and_offender(name):
    exercise, claim, offender = BROKEN[name]
    with pytest.raises(ClaimFails) as caught:
        prove(exercise, FEW, {})
    assert caught.value.cause.startswith("twice: it is not true that ")
    assert claim in caught.value.cause
    assert offender in caught.value.cause
    assert caught.value.cure
    assert caught.value.cell == "twice"


def test_a_wrong_formula_that_shows_on_public_cases_only_is_caught_on_the_secret_ones():
    def draw(rng):
        return {"args": [rng.normal(size=3)]}

    exercise = upset(ladder=(Rung("a vector", draw, cases=2),))
    only_public = [case.request["args"][0] for case in public_cases(exercise, {})]

    def sometimes(x):
        return thrice(x) if any(np.array_equal(x, each) for each in only_public) else twice(x)

    shown = Confrontation("three times", lambda answer: not np.array_equal(answer(only_public[0]), 2 * only_public[0]))
    with pytest.raises(ClaimFails, match="every wrong formula loses points"):
        prove(replace(exercise, wrong=(replace(THRICE, answer=sometimes, confrontation=shown),)), FEW, {})


def four_times(x):
    return twice(twice(x))


def sixteenth_power_of_two(x):
    return 16 * x


def quadrupled(x):
    return 4 * x


def doubled_sum(x):
    return 2 * (x + x)


LARGE = Confrontation("one becomes something else than four", lambda answer: answer(np.ones(1))[0] != 4)
DOWN = Exercise(
    name="four_times",
    kind="function",
    reference=four_times,
    uses=("twice",),
    ladder=TWICE.ladder,
    wrong=(replace(THRICE, name="takes sixteen", answer=sixteenth_power_of_two, confrontation=LARGE),),
    right=(Right("at once", quadrupled), Right("the sum twice", doubled_sum)),
    **PLAN,
)


def test_an_upstream_mistake_is_followed_through_and_counted():
    proof = prove(DOWN, FEW, {"twice": TWICE})
    assert (proof.follows, proof.follow_ties, proof.silent) == (2, 0, 0)


def test_two_upstream_mistakes_that_come_to_the_same_are_counted_as_a_tie():
    turned = replace(THRICE, name="turns the sign", answer=lambda x: -3 * x)
    proof = prove(DOWN, FEW, {"twice": replace(TWICE, wrong=(THRICE, turned))})
    assert (proof.follows, proof.follow_ties) == (4, 4)


def test_an_upstream_mistake_that_changes_nothing_or_raises_is_counted_as_silent():
    opposite, failing = replace(THRICE, name="turns", answer=lambda x: -2 * x), replace(THRICE, name="f", answer=raises)
    proof = prove(DOWN, FEW, {"twice": replace(TWICE, wrong=(opposite, failing))})
    assert (proof.follows, proof.silent) == (0, 4)


def test_an_upstream_mistake_that_cannot_be_told_is_caught():
    unsteady = replace(THRICE, name="does this and that", answer=by_turns(thrice, lambda x: 5 * x, lambda x: 7 * x))
    with pytest.raises(ClaimFails, match="what follows from an earlier mistake is seen: 'twice:does this and that'"):
        prove(DOWN, FEW, {"twice": replace(TWICE, wrong=(unsteady,))})


def test_an_own_mistake_that_equals_what_follows_from_an_earlier_one_is_caught():
    four = replace(THRICE, name="takes four", answer=quadrupled)
    with pytest.raises(ClaimFails, match=r"'takes sixteen' is told \('takes sixteen', 'twice:takes four'\)"):
        prove(DOWN, FEW, {"twice": replace(TWICE, wrong=(four,))})


def test_a_choice_whose_wrong_option_is_the_right_one_is_caught():
    choice = bank.find("shift_invariance")
    broken = replace(choice, wrong=(replace(choice.wrong[0], answer=choice.reference), *choice.wrong[1:]))
    with pytest.raises(ClaimFails, match="every wrong formula loses points"):
        prove(broken, FEW)


def test_a_by_hand_tolerance_that_lets_a_mistake_pass_is_caught():
    broken = replace(bank.find("softmax_by_hand"), tolerance=Tolerance(0.0, 0.3, "generous"))
    with pytest.raises(ClaimFails, match="every wrong formula"):
        prove(broken)


def test_a_class_whose_mistake_the_ladder_does_not_show_is_caught():
    value = bank.find("Value")
    short = replace(value, ladder=tuple(rung for rung in value.ladder if rung.name in ("one sum", "one product")))
    with pytest.raises(ClaimFails, match="every wrong formula loses points: 'overwrites the gradient'"):
        prove(short, FEW)
