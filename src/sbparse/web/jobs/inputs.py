"""What every job is given: the PDFs, read; the declaration, read from the texts of the page."""

from collections.abc import Iterator, Sequence

from sbparse.errors import UnusableFileError
from sbparse.history.model import DeclaredHistory
from sbparse.messages import Lang, message, render
from sbparse.record.document import read_bytes
from sbparse.record.model import Extraction
from sbparse.record.read import ReadRecord
from sbparse.review.model import Source
from sbparse.web.entries import history_of_entries
from sbparse.web.parcel import Parcel


def record_files(parcel: Parcel) -> dict[str, bytes]:
    """The PDFs by their names; two files of one name are told apart by a number. UnusableFileError for one that is no PDF."""
    files: dict[str, bytes] = {}
    for name, data in zip(parcel.values["files"], parcel.blobs, strict=False):
        if b"%PDF-" not in data[:1024]:  # as for a file that is named on the command line
            raise UnusableFileError(message("reading.not-pdf"), file=name)
        files[_free(name, files)] = data
    return files


def _free(name: str, taken: dict[str, bytes]) -> str:
    number = 2
    free = name
    while free in taken:
        free, number = f"{name} ({number})", number + 1
    return free


def readings(files: dict[str, bytes]) -> Iterator[tuple[Extraction, list[ReadRecord]]]:
    """Each file's records with the pages that they were read from."""
    for name, data in files.items():
        yield read_bytes(data, name, keep_pages=True)


def extractions(parcel: Parcel) -> list[Extraction]:
    return [read_bytes(data, name)[0] for name, data in record_files(parcel).items()]


def sources(read: Sequence[Extraction]) -> list[Source]:
    return [Source(extraction.file, record) for extraction in read for record in extraction.records]


def declared(parcel: Parcel, lang: Lang) -> DeclaredHistory:
    """The declaration of the page; HistoryError where a text of it cannot be read."""
    name = parcel.values.get("history_name") or render(message("web.entries.name"), lang)
    return history_of_entries(parcel.values["entries"], name)


def lang_of(parcel: Parcel) -> Lang:
    return "en" if parcel.values["lang"] == "en" else "zh"
