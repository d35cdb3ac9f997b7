"""How many documents the generated tests draw: few in CI; with ``HYPOTHESIS_PROFILE=thorough`` as many as ``HYPOTHESIS_EXAMPLES`` says."""

import os
from typing import Final

from hypothesis import HealthCheck, Phase, settings

THOROUGH: Final = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
_EXAMPLES: Final = int(os.environ.get("HYPOTHESIS_EXAMPLES", "1000")) if THOROUGH else 60


def documents(share: float = 1.0) -> settings:
    """Settings for a test that draws and reads a document an example; ``share`` of the usual number of examples."""
    noise = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
    # Making an example smaller draws and reads hundreds of documents: done where time is no matter.
    phases = tuple(Phase) if THOROUGH else (Phase.explicit, Phase.generate)
    return settings(max_examples=max(1, int(_EXAMPLES * share)), database=None, phases=phases, suppress_health_check=noise)
