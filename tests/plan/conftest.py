"""The makers of records and histories stand beside other tests."""

import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path += [str(TESTS / folder) for folder in ("forms", "review") if str(TESTS / folder) not in sys.path]
