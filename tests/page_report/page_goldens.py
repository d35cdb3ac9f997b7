"""The goldens of the web report. Written only by ``python tests/page_report/page_goldens.py``; look at them in a browser before."""

import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = HERE / "golden"
REWRITE = "python tests/page_report/page_goldens.py"

if __name__ == "__main__":
    sys.path[:0] = [str(HERE.parent / folder) for folder in ("", "report", "review")]

from page_examples import page, thirty_years, three_years  # noqa: E402
from report_example import clean_review, example_sentences  # noqa: E402

GOLDENS: dict[str, Callable[[], str]] = {
    "thirty-years.html": lambda: page(thirty_years()),
    "three-years.en.html": lambda: page(three_years(), lang="en"),
    "clean.html": lambda: page(clean_review()),
}


def main() -> int:
    FOLDER.mkdir(exist_ok=True)
    with example_sentences():
        for name, html in GOLDENS.items():
            (FOLDER / name).write_text(html(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
