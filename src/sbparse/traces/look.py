"""All traces of a file: the record is read once more with its pages kept, each of its pages is looked at, and what could not be says so."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sbparse.errors import SbparseError, UnusableFileError
from sbparse.messages import Message, message
from sbparse.record.document import read_bytes
from sbparse.record.model import RightsRecord
from sbparse.record.parts import PageParts
from sbparse.record.read import ReadRecord
from sbparse.traces.canvas import PageTooFull
from sbparse.traces.cells import RecordPage, record_page
from sbparse.traces.covering import covered_text, patched_cell
from sbparse.traces.figures import arithmetic, identity
from sbparse.traces.hidden import hidden_text
from sbparse.traces.marks import annotation
from sbparse.traces.model import TRACES, Fact, Trace, TraceReport, seen, unseen
from sbparse.traces.opened import OpenFile
from sbparse.traces.placing import drawn_late, odd_place
from sbparse.traces.properties import dates, producer, properties_of
from sbparse.traces.revisions import revision
from sbparse.traces.serial import serial_date, serial_district
from sbparse.traces.typeset import odd_type
from sbparse.values.place import Box

if TYPE_CHECKING:
    from sbparse.ocr.engine import TextEngine

MOST_PAGES: Final = 200
"""Pages of records that are looked at in one file; one takes about a twentieth of a second."""

MOST_CELLS: Final = 3_000
"""Cells that are compared on one page; a full page of the monthly form has some 800."""

MOST_NAMED: Final = 8
"""Pages that are named with a reason why they could not be looked at."""

MOST_FACTS: Final = 40
"""Facts of one trace that are told."""

_OF_RECORDS: Final[Mapping[str, Callable[[Sequence[RightsRecord]], Trace]]] = {
    "arithmetic": arithmetic,
    "identity": identity,
    "serial-date": serial_date,
    "serial-district": serial_district,
}


def traces_of(data: bytes, file: str, *, engine: "TextEngine | None" = None) -> TraceReport:
    """Every trace of a PDF, in the order of :data:`~sbparse.traces.model.TRACES`.

    Args:
        data: the file's bytes.
        file: its name, for errors and for the report.
        engine: reads pictures (:func:`sbparse.ocr.models.models`), for ``display``, which takes some seconds a page; without it that is not
            checked.

    Raises:
        UnusableFileError: the file cannot be opened. A file without a record is looked at as far as that goes.
    """
    own = properties_of(data, file)
    try:
        read, why = read_bytes(data, file, keep_pages=True)[1], message("traces.unchecked.no-record")
    except SbparseError as error:
        read, why = [], error.what
    records = [each.record for each in read]
    found = {name: look(records) if records else unseen(name, why) for name, look in _OF_RECORDS.items()}
    found |= {"dates": dates(own, records), "producer": producer(own)}
    pages = _pages(data, file, read, engine)
    found |= pages.traces(why if not records else None)
    found["revision"] = revision(data, file, pages.bodies) if records else unseen("revision", why)
    return TraceReport(file, tuple(found[name] for name in TRACES), tuple(records))


@dataclass(slots=True)
class _Pages:
    """What the pages showed, gathered page by page, so that no more than one is kept.

    Attributes:
        facts: by trace; gaps: what could not be looked at, by trace.
        looked: the traces that were looked for on some page.
        bodies: the boxes around the values, by page.
    """

    facts: dict[str, list[Fact]] = field(default_factory=dict)
    gaps: dict[str, list[Message]] = field(default_factory=dict)
    looked: set[str] = field(default_factory=set)
    bodies: dict[int, Box | None] = field(default_factory=dict)

    def traces(self, why: Message | None) -> dict[str, Trace]:
        """The traces of the pages; ``why`` there is none."""
        names = (*_OF_PAGES, _DISPLAY)
        return {name: unseen(name, why) if why else self._trace(name) for name in names}

    def _trace(self, name: str) -> Trace:
        gaps = _by_reason(self.gaps.get(name, []))
        facts = self.facts.get(name, [])
        return seen(name, facts[:MOST_FACTS], gaps) if name in self.looked or facts else unseen(name, *gaps)

    def miss(self, why: Message, names: Sequence[str] = ()) -> None:
        for name in names or (*_OF_PAGES, _DISPLAY):
            self.gaps.setdefault(name, []).append(why)


def _by_reason(gaps: Sequence[Message]) -> list[Message]:
    """What could not be looked at, each reason once with its pages."""
    pages: dict[str, list[object]] = {}
    found: list[Message] = []
    for gap in gaps:
        if gap.key in pages and "page" in gap.params:
            pages[gap.key].append(gap.params["page"])
        elif gap not in found:
            found.append(gap)
            pages[gap.key] = [gap.params["page"]] if "page" in gap.params else []
    return [_with_pages(gap, pages[gap.key]) if pages[gap.key] else gap for gap in found]


def _with_pages(gap: Message, pages: Sequence[object]) -> Message:
    """A reason with the first of its pages."""
    shown = list(dict.fromkeys(pages))
    return Message(gap.key, {**gap.params, "page": [*shown[:MOST_NAMED], *(["…"] if len(shown) > MOST_NAMED else [])]})


def _covered(page: RecordPage) -> tuple[list[Fact], Message | None]:
    return covered_text(page), message("traces.unchecked.page-too-full", page=page.canvas.number) if page.canvas.partly else None


def _patched(page: RecordPage) -> tuple[list[Fact], Message | None]:
    return patched_cell(page), message("traces.unchecked.page-too-full", page=page.canvas.number) if page.canvas.partly else None


def _compared(look: Callable[[RecordPage], tuple[list[Fact], bool]], why: str) -> "_Look":
    """A trace that says whether it could compare."""

    def looked(page: RecordPage) -> tuple[list[Fact], Message | None]:
        facts, compared = look(page)
        return facts, None if compared else message(f"traces.unchecked.{why}", page=page.canvas.number)

    return looked


def _marked(page: RecordPage) -> tuple[list[Fact], Message | None]:
    return annotation(page), None


_Look = Callable[[RecordPage], tuple[list[Fact], Message | None]]

_OF_PAGES: Final[Mapping[str, _Look]] = {
    "covered-text": _covered,
    "patched-cell": _patched,
    "odd-type": _compared(odd_type, "few-cells"),
    "odd-place": _compared(odd_place, "few-cells"),
    "drawn-late": _compared(drawn_late, "other-order"),
    "hidden-text": _compared(hidden_text, "no-own-shapes"),
    "annotation": _marked,
}
"""What is looked for on each page: the facts, and why it could not be looked for."""

_DISPLAY: Final = "display"

_PARTLY: Final = ("covered-text", "patched-cell", "hidden-text")
"""Traces of which something was looked for also where not all could be."""


def _pages(data: bytes, file: str, read: Sequence[ReadRecord], engine: "TextEngine | None") -> _Pages:
    found = _Pages()
    if engine is None:
        found.miss(message("traces.unchecked.no-ocr"), [_DISPLAY])
    pages = [(parts, record) for record in read for parts in record.pages or ()]
    if len(pages) > MOST_PAGES:
        found.miss(message("traces.unchecked.pages", count=MOST_PAGES))
    if pages:
        with OpenFile(data, file) as opened:
            for page in _record_pages(opened, pages[:MOST_PAGES], found):
                _look_at(page, found)
                if engine is not None and page.owned:
                    _read_at(page, opened, engine, found)
    return found


def _record_pages(opened: OpenFile, pages: Sequence[tuple[PageParts, ReadRecord]], found: _Pages) -> Iterator[RecordPage]:
    for parts, record in pages:
        number = parts.sheet.number
        try:
            yield record_page(opened.canvas(number), parts, record)
        except PageTooFull:
            found.miss(message("traces.unchecked.page-too-full", page=number))
        except UnusableFileError as error:
            found.miss(error.what)


def _look_at(page: RecordPage, found: _Pages) -> None:
    found.bodies[page.canvas.number] = page.body
    if not page.owned:  # read from a picture, or by the second engine
        found.miss(message("traces.unchecked.no-text", page=page.canvas.number))
        return
    if len(page.cells) > MOST_CELLS:
        found.miss(message("traces.unchecked.page-too-full", page=page.canvas.number))
        return
    for name, look in _OF_PAGES.items():
        facts, why = look(page)
        if facts:
            found.facts.setdefault(name, []).extend(facts)
        if why:
            found.miss(why, [name])
        if not why or name in _PARTLY:
            found.looked.add(name)


def _read_at(page: RecordPage, opened: OpenFile, engine: "TextEngine", found: _Pages) -> None:
    """Hold the numbers of a page against its picture."""
    from sbparse.traces.display import MOST_PAGES as MOST_READ
    from sbparse.traces.display import SCALE, display

    number = page.canvas.number
    if len(found.bodies) > MOST_READ:
        if len(found.bodies) == MOST_READ + 1:
            found.miss(message("traces.unchecked.pages", count=MOST_READ), [_DISPLAY])
        return
    picture = opened.picture(number, SCALE)
    if picture is None or picture.scale < SCALE / 2:
        found.miss(message("traces.unchecked.no-own-shapes", page=number), [_DISPLAY])
        return
    facts, read, numbers = display(page, picture, engine)
    if read:
        found.looked.add(_DISPLAY)
    found.facts.setdefault(_DISPLAY, []).extend(facts)
    if read < numbers:
        found.miss(message("traces.unchecked.no-own-shapes", page=number), [_DISPLAY])
