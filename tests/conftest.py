"""Hypothesis profiles of the whole suite: ``ci`` draws the same examples on every run; ``HYPOTHESIS_PROFILE=thorough`` draws new and many."""

import os

from hypothesis import HealthCheck, settings

# Nothing here asserts how long something takes: the machine may be busy with other things.
settings.register_profile("ci", derandomize=True, deadline=None, max_examples=60, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", deadline=None, max_examples=1000, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
