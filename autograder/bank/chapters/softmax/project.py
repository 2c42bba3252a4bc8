"""The chapter put together: queries that look up values by softmax."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.bank.exercise import Confrontation, Exercise, Right, Rung, Wrong
from autograder.student.kinds import Request
from solutions.softmax import attend, softmax


def multiplied_by_the_temperature(queries, keys, values, temperature):
    return softmax(queries @ keys.T * temperature) @ values


def without_the_temperature(queries, keys, values, temperature):
    return softmax(queries @ keys.T) @ values


def over_the_queries(queries, keys, values, temperature):
    return softmax((queries @ keys.T / temperature).T).T @ values


def scores_for_shares(queries, keys, values, temperature):
    return queries @ keys.T / temperature @ values


def shares_alone(queries, keys, values, temperature):
    return softmax(queries @ keys.T / temperature)


def query_by_query(queries, keys, values, temperature):
    found = []
    for query in queries:
        scores = np.array([[sum(query * key) / temperature for key in keys]])
        found.append(sum(share * value for share, value in zip(softmax(scores)[0], values, strict=True)))
    return np.array(found)


def with_colder_keys(queries, keys, values, temperature):
    return np.einsum("qi,io->qo", softmax(np.einsum("qf,if->qi", queries, keys / temperature)), values)


def _look_up(n_queries: int, n_items: int, n_features: int, n_outputs: int, low: float = 1.5, high: float = 4.0) -> Any:
    def draw(rng: np.random.Generator) -> Request:
        shapes = (n_queries, n_features), (n_items, n_features), (n_items, n_outputs)
        return {"args": [*(rng.normal(size=shape) for shape in shapes), float(rng.uniform(low, high))]}

    return draw


VALUES = np.array([[10.0], [20.0]])
NO_KEYS = np.zeros((2, 1))
QUERY, KEYS = np.array([[1.0]]), np.array([[0.0], [1.0]])


ATTEND = Exercise(
    name="attend",
    kind="function",
    reference=attend,
    uses=("softmax",),
    ladder=(
        Rung("two queries, three items", _look_up(2, 3, 4, 5), cases=3),
        Rung("four queries, two items", _look_up(4, 2, 3, 5)),
        Rung("as many queries as items", _look_up(3, 3, 2, 4)),
        Rung("a low temperature", _look_up(2, 4, 3, 5, 0.2, 0.6), share=0.25),
    ),
    wrong=(
        Wrong(
            "multiplies by the temperature",
            multiplied_by_the_temperature,
            "a high temperature then makes the choice more sure, and it should make it less sure",
            "Should a high temperature make the shares more equal, or less?",
            "softmax#softmax-shift",
            "surviving mutant",
            confrontation=Confrontation(
                "at the temperature 50 the best item gets everything, where all should count alike",
                lambda answer: answer(QUERY, KEYS, VALUES, 50.0)[0][0] > 19.9,
            ),
        ),
        Wrong(
            "forgets the temperature",
            without_the_temperature,
            "the scores are to be divided by the temperature",
            "What should happen at a very high temperature?",
            "softmax#softmax-shift",
            "surviving mutant",
            confrontation=Confrontation(
                "at the temperature 1000 the items still do not count alike",
                lambda answer: answer(QUERY, KEYS, VALUES, 1000.0)[0][0] > 17,
            ),
        ),
        Wrong(
            "lets the queries compete",
            over_the_queries,
            "the shares of an item sum to 1 over the queries, instead of those of a query over the items",
            "Does one query's answer depend on what the others ask?",
            "softmax#softmax-rows",
            "misconceptions: SMX02-axis-0",
            ties=("softmax:normalises over the samples", "softmax:normalises over the samples and does not shift"),
            confrontation=Confrontation(
                "a query that comes alone gets the sum of all values: 30 from 10 and 20",
                lambda answer: np.isclose(answer(QUERY, NO_KEYS, VALUES, 1.0)[0][0], 30),
            ),
        ),
        Wrong(
            "weights by the scores",
            scores_for_shares,
            "scores can be negative, and they do not sum to 1",
            "What turns scores into the weights of a mean?",
            "softmax#softmax-definition",
            "surviving mutant",
            confrontation=Confrontation(
                "items whose keys are all 0 give 0, though their values are 10 and 20",
                lambda answer: np.isclose(answer(QUERY, NO_KEYS, VALUES, 1.0)[0][0], 0),
            ),
        ),
        Wrong(
            "stops at the shares",
            shares_alone,
            "the shares are the weights of a mean that is still to be taken",
            "What are the shares good for?",
            "softmax#softmax-rows",
            "surviving mutant",
            confrontation=Confrontation(
                "values of 10 and 20 give 1/2 and 1/2",
                lambda answer: np.allclose(answer(QUERY, NO_KEYS, VALUES, 1.0), [[0.5, 0.5]]),
            ),
        ),
    ),
    right=(Right("query by query", query_by_query), Right("with colder keys", with_colder_keys)),
    hints=(
        "Which shape has the table of all scores, and over which of its axes do the shares sum to 1?",
        "Give all keys as zeros: every answer must be the plain mean of the values.",
        "One query with the scores 0 and 2 at the temperature 2 has the shares of 0 and 1, 0.269 and 0.731; values of "
        "100 and 200 give 26.9 + 146.2 = 173.1.",
    ),
    covers=("softmax-properties",),
    minutes=20,
    difficulty=3,
)
