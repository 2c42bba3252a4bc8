"""Backpropagation: the exercises of the chapter and what commonly goes wrong in them."""

from .back import LAYER_BACKWARD
from .by_hand import HIDDEN_BY_HAND
from .check import WEIGHT_CHECK
from .concepts import EXPLAIN_FALLING_LOSS, HIDDEN_TARGET
from .forward import NETWORK_FORWARD
from .layer import LAYER_GRADIENTS
from .loss import NETWORK_LOSS
from .output import OUTPUT_GRADIENT
from .project import TRAIN_NETWORK
from .relu import RELU_BACKWARD
from .relu_network import GRADIENTS_WITH_RELU
from .sigmoid import SIGMOID_BACKWARD
from .sigmoid_network import GRADIENTS_WITH_SIGMOID

EXERCISES = (
    NETWORK_FORWARD,
    NETWORK_LOSS,
    HIDDEN_TARGET,
    OUTPUT_GRADIENT,
    LAYER_GRADIENTS,
    LAYER_BACKWARD,
    RELU_BACKWARD,
    HIDDEN_BY_HAND,
    SIGMOID_BACKWARD,
    GRADIENTS_WITH_SIGMOID,
    GRADIENTS_WITH_RELU,
    WEIGHT_CHECK,
    TRAIN_NETWORK,
    EXPLAIN_FALLING_LOSS,
)
