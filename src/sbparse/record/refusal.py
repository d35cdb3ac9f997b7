"""What stops the reading of a page, told with its file and page: one place for all readers of records."""

from collections.abc import Iterator
from contextlib import contextmanager

from sbparse.errors import UnreadableRecordError
from sbparse.messages import message
from sbparse.page.extents import Undecided
from sbparse.record.columns import HeaderMisfit
from sbparse.record.table import HeaderMissing


@contextmanager
def reading_page(file: str, page: int) -> Iterator[None]:
    """Read a page inside: what its tables cannot tell leaves as an UnreadableRecordError that names file, page and text."""
    try:
        yield
    except Undecided as error:
        what = message("reading.undecided", text=error.word.text[:40])
    except HeaderMisfit as error:
        what = message("reading.unknown-columns", texts=error.unknown or error.missing)
    except HeaderMissing:
        what = message("reading.header-missing")
    else:
        return
    raise UnreadableRecordError(what, file=file, place=message("place.page", page=page))
