"""The truth that records are held against lies with the tests of the reader."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "record"))
