"""What visitors have handed in: in memory, and only as long as the page is open or not left idle."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from sbparse.messages import Lang
from sbparse.web.entries import empty_entries
from sbparse.web.parcel import Parcel, Plain
from sbparse.web.upload import Upload

IDLE: Final = 30 * 60.0
"""Seconds without a request after which a case is forgotten."""
GRACE: Final = 15.0
"""Seconds after its last page was closed: closing a page and loading it again look alike from here."""
MOST_CASES: Final = 8
MOST_BYTES: Final = 300 * 2**20
"""Bytes of all files on the desk."""


@dataclass(slots=True)
class Case:
    """One visitor's files and what was made of them.

    Attributes:
        name: its part of the address.
        records: the PDFs. ``history`` the declared file, None where the form is filled in on the page.
        chosen: what was chosen beside the files, items of 申报信息.
        entries: the declaration as it is typed now.
        readings, results: what the jobs gave, by language; results only for the entries of now.
        trouble: why the entries of now could not be checked, by language.
        read: whether the visitor has confirmed the reading.
    """

    name: str
    records: tuple[Upload, ...]
    history: Upload | None
    chosen: dict[str, str]
    lang: Lang
    entries: Plain = field(default_factory=empty_entries)
    readings: dict[Lang, Parcel] = field(default_factory=dict)
    results: dict[Lang, Plain] = field(default_factory=dict)
    trouble: dict[Lang, str] = field(default_factory=dict)
    read: bool = False

    @property
    def size(self) -> int:
        return sum(len(each.data) for each in (*self.records, *([self.history] if self.history else [])))

    def retype(self, entries: Plain) -> None:
        """Put other entries in place of those of now."""
        self.entries = entries
        self.results.clear()
        self.trouble.clear()


@dataclass(slots=True)
class _Place:
    """A case on the desk: when it was last asked for, which of its pages are open, when it is to be forgotten."""

    case: Case
    asked: float
    pages: set[str] = field(default_factory=set)
    closed: float | None = None


class FullDeskError(Exception):
    """There is no room for another case."""


class Desk:
    """The cases, by name.

    Args:
        clock: seconds, growing.
        idle: seconds without a request after which a case is forgotten.
        grace: seconds between the closing of a case's last page and the forgetting.
    """

    def __init__(self, clock: Callable[[], float], *, idle: float = IDLE, grace: float = GRACE) -> None:
        self._clock = clock
        self._idle = idle
        self._grace = grace
        self._places: dict[str, _Place] = {}

    def put(self, records: tuple[Upload, ...], history: Upload | None, chosen: dict[str, str], lang: Lang) -> Case:
        """A new case; FullDeskError where the desk has no room."""
        self.sweep()
        case = Case(secrets.token_urlsafe(12), records, history, chosen, lang)
        size = case.size + sum(place.case.size for place in self._places.values())
        if len(self._places) >= MOST_CASES or size > MOST_BYTES:
            raise FullDeskError
        self._places[case.name] = _Place(case, self._clock())
        return case

    def get(self, name: str) -> Case | None:
        """A case, if it is still there; to ask for it keeps it."""
        self.sweep()
        place = self._places.get(name)
        if place is None:
            return None
        place.asked = self._clock()
        return place.case

    def page(self, name: str) -> str:
        """A name for a page of a case that is given out; it counts as open until it is closed."""
        page = secrets.token_urlsafe(6)
        self.reopen(name, page)
        return page

    def reopen(self, name: str, page: str) -> None:
        """A page is shown again (the browser's back button)."""
        if place := self._places.get(name):
            place.pages.add(page)
            place.closed = None

    def close(self, name: str, page: str) -> None:
        """A page was closed; with the last one the case is forgotten after the grace."""
        place = self._places.get(name)
        if place is not None and page in place.pages:
            place.pages.discard(page)
            if not place.pages:
                place.closed = self._clock()

    def drop(self, name: str) -> None:
        """Forget a case at once."""
        self._places.pop(name, None)

    def sweep(self) -> None:
        """Forget the cases whose time is over."""
        now = self._clock()
        for name, place in list(self._places.items()):
            if now - place.asked >= self._idle or (place.closed is not None and now - place.closed >= self._grace):
                del self._places[name]

    def __len__(self) -> int:
        return len(self._places)
