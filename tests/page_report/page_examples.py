"""Reviews to show on a page, with pictures that are the same on every machine."""

import re
from base64 import b64decode

import report_example
from review_build import BAY, BLUE, GREEN, check, history, months, record

from sbparse.messages import message
from sbparse.policy import default_ruleset
from sbparse.report.evidence import Evidence, Picture
from sbparse.report.inputs import Input
from sbparse.report.page import review_page
from sbparse.review.plan import plan

# One grey pixel.
PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGN4BQAA7wDqPUBcfQAAAABJRU5ErkJggg==")


def thirty_years():
    return report_example.review()


def three_years():
    """Two employers, a start a month early, an end a month early, an unpaid month that the record does not name, a declared rename."""
    own = record((BLUE, "2020-03/2021-06"), (GREEN, "2021-07/2023-03"), unpaid=months("2022-05"))
    declared = history(
        (BLUE, "2020.2-2021.5", {"post": "研发岗"}),
        (GREEN, "2021.7-至今", {"post": "研发岗"}),
        renames=[(BAY, GREEN, "2022-01")],
        assessments=[("2020.3-2020.12", "2020年度", BLUE), ("2021.1-2021.12", "2021年度", GREEN), ("2022.1-2022.12", "2022年度", GREEN)],
        level="工程师",
        education="本科",
    )
    return check(own, declared)


def evidence(review):
    """A picture for the first and the last finding with a place, the same one twice; a reason for the others."""
    placed = [n for n, f in enumerate(review.findings, start=1) if f.where]
    shown = {placed[0]: review.findings[placed[0] - 1].where, placed[-1]: review.findings[placed[0] - 1].where} if placed else {}
    pictures = {n: Picture(PIXEL, 1560, 120, review.sources[0].file, place, covered=True) for n, place in shown.items()}
    return Evidence(pictures, {n: message("evidence.no-file") for n in placed if n not in pictures})


def page(review, **options):
    inputs = [Input(source.file, "3a7b" * 16) for source in review.sources] + [Input(review.history.file)]
    advice = plan(review, default_ruleset())
    return without_version(review_page(review, evidence=evidence(review), inputs=inputs, plan=advice, **options))


def without_version(html):
    """The page without the number that changes with every release."""
    return re.sub(r"sbparse \d+(\.\w+)+", "sbparse VERSION", html)
