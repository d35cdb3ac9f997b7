"""The declaration that a visit starts with: the file that was handed in, or what the record alone says."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sbparse.history.load import history_of
from sbparse.history.model import DeclaredHistory
from sbparse.messages import Message, message
from sbparse.policy import load_ruleset
from sbparse.report.forms.content import Entries, FormContent
from sbparse.report.forms.declared import declared_form
from sbparse.report.forms.starting import about_record, started_form
from sbparse.review.correct import unreliable
from sbparse.review.draft import draft
from sbparse.review.model import Source
from sbparse.values.dates import DateError, parse_day
from sbparse.web.entries import CLAIM_KEYS, SHEETS, empty_entries, numbered
from sbparse.web.parcel import Plain

_SAID_BY_THE_PAGE: Final = frozenset({"form.about.record"})


@dataclass(frozen=True, slots=True)
class Start:
    """The entries to start from, and what to say about them."""

    entries: Plain
    notes: tuple[Message, ...] = field(default=())


def from_file(data: bytes, name: str) -> Start:
    """The entries of a declared history, its rows under their own numbers. Raises as ``history_of`` does."""
    history = history_of(data, name)
    return Start(entries_of(history))


def entries_of(history: DeclaredHistory) -> Plain:
    content = declared_form(history)
    numbers = {
        "stints": [row.row for row in history.stints],
        "renames": [row.row for row in history.renames],
        "assessments": [row.row for row in history.assessments or ()],
    }
    return {key: _lines(getattr(content, key), key, numbers[key]) for key in SHEETS} | {"claim": _items(content)}


def from_records(sources: Sequence[Source], submitted: str) -> Start:
    """What the record supports as a declaration; empty entries where it supports none."""
    drafted = draft(sources, load_ruleset(None), submitted=_day(submitted))
    stop = unreliable(drafted.review)
    if stop:
        return Start(empty_entries(), (message("form.error.unreliable", why=stop.message),))
    if not drafted.history.stints:
        return Start(empty_entries(), (message("web.start.no-employments"),))
    content = started_form(drafted)
    entries = {key: _lines(getattr(content, key), key) for key in SHEETS} | {"claim": _items(content)}
    about = [note for note in about_record(drafted) if note.key not in _SAID_BY_THE_PAGE]
    return Start(entries, (message("web.start.drafted"), *about))


def _day(text: str) -> date | None:
    try:
        return parse_day(text) if text else None
    except DateError:
        return None


def _lines(rows: Sequence[Entries], key: str, numbers: Sequence[int] = ()) -> list[dict[str, str]]:
    columns = SHEETS[key][1]
    lines = [{column: row[column].value or "" for column in columns if column in row} for row in rows]
    return numbered([{**line, "row": str(number)} for line, number in zip(lines, numbers, strict=True)] if numbers else lines)


def _items(content: FormContent) -> dict[str, str]:
    claim = content.claim or {}
    return {key: claim[key].value or "" for key in CLAIM_KEYS if key in claim}
