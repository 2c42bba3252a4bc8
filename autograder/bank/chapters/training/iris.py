"""Nine irises, the data that the project trains on.

Source: a table in the lecture slides "Softmax Regression" by Quang-Vinh Dinh, three rows for each of three species,
from the data that R. A. Fisher published in 1936.  The slides count species from 1; here they count from 0.  The same
rows stand in ``book/exercises/data/iris.csv``, which says more about them.
"""

from __future__ import annotations

import numpy as np

# petal length and petal width, in centimetres
PETALS = np.array(
    [[1.5, 0.2], [1.4, 0.2], [1.6, 0.2], [4.7, 1.6], [3.3, 1.1], [4.6, 1.3], [5.6, 2.2], [5.1, 1.5], [5.6, 1.4]]
)
SPECIES = np.array([0, 0, 0, 1, 1, 1, 2, 2, 2])
