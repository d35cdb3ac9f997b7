"""The examples of the reports' tests serve here too."""

import sys
from pathlib import Path

sys.path[:0] = [
    str(Path(__file__).parents[1] / folder) for folder in ("report", "review", "page_report", "changes", "traces", "web", "audit")
]
