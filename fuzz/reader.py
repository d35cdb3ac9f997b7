#!/usr/bin/env python3
"""Coverage-guided fuzzing of the reader of records, both engines. See README.md.

python fuzz/reader.py fuzz/corpus/reader -max_total_time=600
"""

import io
import os
import random
import sys
from pathlib import Path

import atheris

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path[:0] = [str(HERE), str(ROOT / "tests" / "fuzz")]

with atheris.instrument_imports(include=["sbparse", "pdfminer"]):
    from fuzz_invariant import record_failure

    import sbparse.page.pdfium
    import sbparse.page.plumber
    import sbparse.signing.verify  # noqa: F401 - else imported by the first file that needs it, and not instrumented

from structure import pdf_mutated  # noqa: E402

LARGEST = 100_000


def seeds() -> list[bytes]:
    """The small fixtures, uncompressed, so that what they say can be changed."""
    import pikepdf

    chosen = [*sorted((ROOT / "fixtures" / "check").glob("*/record.pdf")), *sorted((ROOT / "fixtures" / "extract").glob("x[16]*.pdf"))]
    chosen.append(ROOT / "fixtures" / "signed" / "signed.pdf")
    made = []
    for path in chosen:
        with pikepdf.open(path) as document:
            out = io.BytesIO()
            document.save(
                out,
                static_id=True,
                compress_streams=False,
                stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
            )
        made.append(out.getvalue())
    return [each for each in made if len(each) <= LARGEST]


def one(data: bytes) -> None:
    found = record_failure(data)
    if found:
        raise RuntimeError(found)


def mutate(data: bytes, most: int, seed: int) -> bytes:
    rng = random.Random(seed)
    other = pdf_mutated(data, rng) if rng.random() < 0.8 else atheris.Mutate(data, most)
    return other[:most]


def main() -> None:
    folder = next((Path(arg) for arg in sys.argv[1:] if not arg.startswith("-")), None)
    if folder is not None and folder.is_dir() and not os.environ.get("FUZZ_ONLY_CORPUS"):
        for number, seed in enumerate(seeds()):
            target = folder / f"seed-{number:02}"
            if not target.exists():
                target.write_bytes(seed)
    atheris.Setup([*sys.argv, f"-max_len={LARGEST}", "-timeout=60", "-rss_limit_mb=3000"], one, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
