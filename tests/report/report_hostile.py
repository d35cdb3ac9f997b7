"""Texts that a report must not obey, and a review that has them everywhere."""

from dataclasses import replace

from report_example import STINTS, review

from sbparse.messages import message
from sbparse.review.model import Pair

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x")',
    "#REF!",
    "TRUE",
    "1e5",
    "2018.10",
]


def with_employer(name):
    """A review in which a text from outside stands wherever one can."""
    full = review()
    record = full.sources[0].record
    rows = tuple(replace(row, employer=name, district=name) for row in record.employments)
    record = replace(
        record, employments=rows, issuer=name, serial=name, layout=name, person=replace(record.person, name=name, employer=name)
    )
    stints = tuple(replace(stint, employer=name, work=name, post=name, reference=name) for stint in STINTS)
    found = (replace(full.findings[0], expected=name, actual=name, message=message("example.unread", text=name)),)
    source = replace(full.sources[0], file=name, record=record)
    insured = replace(full.pairs[0].insured[0], employer=name, names=(name,), file=name)
    return replace(
        full,
        sources=(source,),
        findings=found,
        pairs=(Pair(stints[:1], (insured,), found),),
        history=replace(full.history, file=name, stints=stints),
        suggested_history=tuple(replace(row, employer=name, work=name, post=name) for row in full.suggested_history),
        suggested_assessments=tuple(replace(row, kind=name, employer=name) for row in full.suggested_assessments),
        eligibility=replace(full.eligibility, level=name, routes=tuple(replace(r, route=name) for r in full.eligibility.routes)),
    )
