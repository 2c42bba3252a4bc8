"""nbgrader's ClearSolutions, but for blanks: ``name = ...`` is what students get, as it stands."""

from __future__ import annotations

import re
from typing import Any

from nbgrader.preprocessors import ClearSolutions

_BLANK = re.compile(r"\w+ = \.\.\.")


class ClearSolutionsButBlanks(ClearSolutions):
    """Leaves a cell that is one blank to fill in: a stub that raises would leave its variable undefined."""

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> tuple[Any, Any]:
        """Clear one cell."""
        if cell.cell_type == "code" and _BLANK.fullmatch(cell.source.strip()):
            return cell, resources
        cleared: tuple[Any, Any] = super().preprocess_cell(cell, resources, cell_index)
        return cleared
