"""The makers of histories, records and hostile texts stand beside other tests."""

import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path += [str(TESTS / folder) for folder in ("forms", "history", "report", "review") if str(TESTS / folder) not in sys.path]
