"""Run by test_second_engines in a process of its own: a machine without any font, on which another program has started pdfium.

Arguments: an empty folder for fonts, a PDF. Prints, as JSON, how many text objects and glyphs pdfium lost or saw, and what was read.
"""

import ctypes
import importlib
import json
import sys
from pathlib import Path

import pypdfium2_raw


def start(fonts: str) -> None:
    """As a slim container has it: no font in any folder. Before pypdfium2 starts the library with its own folders."""
    folder = ctypes.create_string_buffer(fonts.encode())
    paths = (ctypes.POINTER(ctypes.c_char) * 2)(ctypes.cast(folder, ctypes.POINTER(ctypes.c_char)), None)
    pypdfium2_raw.FPDF_InitLibraryWithConfig(pypdfium2_raw.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=paths))
    importlib.import_module("pypdfium2")


def main(fonts: str, file: str) -> None:
    start(fonts)
    from record_truth import shown

    from sbparse.record.document import open_document, read_bytes
    from sbparse.record.second import cross_check

    data = Path(file).read_bytes()
    with open_document(data, file) as document:
        pages = [document.page(index) for index in range(document.page_count)]
    (record,) = read_bytes(data, file)[0].records
    failure = cross_check(data, file).failure
    print(
        json.dumps(
            {
                "dropped": sum(page.dropped for page in pages),
                "glyphs": sum(len(page.chars) for page in pages),
                "findings": [(str(f.severity), f.message.key, f.where is not None) for f in record.findings],
                "failed": failure and (failure.engine, failure.why.key, failure.disagrees),
                "record": shown(record),
            }
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
