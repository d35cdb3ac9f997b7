"""The job ``form``: the declaration of the page as a workbook, written into the one that was handed in where that can be done."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sbparse.errors import UnusableFileError
from sbparse.history.load import history_of
from sbparse.history.model import DeclaredHistory
from sbparse.messages import Lang, message
from sbparse.report.forms.content import Entries, Entry, FormContent
from sbparse.report.forms.declared import declared_form
from sbparse.report.forms.fixing import corrected_workbook
from sbparse.report.forms.losses import inspect, is_workbook
from sbparse.report.forms.sheets import ASSESSMENT_SHEET, CLAIM_KEYS, STINT_SHEET
from sbparse.report.forms.starting import to_fill
from sbparse.report.forms.workbook import form_workbook
from sbparse.review.correct import correct, unreliable
from sbparse.review.corrections import Change, Correction, RowT
from sbparse.review.model import Review
from sbparse.web.jobs.claiming import with_claim
from sbparse.web.jobs.reviewing import checked
from sbparse.web.parcel import Parcel

_TO_FILL = {"stints": ("work", "post", "reference"), "assessments": ("result",)}


def form(parcel: Parcel) -> Parcel:
    """The declaration as it stands, or with all corrections applied where ``corrected`` is given.

    Gets beside what a check gets ``history`` (the name of the declared file, or None) and its bytes behind the PDFs'. Gives the workbook
    and in ``in_place`` whether it is a copy of the declared one.
    """
    done = checked(parcel)
    changed = _plain_changes(done.review)
    if parcel.values.get("corrected"):
        stop = unreliable(done.review)
        if stop:
            raise UnusableFileError(message("form.error.unreliable", why=stop.message))
        changed = correct(done.review, done.rules)
    name = parcel.values["history"]
    data = parcel.blobs[len(parcel.values["files"])] if name else b""
    book = _in_place(data, name, changed, done.lang) if name else None
    return Parcel({"in_place": book is not None}, (book or _new_form(changed, done.lang),))


def _plain_changes(result: Review) -> Correction:
    """The declaration as it stands, as a correction that corrects nothing."""
    history = result.history
    stints = tuple(Change(row, row) for row in history.stints)
    return Correction(stints, tuple(Change(row, row) for row in history.assessments or ()), history, result)


def _in_place(data: bytes, name: str, changed: Correction, lang: Lang) -> bytes | None:
    """The declared workbook with what was changed since, marked; None where it is none, would lose something, or cannot say it."""
    if not is_workbook(data):
        return None
    found = inspect(data, name)
    if found.losses or found.macros:
        return None
    first = history_of(data, name)
    since = _since(first, changed)
    # What the page chose beside the file is written behind the rows.
    rows = replace(since, history=replace(since.history, claim=first.claim))
    try:
        same = rows.empty and rows.history.renames == first.renames
        written = data if same else corrected_workbook(data, name, rows, lang=lang)
        return with_claim(written, name, since.history.claim, lang)
    except UnusableFileError:
        return None


def _since(first: DeclaredHistory, now: Correction) -> Correction:
    """What became of the rows of the first declaration, through all that was typed and corrected since."""
    # The page has every column and table; a workbook without them says the same as long as nothing is written there.
    assessments = now.history.assessments or (None if first.assessments is None else ())
    meant = replace(now.history, missing_columns=first.missing_columns, assessments=assessments)
    stints, assessed = _composed(first.stints, now.stints), _composed(first.assessments or (), now.assessments)
    return Correction(stints, assessed, meant, now.review)


def _composed(first: Sequence[RowT], now: Sequence[Change[RowT]]) -> tuple[Change[RowT], ...]:
    origins = {row.row: row for row in first}
    kept = {change.origin.row for change in now if change.origin and not change.added}
    changes: list[Change[RowT]] = []
    for change in now:
        origin = origins.get(change.origin.row) if change.origin else None
        if origin is not None:
            changes.append(Change(origin, change.corrected, added=change.added, findings=change.findings))
        elif change.corrected is not None:
            changes.append(Change(None, change.corrected, added=True, findings=change.findings))
    for position, row in enumerate(first):
        if row.row not in kept:
            changes.insert(_behind(changes, [each.row for each in first[:position]]), Change(row, None))
    return tuple(changes)


def _behind(changes: Sequence[Change[RowT]], rows: Sequence[int]) -> int:
    """The place behind the last change of one of these rows."""
    places = [place for place, change in enumerate(changes, start=1) if change.origin and change.origin.row in rows]
    return max(places, default=0)


def _new_form(changed: Correction, lang: Lang) -> bytes:
    """A form of our own; what nobody has filled in yet is marked."""
    content = declared_form(changed.history)
    window = changed.review.print_window
    reference = (window.submitted or window.print_date) if window else date.today()
    marked = FormContent(
        stints=tuple(_marked(STINT_SHEET.part, row, _TO_FILL["stints"]) for row in content.stints),
        renames=content.renames,
        assessments=tuple(_marked(ASSESSMENT_SHEET.part, row, _TO_FILL["assessments"]) for row in content.assessments),
        claim=_marked("claim", content.claim or {}, CLAIM_KEYS),
    )
    return form_workbook(marked, reference.year, lang=lang)


def _marked(part: str, row: Entries, keys: Sequence[str]) -> Entries:
    return {**row, **{key: to_fill(part, key) for key in keys if row.get(key, Entry()).value is None}}
