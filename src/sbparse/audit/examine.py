"""One submission → its outcome: read, reviewed, told in words. Runs in a worker and knows nothing of the others."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import blake2b

from sbparse.audit.contents import Contents, Settings, contents, key_of
from sbparse.audit.outcome import Examined, FoundRow, Kind, Outcome, Standing, Trace, Unused, unusable
from sbparse.audit.submission import Submission
from sbparse.errors import NoRecordError, SbparseError, UsageError
from sbparse.findings import Finding, Severity
from sbparse.history.load import history_of
from sbparse.history.model import Claim, DeclaredHistory
from sbparse.messages import message
from sbparse.policy.load import default_ruleset
from sbparse.policy.model import RuleSet
from sbparse.record.document import read_bytes
from sbparse.record.model import Extraction, Person
from sbparse.report import wording
from sbparse.report.masking import mask_for
from sbparse.report.rows import Declared
from sbparse.report.voice import Voice
from sbparse.review.model import Review, Source
from sbparse.review.review import review
from sbparse.values.dates import DateError, parse_day
from sbparse.values.text import fold


def examine(submission: Submission, settings: Settings) -> tuple[str, Examined]:
    """Read and review a submission; gives back the key of what was read, and what came of it.

    Whatever is wrong with the files becomes part of the outcome; no error of the package's leaves.
    """
    read = contents(submission)
    key = key_of(submission, read, settings)
    if submission.flaw is not None:
        return key, unusable(submission.name, [Unused(None, _plain(settings).tell(submission.flaw))])
    return key, _examined(submission, read, settings)


def _examined(submission: Submission, read: Contents, settings: Settings) -> Examined:
    rules = settings.ruleset or default_ruleset()
    unused: list[Unused] = []
    stopped = False
    extractions: list[Extraction] = []
    for file in read.records:
        try:
            if file.error is not None:
                raise file.error
            extractions.append(read_bytes(file.data, file.name, ruleset=settings.ruleset)[0])
        except SbparseError as error:
            unused.append(_unused(error, file.name, settings))
            # A contract or a certificate holds no record, and that is all right; what might be a record must not be passed over.
            stopped = stopped or not isinstance(error, NoRecordError)
    history, submitted = None, settings.submitted
    try:
        history = _history(read, rules)
        submitted = _day(submission.submitted) or settings.submitted
    except SbparseError as error:
        unused.append(_unused(error, error.file, settings))
        stopped = True  # also for a 提交日期 that cannot be read: without it, what depends on the day would seem fine
    if history is None or stopped or not extractions:
        return unusable(submission.name, unused)
    sources = [Source(extraction.file, record) for extraction in extractions for record in extraction.records]
    result = review(sources, history, ruleset=rules, submitted=submitted)
    outcome = _outcome(submission.name, result, unused, settings)
    digests = {extraction.file: extraction.sha256 for extraction in extractions}
    traces = tuple(_traces(result, digests, settings))
    return Examined.of(outcome, traces, _report(result, read, rules, submitted, settings))


def _history(read: Contents, rules: RuleSet) -> DeclaredHistory:
    file = read.history
    if file is None:
        raise UsageError(message("audit.no-history"))
    if file.error is not None:
        raise file.error
    return history_of(file.data, file.name, rules)


def _day(text: str | None) -> date | None:
    try:
        return parse_day(text) if text else None
    except DateError:
        raise UsageError(message("cli.error.bad-date", text=text)) from None


def _unused(error: SbparseError, file: str | None, settings: Settings) -> Unused:
    """The error's line without the file's name, which has a column of its own."""
    voice = _plain(settings)
    bare = SbparseError(error.what, place=error.place)
    return Unused(voice.quote(file) if file else None, voice.quote(bare.line(settings.lang)))


def _plain(settings: Settings) -> Voice:
    """For what is said apart from a review: numbers in names of files and in quoted cells are hidden here too."""
    return Voice(settings.lang) if settings.show_ids else Voice(settings.lang, mask_for(()))


def _outcome(name: str, result: Review, unused: list[Unused], settings: Settings) -> Outcome:
    voice = Voice.of_review(result, settings.lang, show_ids=settings.show_ids)
    weights, declared = [finding.severity for finding in result.findings], Declared.of(result.history)
    person = next((source.record.person.name for source in result.sources if source.record.person.name), result.history.claim.name)
    chances = result.eligibility
    coming = [route.met_on for route in chances.routes if route.met_on] if chances and not chances.eligible else []
    return Outcome(
        name,
        Standing.PASS if wording.passed(result) else Standing.FAIL,
        person=voice.quote(person) if person else None,
        errors=weights.count(Severity.ERROR),
        warnings=weights.count(Severity.WARNING),
        infos=weights.count(Severity.INFO),
        not_run=len(wording.not_run(result.checks)),
        valid_until=result.print_window.latest_submission.isoformat() if result.print_window else None,
        cumulative={str(insurance): months for insurance, months in result.cumulative.items()},
        level=chances.level if chances else result.history.claim.level,
        eligible=chances.eligible if chances else None,
        eligible_from=str(min(coming)) if coming else None,
        findings=tuple(_row(finding, result, declared, voice) for finding in result.findings),
        unused=tuple(unused),
    )


def _row(finding: Finding, result: Review, declared: Declared, voice: Voice) -> FoundRow:
    file = wording.finding_file(finding, result.sources)
    return FoundRow(
        finding.rule,
        str(finding.severity),
        voice.tell(finding.message),
        suggestion=voice.tell(finding.suggestion) if finding.suggestion else None,
        declared=wording.declared_side(voice, finding, declared),
        recorded=wording.recorded_side(voice, finding, result.sources),
        file=voice.quote(file) if file else None,
        page=finding.where.page if finding.where else None,
        row=finding.history_row,
    )


def _traces(result: Review, digests: Mapping[str, str], settings: Settings) -> Iterator[Trace]:
    """What another submission may share; ``digests`` has the SHA-256 of each PDF. Numbers of persons leave the worker as digests alone."""
    claim, salt, voice = result.history.claim, settings.salt, _plain(settings)
    people = [source.record.person for source in result.sources]
    numbers = {number for number in (claim.id_number, *(person.id_number for person in people)) if number and "*" not in number}
    for number in sorted(numbers):
        yield Kind.PERSON, _digest(number, salt), ""
    applicant = _applicant(claim, people)
    if applicant:
        yield Kind.APPLICANT, _digest(applicant, salt), ""
    for name in sorted({source.file for source in result.sources}):
        yield Kind.FILE, digests[name], voice.quote(name)
    for serial, name in sorted({(source.record.serial, source.file) for source in result.sources if source.record.serial}):
        yield Kind.SERIAL, serial, digests[name]
    for employer in sorted({stint.employer for stint in result.history.stints}):
        yield Kind.DECLARED_EMPLOYER, employer, employer
    for employer in sorted({row.employer for source in result.sources for row in source.record.employments}):
        yield Kind.INSURED_EMPLOYER, employer, employer


def _applicant(claim: Claim, people: Sequence[Person]) -> str | None:
    """Whose submission it is: the declared number, else that of the record in the declared name, else what there is.

    Who declares only a name is the same person as one who declares the number that stands beside it.
    """
    numbers = [person.id_number for person in people if person.id_number and "*" not in person.id_number]
    if claim.id_number:
        return claim.id_number
    if claim.name:
        of_that_name = (person.id_number for person in people if person.name and fold(person.name) == fold(claim.name))
        return next((number for number in of_that_name if number in numbers), fold(claim.name))
    return min(numbers, default=None) or next((person.name for person in people if person.name), None)


def _digest(text: str, salt: str) -> str:
    return blake2b(text.upper().encode(), key=salt.encode()[:64], digest_size=16).hexdigest()


def _report(result: Review, read: Contents, rules: RuleSet, submitted: date | None, settings: Settings) -> bytes | None:
    if settings.report is None:
        return None
    from sbparse.report.evidence.gather import evidence_of
    from sbparse.review.plan import plan

    planned = plan(result, rules, submitted=submitted)
    evidence = evidence_of(result, {file.name: file.data for file in read.records}, show_ids=settings.show_ids)
    if settings.report == "xlsx":
        from sbparse.report.workbook import review_workbook

        return review_workbook(result, lang=settings.lang, show_ids=settings.show_ids, evidence=evidence, plan=planned)
    from sbparse.report.page import review_page

    return review_page(result, lang=settings.lang, show_ids=settings.show_ids, evidence=evidence, plan=planned).encode()
