"""The goldens of the reports: what the example looks like in each face. Written only by ``python tests/report/report_goldens.py``."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

from report_example import clean_review, example_sentences, review
from report_example_record import extraction
from rich.console import Console

from sbparse.report.csvfile import extraction_csv
from sbparse.report.record_data import extraction_data, to_json
from sbparse.report.review_data import review_data
from sbparse.report.terminal import show_extraction, show_review, show_rule, show_rules, show_years

FOLDER = Path(__file__).parent / "golden"
REWRITE = "python tests/report/report_goldens.py"


def printed(show: Callable[[Console], None], width: int) -> str:
    """What a terminal of that width shows when the output is piped, without the spaces that rich leaves at line ends."""
    console = Console(file=io.StringIO(), width=width, color_system=None, legacy_windows=False)
    show(console)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines()) + "\n"


GOLDENS: dict[str, Callable[[], str]] = {
    "extract.json": lambda: to_json(extraction_data(extraction())) + "\n",
    "check.json": lambda: to_json(review_data(review())) + "\n",
    "check.en.json": lambda: to_json(review_data(review(), lang="en", show_ids=False)) + "\n",
    "extract.csv": lambda: extraction_csv([extraction()]).decode("utf-8-sig").replace("\r\n", "\n"),
    "check.80.txt": lambda: printed(lambda c: show_review(review(), c), 80),
    "check.en.120.txt": lambda: printed(lambda c: show_review(review(), c, lang="en"), 120),
    "clean.80.txt": lambda: printed(lambda c: show_review(clean_review(), c), 80),
    "extract.80.txt": lambda: printed(lambda c: show_extraction(extraction(), c), 80),
    "extract.120.txt": lambda: printed(lambda c: show_extraction(extraction(), c), 120),
    "years.80.txt": lambda: printed(lambda c: show_years(extraction(), c), 80),
    "rules.80.txt": lambda: printed(show_rules, 80),
    "rule.80.txt": lambda: printed(lambda c: show_rule("rename-not-split", c), 80),
}


def main() -> int:
    FOLDER.mkdir(exist_ok=True)
    with example_sentences():
        for name, text in GOLDENS.items():
            (FOLDER / name).write_text(text(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
