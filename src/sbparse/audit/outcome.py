"""What came of one submission, as values that are told in words already: nothing of the documents themselves is kept.

An outcome is made in a worker, stored as JSON, and written into tables; the three see the same value, so a stored one is as good as a fresh
one.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, Final


class Standing(StrEnum):
    """What became of a submission."""

    PASS = "pass"
    FAIL = "fail"
    UNUSABLE = "unusable"


class Kind(StrEnum):
    """What two submissions may have in common, see ``audit.across``."""

    PERSON = "person"
    APPLICANT = "applicant"
    FILE = "file"
    SERIAL = "serial"
    DECLARED_EMPLOYER = "declared-employer"
    INSURED_EMPLOYER = "insured-employer"


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A finding in words.

    Attributes:
        rule, severity: as in CONTRACT section 3.
        message: what is wrong, with both sides; suggestion: what to do.
        declared, recorded: what either side says, where the finding is about it.
        file: the PDF it stands in, as named in its submission; page: the page, from 1.
        row: the declared row, by its own number in its sheet.
    """

    rule: str
    severity: str
    message: str
    suggestion: str | None = None
    declared: str | None = None
    recorded: str | None = None
    file: str | None = None
    page: int | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Unused:
    """A file that could not be used, and why; ``file`` is None for the submission as a whole."""

    file: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one submission.

    Attributes:
        name: the submission's name.
        standing: the verdict, or that there could be none.
        person: the name in the record (参保人姓名), else the declared one.
        errors, warnings, infos: findings by severity; not_run: rules that could not be run.
        valid_until: the last day on which the print serves, ``YYYY-MM-DD``.
        cumulative: paid months an insurance.
        level: 申报级别; eligible: whether a route is met, None where it was not asked.
        eligible_from: the first month in which a route is met, where none is yet.
        findings: what was found, worst first.
        unused: files that could not be used.
        report: the submission's own report, relative to the reports' folder.
    """

    name: str
    standing: Standing
    person: str | None = None
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    not_run: int = 0
    valid_until: str | None = None
    cumulative: Mapping[str, int] = field(default_factory=dict)
    level: str | None = None
    eligible: bool | None = None
    eligible_from: str | None = None
    findings: tuple[FoundRow, ...] = ()
    unused: tuple[Unused, ...] = ()
    report: str | None = None


Trace = tuple[Kind, str, str]
"""Something that another submission may share: its kind, what is compared, and what belongs to it: a file's name, an employer's, and for a
serial the SHA-256 of its file. Numbers of persons are digests."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What a worker gives back: the outcome as it is kept (:func:`to_text`), what it may share with others, and its report's bytes
    where one was asked for. Text is cheap to send, and who keeps it need not take it apart."""

    body: str
    traces: tuple[Trace, ...] = ()
    report: bytes | None = None

    @classmethod
    def of(cls, outcome: Outcome, traces: tuple[Trace, ...] = (), report: bytes | None = None) -> "Examined":
        return cls(to_text(outcome), traces, report)


def unusable(name: str, why: Sequence[Unused]) -> Examined:
    """What came of a submission that could not be reviewed."""
    return Examined.of(Outcome(name, Standing.UNUSABLE, unused=tuple(why)))


_SEPARATORS: Final = (",", ":")
_OUTCOME, _FOUND_ROW, _UNUSED = ([each.name for each in fields(kind)] for kind in (Outcome, FoundRow, Unused))
_OUTCOME = [name for name in _OUTCOME if name not in ("name", "report")]


def to_text(outcome: Outcome) -> str:
    """An outcome as JSON, the same for the same value; its name and its report's are left out, they are no part of what was found."""
    data = {name: getattr(outcome, name) for name in _OUTCOME}
    data["findings"] = [{name: getattr(row, name) for name in _FOUND_ROW} for row in outcome.findings]
    data["unused"] = [{name: getattr(row, name) for name in _UNUSED} for row in outcome.unused]
    return json.dumps(data, ensure_ascii=False, separators=_SEPARATORS)


def from_text(name: str, text: str, report: str | None = None) -> Outcome:
    """What :func:`to_text` wrote, under a name and with its report's."""
    data: dict[str, Any] = json.loads(text)
    data["standing"] = Standing(data["standing"])
    data["findings"] = tuple(FoundRow(**row) for row in data["findings"])
    data["unused"] = tuple(Unused(**row) for row in data["unused"])
    return Outcome(name=name, report=report, **data)
