"""How many documents the generated tests draw: few and always the same ones in CI, many with ``HYPOTHESIS_PROFILE=thorough``.

``HYPOTHESIS_EXAMPLES`` sets the number of a thorough run.
"""

import os
from typing import Final

from hypothesis import HealthCheck, settings

THOROUGH: Final = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
_EXAMPLES: Final = int(os.environ.get("HYPOTHESIS_EXAMPLES", "3000"))


def documents(share: float = 1.0) -> settings:
    """Settings for a test that draws and reads a document an example; ``share`` of the usual number of examples."""
    number = _EXAMPLES if THOROUGH else 60
    return settings(
        max_examples=max(1, int(number * share)),
        derandomize=not THOROUGH,
        deadline=None,
        database=None,
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
    )
