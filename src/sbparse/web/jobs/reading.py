"""The job ``read``: what was read, laid out like the form itself, beside pictures of its pages."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, Final

from sbparse.errors import SbparseError
from sbparse.messages import Message, message
from sbparse.record.model import Amounts, Extraction, RightsRecord
from sbparse.record.read import ReadRecord
from sbparse.report import facts, wording
from sbparse.report.evidence.cover import Secrets, covered_boxes
from sbparse.report.evidence.crop import PagePicture, page_picture
from sbparse.report.picture import render_pages
from sbparse.report.sheets.contributions import AMOUNT_COLUMNS, figures
from sbparse.report.voice import Voice
from sbparse.values.place import Place
from sbparse.web.entries import given
from sbparse.web.jobs.drafting import from_file, from_records
from sbparse.web.jobs.inputs import lang_of, readings, record_files, sources
from sbparse.web.parcel import Parcel, Plain

SCALE: Final = 1.7
"""Pixels a point of a page's picture."""
MOST_PICTURES: Final = 30
"""Pages of one file that are shown; a record has two to six."""
_COLOURS: Final = 64
_CHOSEN: Final = ("level", "education", "submitted")


def read(parcel: Parcel) -> Parcel:
    """Read the PDFs and the declaration.

    Gets ``files`` (names; their bytes are the first blobs), ``history`` (the name of the file behind them, or None) and ``chosen`` (items
    of the claim). Gives ``records``, ``history`` (the name as it may be shown), ``entries`` to start from, ``notes`` about them, and the
    pages' pictures.
    """
    files, lang = record_files(parcel), lang_of(parcel)
    read_files = list(readings(files))
    read_extractions = [extraction for extraction, _ in read_files]
    voice = Voice.of_extractions(tuple(read_extractions), lang, show_ids=False)
    chosen = {key: parcel.values["chosen"].get(key, "") for key in _CHOSEN}
    if parcel.values["history"]:
        start = from_file(parcel.blobs[len(files)], parcel.values["history"])
    else:
        start = from_records(sources(read_extractions), chosen["submitted"])
    pictures: list[bytes] = []
    records: list[Plain] = []
    for extraction, read_records in read_files:
        pages = _pages(files[extraction.file], extraction, read_records)
        for number, each in enumerate(read_records, start=1):
            records.append(_record(extraction, number, each.record, pages, len(pictures), voice))
        pictures += [_png(page) for page in pages.values() if isinstance(page, PagePicture)]
    notes = [voice.tell(note) for note in start.notes]
    name = voice.quote(parcel.values["history"] or "")
    values = {"records": records, "history": name, "entries": given(start.entries, chosen), "notes": notes}
    return Parcel(values, tuple(pictures))


def _record(extraction: Extraction, number: int, record: RightsRecord, pages: dict[int, Any], first: int, voice: Voice) -> Plain:
    """A record as the form shows it. ``first`` is the position of its file's first picture."""
    title = voice.quote(extraction.file)
    if len(extraction.records) > 1:
        title = voice.say("labelled", label=title, value=voice.say("heading.record-number", number=number))
    return {
        "title": title,
        "facts": [list(fact) for fact in facts.record_facts(record, voice)],
        "employments": [_employment(row, voice) for row in record.employments],
        "insurances": _insurances(voice),
        "contributions": [
            _contribution(row.period, row.amounts, row.where, voice, starred=row.supplemental) for row in record.contributions
        ],
        "totals": {"figures": _figures(record.totals.amounts), "place": _place(record.totals.where)} if record.totals else None,
        "supplement": list(_supplement(record, voice)),
        "supplement_place": _place(record.supplement.where),
        "cumulative": [[voice.tell(wording.insurance(i)), wording.years(voice, count)] for i, count in record.cumulative.items()],
        "findings": [_finding(each, voice) for each in record.findings],
        "not_run": [[voice.say(f"rule.{rule}.title"), voice.tell(reason)] for rule, reason in record.not_run.items()],
        "skipped": voice.say("note.skipped", pages=extraction.skipped_pages) if extraction.skipped_pages else None,
        "pages": list(_shown(record, pages, first, voice)),
    }


