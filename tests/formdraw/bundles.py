"""Several records and foreign pages in one PDF, in any order of pages, with the truth about who owns which page."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pikepdf

from formdraw import papers, press
from formdraw.model import FormRecord
from formdraw.style import Style
from formdraw.truth import Json


@dataclass(frozen=True, slots=True)
class Printed:
    """A record in a style, as a part of a bundle."""

    record: FormRecord
    style: Style


@dataclass(frozen=True, slots=True)
class Foreign:
    """A foreign page (a key of ``papers.PAPERS``) about the record's person."""

    kind: str
    record: FormRecord


Part = Printed | Foreign


@dataclass(frozen=True, slots=True)
class Bundle:
    """The file, its truth (``records``, ``skipped_pages``, ``pages``), and per record the pages of it that are not in the file."""

    pdf: bytes
    truth: Json
    missing: tuple[tuple[int, ...], ...] = field(default=())


def _pdf(part: Part) -> bytes:
    return press.build(part.record, part.style) if isinstance(part, Printed) else papers.build_paper(part.kind, part.record)


def bundle(parts: Sequence[Part], arrangement: Sequence[int] | None = None, *, created: date | None = None) -> Bundle:
    """The parts' pages merged into one file.

    Args:
        parts: records and foreign pages.
        arrangement: which of all the parts' pages, counted from 0 through all parts, and in which order; all in order by default.
            Pages left out are missing from the file.
        created: the file's own /CreationDate; none by default, as many merging tools leave it.
    """
    sources = [pikepdf.open(io.BytesIO(_pdf(part))) for part in parts]
    flat = [(number, page) for number, source in enumerate(sources) for page in range(len(source.pages))]
    order = list(arrangement) if arrangement is not None else list(range(len(flat)))
    merged = pikepdf.new()
    for place in order:
        number, page = flat[place]
        merged.pages.append(sources[number].pages[page])
    if created is not None:
        merged.docinfo["/CreationDate"] = f"D:{created:%Y%m%d}153000+08'00'"
    out = io.BytesIO()
    merged.save(out, static_id=True)
    return _described(out.getvalue(), parts, [flat[place] for place in order], [len(source.pages) for source in sources], created)


def _described(pdf: bytes, parts: Sequence[Part], shown: list[tuple[int, int]], counts: list[int], created: date | None) -> Bundle:
    records: list[tuple[int, Json, tuple[int, ...]]] = []
    skipped: list[int] = []
    for number, part in enumerate(parts):
        places = {page: place for place, (owner, page) in enumerate(shown, 1) if owner == number}
        if isinstance(part, Foreign):
            skipped += places.values()
        elif places:
            truth = press.truth(part.record, part.style) | {"pages": [places[page] for page in sorted(places)]}
            truth["print_date"] = _print_date(truth["print_date"], created)
            records.append((min(places.values()), truth, tuple(page + 1 for page in range(counts[number]) if page not in places)))
    records.sort(key=lambda entry: entry[0])
    truth = {"records": [entry for _, entry, _ in records], "skipped_pages": sorted(skipped), "pages": len(shown)}
    return Bundle(pdf, truth, tuple(missing for _, _, missing in records))


def _print_date(own: dict[str, Any] | None, created: date | None) -> dict[str, Any] | None:
    """Metadata of the parts are lost in the merged file; its own may stand in for them."""
    if own is not None and own["basis"] != "pdf-metadata":
        return own
    return None if created is None else {"date": f"{created:%Y-%m-%d}", "basis": "pdf-metadata"}
