"""The documents that several tests read: the committed fixtures and one of each style, each drawn and read once a run."""

import json
from functools import cache
from pathlib import Path
from typing import Final

from record_truth import Json, Judgement, judged

import formdraw
from formdraw.style import Style

FIXTURES: Final = Path(__file__).parents[2] / "fixtures"
FILES: Final = sorted(path for folder in ("extract", "chromium", "record") for path in (FIXTURES / folder).glob("*.pdf"))
STYLES: Final = {style.name: style for style in formdraw.ALL_STYLES}
_JOBS: Final = (3, 1, 6, 12)


def truth_of(path: Path) -> Json:
    """A fixture's truth: ``records``, ``skipped_pages``, ``pages``."""
    truth: Json = json.loads(path.with_suffix(".truth.json").read_text("utf-8"))
    return truth


@cache
def read_fixture(path: Path) -> Judgement:
    truth = truth_of(path)
    return judged(path.read_bytes(), truth["records"], truth["skipped_pages"])


@cache
def read_style(name: str) -> Judgement:
    """A record of its own in the style."""
    number = list(STYLES).index(name)
    record = formdraw.make_record(1000 + number, jobs=_JOBS[number % 4])
    return judged(formdraw.build(record, STYLES[name]), [formdraw.truth(record, STYLES[name])])


def drawn(seed: int, style: Style, **knobs: object) -> Judgement:
    """One record drawn in a style and read."""
    record = formdraw.make_record(seed, **knobs)  # type: ignore[arg-type]
    return judged(formdraw.build(record, style), [formdraw.truth(record, style)])
