"""From pages to records: the story of the folder in one place.

Pages are grouped to records; a record's pages are split into parts; each part is read by the module that knows it; what nobody used is
left over.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sbparse.errors import NoRecordError, UnreadableRecordError
from sbparse.findings import RULES, Finding
from sbparse.messages import Message, message
from sbparse.page.model import Page
from sbparse.policy.load import default_ruleset
from sbparse.policy.model import RuleSet
from sbparse.record.columns import HeaderMisfit, grouped_columns
from sbparse.record.cumulative import cumulative
from sbparse.record.foreign import ForeignPage, foreign_page, undecodable, why_no_record
from sbparse.record.group import PageGroup, group_of
from sbparse.record.header import HeaderBlock, query_of, read_header
from sbparse.record.integrity import Facts, examined
from sbparse.record.integrity.facts import PageFacts
from sbparse.record.layouts import LAYOUTS, Layout, Part
from sbparse.record.model import Person, PrintBasis, PrintDate, RightsRecord
from sbparse.record.older import ID_NUMBER, is_older, opens_older, read_older
from sbparse.record.parts import ROW, PageParts, opens_title, page_parts, split_parts
from sbparse.record.reading import sheet_of
from sbparse.record.refusal import reading_page
from sbparse.record.scanned import from_pictures
from sbparse.record.supplement import Prose, read_end, read_notes, read_supplement
from sbparse.record.table import FirstHeader, TableState, contributions, employments, read_rows
from sbparse.record.tablehead import header_lines, opens_as_row
from sbparse.values.place import Place


@dataclass(slots=True)
class Draft:
    """A record in reading: the parts of its pages and what has been read from them."""

    layout: Layout
    pages: list[PageParts]
    first: FirstHeader
    headers: list[tuple[PageParts, HeaderBlock]] = field(default_factory=list)
    employments: TableState = field(init=False)
    contributions: TableState = field(init=False)
    prose: Prose = field(default_factory=Prose)
    issuer: str | None = None
    printed: date | None = None
    findings: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.employments = TableState(self.layout.employments)
        self.contributions = TableState(self.layout.contributions, first=self.first)


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """A record as read, with the pages it was read from (for coverage and debugging), None where they were not kept."""

    record: RightsRecord
    pages: tuple[PageParts, ...] | None = None


def read_records(
    pages: Iterable[Page],
    file: str,
    *,
    layouts: Sequence[Layout] = LAYOUTS,
    created: date | None = None,
    ruleset: RuleSet | None = None,
    keep_pages: bool = False,
) -> tuple[list[ReadRecord], list[int]]:
    """All records on the pages of one file.

    A record is read as soon as its last printed page number is met, and its pages are let go; one whose pages bear no numbers waits for the
    file's end, since its pages may stand anywhere.

    Args:
        pages: the file's pages, in order.
        file: its name, for errors.
        layouts: the layouts to try; exactly one may fit a record.
        created: the day on which the PDF was made, the weakest basis of a print date.
        ruleset: rates, caps and payers that the integrity rules ask for; the shipped one by default.
        keep_pages: whether the pages of the records are given back with them.

    Returns:
        The records in the order of their first pages, and the numbers of the pages that belong to none.

    Raises:
        NoRecordError: no page carries the form; says which paper it seems to be.
        UnreadableRecordError: a record's pages fit no layout or several, or rows or columns can't be told apart.
    """
    rules = ruleset or default_ruleset()
    groups: list[PageGroup] = []
    older: list[PageParts] = []
    foreign: list[ForeignPage] = []
    read: list[ReadRecord] = []

    def add(record: ReadRecord) -> None:
        read.append(record if keep_pages else ReadRecord(record.record))

    def sort(parts: PageParts) -> None:
        if (group := group_of(parts, groups, layouts)) is None:
            foreign.append(foreign_page(parts))
        elif group.complete:
            add(_read_group(group, layouts, file, created, rules))
            group.close()

    opening: PageParts | None = None  # whose it is, the next page tells
    for page in pages:
        parts, above = page_parts(sheet_of(page)), opening
        opening = None
        if is_older(parts):
            older += [above, parts] if above else [parts]
            continue
        if above:
            sort(above)
        if opens_older(parts):
            opening = parts
        else:
            sort(parts)
    if opening:
        sort(opening)
    for group in groups:
        if not group.closed:
            add(_read_group(group, layouts, file, created, rules))
            group.close()
    for person in _by_person(older):
        add(_read_older(person, file, created, rules))
    if not read:
        raise NoRecordError(why_no_record(foreign), file=file)
    first, *others = sorted(read, key=lambda r: r.record.pages[0])
    told = replace(first, record=replace(first.record, findings=(*first.record.findings, *undecodable(foreign))))
    return [told, *others], [page.number for page in foreign]


def _read_group(group: PageGroup, layouts: Sequence[Layout], file: str, created: date | None, ruleset: RuleSet) -> ReadRecord:
    """Read a record with the one layout that fits; where none or several do, what was missing or ambiguous is told for each."""
    pages = group.in_order()
    place = message("place.page", page=pages[0].sheet.number)
    fitting: dict[Layout, FirstHeader] = {}
    misfits: list[Message] = []
    for layout in layouts:
        try:
            fitting[layout] = _first_header(layout, pages)
        except _Misfit as misfit:
            misfits.append(misfit.why)
    if not fitting:
        missing = group.missing if all(why.key == "reading.misfit-header" for why in misfits) else []
        what = message("reading.pages-missing", missing=missing) if missing else message("reading.no-layout", reasons=misfits)
        raise UnreadableRecordError(what, file=file, place=place)
    if len(fitting) > 1:
        raise UnreadableRecordError(message("reading.several-layouts", layouts=[layout.name for layout in fitting]), file=file, place=place)
    ((layout, first),) = fitting.items()
    draft = _draft(pages, layout, first, file)
    record = from_pictures(_record(draft, created), pages, ruleset, (draft.contributions, draft.employments))
    return ReadRecord(examined(record, _facts(record, draft, ruleset)), tuple(pages))


def _by_person(pages: Sequence[PageParts]) -> list[list[PageParts]]:
    """Pages of the older site by the person that they name; a page without a header block goes on with the one before."""
    people: list[tuple[str | None, list[PageParts]]] = []
    for page in pages:
        named = next((m[1] for line in page.body[:8] if (m := ID_NUMBER.search(line.folded))), None)
        if people and named in (None, people[-1][0]):
            people[-1][1].append(page)
        else:
            people.append((named, [page]))
    return [group for _, group in people]


def _read_older(pages: list[PageParts], file: str, created: date | None, ruleset: RuleSet) -> ReadRecord:
    record = from_pictures(replace(read_older(pages, file), print_date=_print_date(None, None, created)), pages, ruleset)
    unread = [(line.text, page.sheet.place([line])) for page in pages for line in page.sheet.unread()]
    facts = [PageFacts(page.sheet.number, page.number, page.total, {}, None) for page in pages]
    return ReadRecord(examined(record, Facts(record, ruleset, facts, unread)), tuple(pages))


def _facts(record: RightsRecord, draft: Draft, ruleset: RuleSet) -> Facts:
    headers = {id(page): header for page, header in draft.headers}
    none = HeaderBlock({}, None)
    pages = [
        PageFacts(page.sheet.number, page.number, page.total, headers.get(id(page), none).texts, headers.get(id(page), none).place)
        for page in draft.pages
    ]
    unread = [(line.text, page.sheet.place([line])) for page in draft.pages for line in page.sheet.unread()]
    return Facts(record, ruleset, pages, unread)


class _Misfit(Exception):
    """A layout does not fit a record."""

    def __init__(self, why: Message) -> None:
        super().__init__(why.key)
        self.why = why


def _first_header(layout: Layout, pages: Sequence[PageParts]) -> FirstHeader:
    """The first header of 缴费明细, by which a layout fits a record: its table is the one that the pages carry. Raises _Misfit."""
    for page in pages:
        header = header_lines(page.body, layout.contributions)
        if not header:
            continue
        try:
            return FirstHeader(header, grouped_columns(page.sheet, header, layout.contributions))
        except HeaderMisfit as error:
            key, texts = ("unknown", error.unknown) if error.unknown else ("missing", error.missing)
            raise _Misfit(message(f"reading.misfit-{key}", layout=layout.name, texts=texts)) from None
    raise _Misfit(message("reading.misfit-header", layout=layout.name))


def _draft(pages: list[PageParts], layout: Layout, first: FirstHeader, file: str) -> Draft:
    draft = Draft(layout, pages, first)
    open_part: Part | None = None
    for page in pages:
        split_parts(page, layout, open_part)
        open_part = page.last
        with reading_page(file, page.sheet.number):
            _read_page(draft, page)
    return draft


def _read_page(draft: Draft, page: PageParts) -> None:
    sheet, layout = page.sheet, draft.layout
    sheet.use("title", [line for line in page.lines(Part.TITLE) if opens_title(line, layout)])
    if header := page.lines(Part.HEADER):
        draft.headers.append((page, read_header(sheet, header, layout)))
    for part, lines in page.runs:
        match part:
            case Part.EMPLOYMENTS:
                read_rows(draft.employments, sheet, lines)
            case Part.CONTRIBUTIONS:
                read_rows(draft.contributions, sheet, lines)
            case Part.SUPPLEMENT:
                draft.prose.add(sheet, lines)
            case Part.NOTES:
                read_notes(sheet, lines, layout)
            case Part.END:
                issuer, days = read_end(sheet, lines, layout)
                draft.issuer = issuer or draft.issuer
                for day, line in days:
                    if draft.printed not in (None, day):
                        what = message("reading.several-print-dates", page=sheet.number, days=[draft.printed, day])
                        draft.findings.append(_unreadable(what, sheet.place([line])))
                    draft.printed = day


def _record(draft: Draft, created: date | None) -> RightsRecord:
    header = draft.headers[0][1] if draft.headers else HeaderBlock({}, None)
    period, day = query_of(header, draft.pages[0].sheet.number, draft.findings)
    rows, totals = contributions(draft.contributions, draft.findings)
    return RightsRecord(
        pages=tuple(page.sheet.number for page in draft.pages),
        layout=draft.layout.name,
        person=Person(header.texts.get("name"), header.texts.get("id_number"), header.texts.get("employer")),
        code=header.texts.get("code"),
        serial=header.texts.get("serial"),
        query_period=period,
        query_date=day,
        print_date=_print_date(draft.printed, day, created),
        issuer=draft.issuer,
        employments=tuple(employments(draft.employments, draft.findings)),
        contributions=tuple(rows),
        totals=totals,
        supplement=read_supplement(draft.prose, draft.layout, draft.findings),
        cumulative=cumulative(rows),
        origin=header.place,
        findings=(*draft.findings, *_lost_rows(draft)),
    )


def _lost_rows(draft: Draft) -> Iterator[Finding]:
    """Rows of a table that stand where no table is open, behind a line that closed it: they must not be missed in silence."""
    for page in draft.pages:
        for line in page.sheet.unread():
            if len(line.words) >= ROW and opens_as_row(line):
                what = message("reading.lost-row", page=page.sheet.number, text=line.text[:40])
                yield _unreadable(what, page.sheet.place([line]))


def _unreadable(what: Message, where: Place) -> Finding:
    return Finding(rule="unreadable-text", severity=RULES["unreadable-text"], message=what, where=where)


def _print_date(printed: date | None, query: date | None, created: date | None) -> PrintDate | None:
    """The strongest basis there is: printed, 查询日期, the PDF's own date."""
    bases = ((printed, PrintBasis.PRINTED), (query, PrintBasis.QUERY_DATE), (created, PrintBasis.PDF_METADATA))
    return next((PrintDate(day, basis) for day, basis in bases if day is not None), None)
