"""The questions of the chapter on computation graphs.

Right values are computed from the graphs of the seeds (``reference.py``), wrong ones by the wrong rules of the seeds'
errata, whose ids stand beside them.
"""

from autograder.bank.question import Question

from . import again, engine, gates, jacobians, network, network_back, paths

QUESTIONS: tuple[Question, ...] = (
    gates.SUM_AND_PRODUCT,
    gates.CONSTANTS,
    gates.KEEPS,
    gates.SWEEP,
    gates.LARGER,
    gates.SMALLER,
    gates.HOW_MANY_ORDERS,
    gates.NO_ORDER,
    paths.SQUARED,
    paths.LOSS_OF_A_ZERO,
    paths.CROSS_ENTROPY,
    paths.NOT_NEEDED,
    paths.BIAS_PATHS,
    paths.TWO_SIGMOIDS,
    jacobians.OF_A_NUMBER,
    jacobians.OF_A_VECTOR,
    jacobians.OF_A_BATCH,
    jacobians.SQUARE,
    jacobians.AT_A_POINT,
    jacobians.PRODUCT,
    jacobians.COMPOSITION,
    jacobians.TWO_WAYS,
    network.PARAMETERS,
    network.ROW_OF_SUMS,
    network.ACTIVATIONS,
    network.CUT_OFF,
    network.OUTPUT,
    network.SQUARED_ERRORS,
    network.TOTAL,
    network_back.OUTPUT_PULL,
    network_back.UNIT_SLOPES,
    network_back.OUTPUT_WEIGHTS,
    network_back.UNIT_TABLE,
    network_back.HIDDEN_WEIGHTS,
    network_back.AXES_BACK,
    engine.LONG_CHAIN,
    engine.BIAS,
    engine.COLUMN,
    again.TWICE_AGAIN,
    again.MAXIMUM_AGAIN,
    again.SHAPE_AGAIN,
    again.ORDER_AGAIN,
    again.ROW_RECALLED,
    again.STEPS_RECALLED,
    again.COUNT_RECALLED,
    again.ODDS_RECALLED,
)
