"""From files to an attestation: check (or, without a history, read) as ever, then put the result into marks and a digest."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sbparse.attest.model import Attestation, FindingMark, Input, Inputs, Outcome, Role, Settings
from sbparse.errors import RuleSetError, SbparseError
from sbparse.findings import Finding
from sbparse.history.load import history_of
from sbparse.messages import message
from sbparse.policy import RuleSet, load_ruleset
from sbparse.record.document import read_bytes
from sbparse.record.model import Extraction
from sbparse.report.record_data import extraction_data, to_json
from sbparse.report.review_data import review_data
from sbparse.review.model import Review, Source
from sbparse.review.review import review
from sbparse.signing import sealed_file

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate

_SHIPPED: Final = "beijing.toml"


def attested(inputs: Inputs, settings: Settings) -> Attestation:
    """The attestation of a run.

    Args:
        inputs: the files; one record at least. Their names enter nothing.
        settings: what else decides the result. ``signatures`` takes the extra ``sign``.

    Raises:
        SbparseError: an input cannot be used; what cannot be read is not attested.
    """
    from sbparse import __version__

    rules, rules_digest = _rules(inputs.ruleset)
    return Attestation(
        version=__version__,
        ruleset=rules.name,
        ruleset_sha256=rules_digest,
        settings=settings,
        inputs=marked(inputs),
        outcome=_outcome(inputs, settings, rules),
    )


def marked(inputs: Inputs) -> tuple[Input, ...]:
    """The inputs by their hashes, records first."""
    files = [(Role.RECORD, data) for _, data in inputs.records]
    files += [(Role.HISTORY, inputs.history[1])] if inputs.history else []
    files += [(Role.TRUST, data) for _, data in inputs.trust]
    return tuple(Input(role, sha256(data).hexdigest(), len(data)) for role, data in files)


def ruleset_digest(path: str | None) -> str:
    """SHA-256 of a rule set's file; None is the shipped one."""
    import sbparse.policy

    file = Path(path) if path else Path(sbparse.policy.__file__).with_name(_SHIPPED)
    try:
        return sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        raise RuleSetError(message("policy.unreadable", reason=error.strerror or ""), file=path) from None


def _rules(path: str | None) -> tuple[RuleSet, str]:
    return load_ruleset(path), ruleset_digest(path)


def _outcome(inputs: Inputs, settings: Settings, rules: RuleSet) -> Outcome:
    records = [_read(data, name, number, settings, rules) for number, (name, data) in enumerate(inputs.records, start=1)]
    holding = _holding(inputs) if settings.signatures else (None,) * len(records)
    if inputs.history is None:
        findings = [_mark(finding, index) for index, finding in _integrity(records)]
        return Outcome(None, (), tuple(findings), holding, digest([extraction_data(each, show_ids=False) for each in records], holding))
    found = _reviewed(records, inputs.history, settings, rules)
    return Outcome(
        verdict=str(found.verdict),
        checks=tuple((check.rule, str(check.outcome)) for check in found.checks),
        findings=tuple(_mark(finding, finding.record) for finding in found.findings),
        signatures=holding,
        sha256=digest(review_data(found, show_ids=False), holding),
    )


def _reviewed(records: Sequence[Extraction], history: tuple[str, bytes], settings: Settings, rules: RuleSet) -> Review:
    name, data = history
    with _named(name):
        declared = history_of(data, Role.HISTORY, rules)
    sources = [Source(each.file, record) for each in records for record in each.records]
    return review(sources, declared, ruleset=rules, submitted=settings.submitted, print_date=settings.print_date)


def digest(result: object, holding: Sequence[bool | None]) -> str:
    """SHA-256 of a result as JSON in Chinese, numbers and codes masked, files by their position; with what was said of signatures.

    Masked, since a digest over the number alone could be tried out: everybody's number is one of some ten billion.
    """
    return sha256(to_json({"result": result, "signatures": list(holding)}).encode()).hexdigest()


def _read(data: bytes, name: str, number: int, settings: Settings, rules: RuleSet) -> Extraction:
    """A record under a name that does not depend on where its file lies: sentences may quote it."""
    with _named(name):
        return read_bytes(data, f"{Role.RECORD}-{number}", engine=settings.engine, ruleset=rules)[0]


@contextmanager
def _named(name: str) -> Iterator[None]:
    """Errors name the file as the user does."""
    try:
        yield
    except SbparseError as error:
        error.file = name
        raise


def _holding(inputs: Inputs) -> tuple[bool | None, ...]:
    from sbparse.signing.verify import certificates

    roots = [each for name, data in inputs.trust for each in certificates(data, name)]
    return tuple(_holds(data, roots) for _, data in inputs.records)


def _holds(data: bytes, roots: "Sequence[Certificate]") -> bool | None:
    from sbparse.signing.verify import verified

    sealed = sealed_file(data)
    return verified(data, sealed, roots).holds(trusted=bool(roots)) if sealed else None


def _integrity(records: Sequence[Extraction]) -> Iterator[tuple[int, Finding]]:
    every = [record for extraction in records for record in extraction.records]
    return ((index, finding) for index, record in enumerate(every) for finding in record.findings)


def _mark(finding: Finding, record: int | None) -> FindingMark:
    return FindingMark(
        rule=finding.rule,
        severity=str(finding.severity),
        history_row=finding.history_row,
        record=record,
        employment=finding.employment,
        months=finding.months,
        page=finding.where.page if finding.where else None,
    )