def _employment(row: Any, voice: Voice) -> Plain:
    cells = [str(row.period.start), str(row.period.end), wording.number(voice, row.months), voice.quote(row.employer)]
    return {"cells": [*cells, voice.quote(row.district or voice.say("none"))], "place": _place(row.where)}


def _insurances(voice: Voice) -> list[Plain]:
    """The five insurances with the figures that each has, as the form's two header rows."""
    groups: dict[str, list[str]] = {}
    for insurance, kind in AMOUNT_COLUMNS:
        groups.setdefault(voice.tell(wording.insurance(insurance)), []).append(voice.tell(message(f"web.amount.{kind}")))
    return [{"name": name, "figures": kinds} for name, kinds in groups.items()]


def _contribution(period: Any, amounts: dict[Any, Amounts], where: Place, voice: Voice, *, starred: bool) -> Plain:
    return {"period": wording.period(voice, period), "starred": starred, "figures": _figures(amounts), "place": _place(where)}


def _figures(amounts: dict[Any, Amounts]) -> list[str]:
    return ["" if value is None else f"{value:,}" for value in figures(amounts)]


def _supplement(record: RightsRecord, voice: Voice) -> Iterator[list[str]]:
    for name, value in wording.supplement(record.supplement):
        if value is not None:
            shown = f"{value:,}" if name == "account_balance" else str(value)
            months = name.endswith("_months") and isinstance(value, int)
            yield [voice.say(f"field.{name}"), voice.say("named", name=shown, rule=wording.years(voice, int(value))) if months else shown]


def _finding(finding: Any, voice: Voice) -> Plain:
    return {
        "severity": str(finding.severity),
        "sign": wording.severity(voice, finding.severity),
        "title": wording.rule_title(voice, finding.rule),
        "message": voice.tell(finding.message),
        "place": _place(finding.where),
    }


def _place(where: Place | None) -> Plain | None:
    """A box in whole points, so that it can be drawn."""
    if where is None:
        return None
    x0, top, x1, bottom = where.bbox
    return {
        "page": where.page,
        "x": round(x0 - 1.5, 1),
        "y": round(top - 1, 1),
        "w": round(x1 - x0 + 3, 1),
        "h": round(bottom - top + 2, 1),
    }


def _pages(data: bytes, extraction: Extraction, read_records: Sequence[ReadRecord]) -> dict[int, PagePicture | Message]:
    """The pages of a file's records as pictures, numbers and codes covered, by page number; or why there is none."""
    secrets = Secrets.of(secret for each in extraction.records for secret in (each.person.id_number, each.code))
    parts = {part.sheet.number: (part, each) for each in read_records for part in each.pages or ()}
    numbers = sorted(parts)[:MOST_PICTURES]
    try:
        drawn = render_pages(data, numbers, SCALE, extraction.file)
    except SbparseError as error:
        return dict.fromkeys(numbers, error.what)
    return {
        number: page_picture(png, parts[number][0], covered_boxes(*parts[number], secrets))
        for number, png in zip(numbers, drawn, strict=True)
    }


def _shown(record: RightsRecord, pages: dict[int, PagePicture | Message], first: int, voice: Voice) -> Iterator[Plain]:
    """The pages of one record: where each one's picture stands among the blobs, and its size in points; or why there is none."""
    drawn = [number for number, page in pages.items() if isinstance(page, PagePicture)]
    for number in record.pages:
        page = pages.get(number)
        about: Plain = {"number": number, "label": voice.say("page", page=number)}
        if isinstance(page, PagePicture):
            size = {"width": round(page.image.width / page.scale, 1), "height": round(page.image.height / page.scale, 1)}
            yield {**about, **size, "picture": first + drawn.index(number)}
        else:
            yield {**about, "picture": None, "why": voice.tell(page) if page else voice.tell(message("web.confirm.no-picture"))}


def _png(page: PagePicture) -> bytes:
    """A small picture: a page has few colours."""
    from PIL import Image

    written = BytesIO()
    page.image.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(written, "PNG")
    return written.getvalue()
