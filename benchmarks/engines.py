"""Times one engine over files in a process of its own; ``reader.py`` asks for it.

A process of its own, because engines share pdfium: whichever initialises the library first would decide the other's fonts.
"""

import json
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

BUDGET = 0.4
"""CPU seconds spent on one file in one process; at least two runs, the first as warm-up."""


def sbparse_record() -> Callable[[bytes], object]:
    """PDF bytes to record, as the default engine reads it."""
    from sbparse.record.document import read_bytes

    return lambda data: read_bytes(data, "record.pdf")


def pypdfium2_text() -> Callable[[bytes], object]:
    """pypdfium2 merely loading the text of all pages, with the machine's fonts, as it does by itself."""
    import pypdfium2

    def run(data: bytes) -> list[str]:
        document = pypdfium2.PdfDocument(data)
        return [page.get_textpage().get_text_range() for page in document]

    return run


def pdfplumber_tables() -> Callable[[bytes], object]:
    """pdfplumber's ``extract_tables`` alone, which still is no record."""
    import pdfplumber

    def run(data: bytes) -> list[object]:
        with pdfplumber.open(BytesIO(data)) as document:
            return [page.extract_tables() for page in document.pages]

    return run


ENGINES: dict[str, Callable[[], Callable[[bytes], object]]] = {
    "sbparse": sbparse_record,
    "pypdfium2": pypdfium2_text,
    "pdfplumber": pdfplumber_tables,
}


def best(run: Callable[[bytes], object], data: bytes) -> float:
    """The least CPU time of a run after a warm-up, in seconds."""
    run(data)
    least, spent = float("inf"), 0.0
    while spent < BUDGET:
        start = time.process_time()
        run(data)
        took = time.process_time() - start
        least, spent = min(least, took), spent + took
    return least


def main(name: str, *files: str) -> None:
    run = ENGINES[name]()
    print(json.dumps({file: best(run, Path(file).read_bytes()) for file in files}))


if __name__ == "__main__":
    main(*sys.argv[1:])
