"""What an attestation holds: inputs by their hashes, the program, the rules, the settings, and the result by its marks and its digest.

Neither names, numbers, codes nor file names are among it. The result's digest stands for all of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sbparse.record.document import Engine
from sbparse.values.month import Month


class Role(StrEnum):
    """What a file was to the run."""

    RECORD = "record"
    HISTORY = "history"
    TRUST = "trust"  # a root certificate


@dataclass(frozen=True, slots=True)
class Input:
    """A file by its SHA-256 (hex) and its size in bytes."""

    role: Role
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides the result beside the inputs.

    Attributes:
        submitted: day of the submission where the command line gave one.
        print_date: day of the print, likewise.
        engine: what read the pages.
        signatures: whether signatures could be verified (the extra ``sign``).
        scans: whether scanned pages could be read (the extra ``ocr``).
    """

    submitted: date | None = None
    print_date: date | None = None
    engine: Engine = "pdfium"
    signatures: bool = False
    scans: bool = False


@dataclass(frozen=True, slots=True)
class FindingMark:
    """A finding without its words: its rule, its weight, and where it belongs (see :class:`sbparse.findings.Finding`)."""

    rule: str
    severity: str
    history_row: int | None = None
    record: int | None = None
    employment: int | None = None
    months: tuple[Month, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result.

    Attributes:
        verdict: of the check, None where no history was given.
        checks: every rule with what became of it; without a history none.
        findings: in the order in which the program tells them.
        signatures: for each record whether its signatures hold as ``verify`` asks, None where they could not be verified.
        sha256: digest of the whole result (see :func:`sbparse.attest.make.digest`).
    """

    verdict: str | None
    checks: tuple[tuple[str, str], ...]
    findings: tuple[FindingMark, ...]
    signatures: tuple[bool | None, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class Attestation:
    """All of it; ``ruleset_sha256`` is that of the rule set's file."""

    version: str
    ruleset: str
    ruleset_sha256: str
    settings: Settings
    inputs: tuple[Input, ...]
    outcome: Outcome

    def of_role(self, role: Role) -> tuple[Input, ...]:
        """The inputs of one role, in their order."""
        return tuple(each for each in self.inputs if each.role is role)


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files of a run, each its name (for errors alone) and its bytes; ``ruleset`` is None for the shipped rules."""

    records: Sequence[tuple[str, bytes]]
    history: tuple[str, bytes] | None = None
    trust: Sequence[tuple[str, bytes]] = ()
    ruleset: str | None = None
