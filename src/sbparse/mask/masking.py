"""A PDF in, one with the same shape and nobody's data out; or an error that says why not.

What is written has been read again first: a record that could be read must give exactly the record that was meant, one that could not be
read must still be refused; and ``mask.proof`` has found nothing of the original in it.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from sbparse.errors import UnusableFileError
from sbparse.mask.fates import Fates, apply, by_kind
from sbparse.mask.figures import NoFiguresError
from sbparse.mask.fonts import FontBook
from sbparse.mask.model import Glyph, Picture, Text
from sbparse.mask.painted_file import created_on, taken_apart
from sbparse.mask.proof import Leak, leaks
from sbparse.mask.roles import Roles, expected
from sbparse.mask.secrets import Secrets
from sbparse.mask.source import Source, Way, bare, blank_pages, changed_rules, is_of_the_form, names, outcome, shapes
from sbparse.mask.substitution import Substitution, area_beside
from sbparse.mask.writing import written
from sbparse.messages import Message, message
from sbparse.page.plumber import FAILURES
from sbparse.record.model import RightsRecord
from sbparse.record.reading import sheet_of

_ATTEMPTS: Final = 4


@dataclass(frozen=True, slots=True)
class Masked:
    """What came of it.

    Attributes:
        data: the masked file.
        way: how it was masked.
        records: how many records were read in it.
        blank: pages of which the size alone was kept.
        pictures: how many images became grey.
        signatures: whether signatures were left out.
        before, after: why the original, and the masked file, cannot be read; None where they can.
        rules: rules that find something else in the masked file than in the original.
    """

    data: bytes
    way: Way
    records: int
    blank: tuple[int, ...]
    pictures: int
    signatures: bool
    before: Message | None
    after: Message | None
    rules: tuple[str, ...] = ()


class _AnotherDraw(Exception):
    """What was drawn did not do; other draws may."""

    def __init__(self, why: Message) -> None:
        super().__init__(why.key)
        self.why = why


def masked(data: bytes, file: str, *, seed: int | None = None) -> Masked:
    """A file with other identities and amounts.

    Args:
        data: the PDF's bytes.
        file: its name, for errors.
        seed: makes the draws repeatable; without one they come from the system's randomness.

    Raises:
        UnusableFileError: it cannot be opened, has no text, or what came out was not what it must be; nothing is to be written then.
    """
    taken = taken_apart(data, file)
    if not any(page.chars or page.aside for page in taken.pages):
        raise UnusableFileError(message("mask.error.no-text"), file=file)
    source = Source(data, file, taken)
    why: Message | None = None
    for way, attempt in product(_ways(source.way), range(_ATTEMPTS)):
        source.way = way
        rng = random.SystemRandom() if seed is None else random.Random(f"{seed}/{attempt}")  # noqa: S311 - a seed was asked for
        try:
            return _drawn(source, Substitution(rng))
        except _AnotherDraw as another:
            why = another.why
        except _misfits():
            raise UnusableFileError(message("mask.error.damaged"), file=file) from None
    raise UnusableFileError(why or message("mask.error.no-figures"), file=file)


def _misfits() -> tuple[type[Exception], ...]:
    """What pikepdf and fontTools raise over fonts and pages that are not what they should be."""
    import pikepdf

    return (pikepdf.PdfError, *FAILURES)


def _ways(first: Way) -> tuple[Way, ...]:
    """What is tried in turn: amounts that the reader added up cannot be traced to where they stand, and are then replaced by kind."""
    return (Way.RECORD, Way.SHAPE) if first is Way.RECORD else (first,)


def _drawn(source: Source, substitution: Substitution) -> Masked:
    """One try."""
    taken = source.taken
    for page in taken.pages:
        for glyph in _glyphs(page.painted.ops):
            glyph.masked = None
    substitution.area = area_beside(source.texts)
    wanted = _meant(source, substitution)
    blank = blank_pages(source)
    sheets = {id(part.sheet.page): part.sheet for read in source.own for part in read.pages or ()} if source.way is Way.RECORD else {}
    known = source.way is Way.RECORD or any(map(is_of_the_form, source.texts))
    secrets = Secrets()
    secrets.add_kept(created_on(taken) or "")
    for page in taken.pages:
        if page.page.number in blank:
            secrets.add_blank(page.chars)
            continue
        fates = Fates(page, sheets.get(id(page.page)) or sheet_of(page.page), known)
        for read, after in zip(source.own, wanted, strict=False):
            if page.page.number in read.record.pages:
                Roles(read.record, after, substitution).settle(fates)
        by_kind(fates, substitution)
        apply(fates, substitution)
        secrets.add_page(fates)
    for record in source.read.records if source.read else ():
        secrets.add_record(record)
    return _checked(source, _written(source, blank, substitution), wanted, blank, secrets)


def _meant(source: Source, substitution: Substitution) -> tuple[RightsRecord, ...]:
    if source.way is not Way.RECORD:
        return ()
    try:
        return expected(source.own, substitution)
    except NoFiguresError:
        raise _AnotherDraw(message("mask.error.no-figures")) from None


def _glyphs(ops: Sequence[object]) -> list[Glyph]:
    return [glyph for op in ops if isinstance(op, Text) for glyph in op.glyphs]


def _written(source: Source, blank: set[int], substitution: Substitution) -> bytes:
    from sbparse import __version__

    taken = source.taken
    book = FontBook(taken.source, taken.fonts.numbers)
    for page in taken.pages:
        for op in page.painted.ops if page.painted.number not in blank else ():
            if isinstance(op, Text):
                for glyph in op.glyphs:
                    book.of(op.font).meet(glyph)
    codes = _code_boxes(source.data, len(taken.pages))
    pages = [(page.painted, bounds, codes[index]) for index, (page, bounds) in enumerate(zip(taken.pages, taken.bounds, strict=True))]
    return written(pages, blank, book, substitution.rng, created=created_on(taken), version=__version__)


def _code_boxes(data: bytes, count: int) -> list[list[tuple[float, float, float, float]]]:
    """What may be a QR or bar code on each page, as displayed."""
    import pypdfium2

    from sbparse.report.codes import code_boxes

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return [[] for _ in range(count)]
    try:
        return [code_boxes(document[index]) if index < len(document) else [] for index in range(count)]
    finally:
        document.close()


def _checked(source: Source, data: bytes, wanted: tuple[RightsRecord, ...], blank: set[int], secrets: Secrets) -> Masked:
    """The masked file, read again and searched.

    Raises:
        _AnotherDraw: it is not what it must be.
    """
    read, failure = outcome(data, source.file)
    if source.way is Way.RECORD and (read is None or [bare(each) for each in read.records] != [bare(each) for each in wanted]):
        raise _AnotherDraw(message("mask.error.reads-differently"))
    if source.way is Way.SHAPE and (read is None or source.read is None or shapes(read) != shapes(source.read)):
        raise _AnotherDraw(message("mask.error.reads-differently"))
    found = leaks(data, secrets, originals=names(source.read))
    if found:
        raise _AnotherDraw(_leaked(found))
    return Masked(
        data=data,
        way=source.way,
        records=len(read.records) if read else 0,
        blank=tuple(sorted(blank)),
        pictures=sum(isinstance(op, Picture) for page in source.taken.pages for op in page.painted.ops),
        signatures=b"/ByteRange" in source.data,
        before=source.failure,
        after=failure,
        rules=changed_rules(source.read, read),
    )


def _leaked(found: Sequence[Leak]) -> Message:
    return message("mask.error.leak", count=len(found), where=sorted({leak.where for leak in found}))
