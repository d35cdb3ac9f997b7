"""Whether time grows in proportion to what is read, and memory does not: by pages, by employers, by files.

``python benchmarks/growth.py``. Every line is measured in a process of its own. See README.md.
"""

import io
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))

PAGES = (2, 4, 10, 20, 40, 100, 200, 400)
EMPLOYERS = (1, 2, 4, 10, 20, 40, 100, 200, 400)
FILES = (1, 10, 100, 400)
VARIETY = 20
"""Different records that a merged file repeats: each print brings its own fonts, as a person's own merged file does."""


def build(style: str, *, jobs: int, seed: int) -> bytes:
    import formdraw

    record = formdraw.make_record(seed, jobs=min(jobs, 4))
    record = replace(record, jobs=(record.jobs * jobs)[:jobs])
    return formdraw.build(record, next(s for s in formdraw.ALL_STYLES if s.name == style))


def merged(prints: list[bytes], pages: int) -> bytes:
    """A PDF of at most so many pages, print after print."""
    import pikepdf

    sources = [pikepdf.open(io.BytesIO(pdf)) for pdf in prints]
    target = pikepdf.new()
    for source in cycle(sources):
        if len(target.pages) + len(source.pages) > pages:
            break
        target.pages.extend(source.pages)
    out = io.BytesIO()
    target.save(out)
    return out.getvalue()


def peak() -> float:
    """The most memory this process has used, in MB; Linux's figure, as ``ru_maxrss`` would count the parent's too."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024


def measure(file: str, times: str) -> None:
    """In a process of its own: read a file so many times after a small one; print CPU seconds, pages and records of one reading, and the
    peak of memory before and after."""
    from sbparse.record.document import read_bytes

    data = Path(file).read_bytes()
    small = (HERE.parent / "fixtures/extract/x1_seed_2023.pdf").read_bytes()
    read_bytes(small, "warm-up.pdf")
    before = peak()
    start = time.process_time()
    for _ in range(int(times)):
        extraction, _ = read_bytes(data, file)
    took = (time.process_time() - start) / int(times)
    print(json.dumps([took, extraction.page_count, len(extraction.records), before, peak()]))


def line(folder: Path, pdf: bytes, label: str, *, times: int = 1, rounds: int = 3) -> None:
    file = folder / "measured.pdf"
    file.write_bytes(pdf)
    command = [sys.executable, __file__, "--measure", str(file), str(times)]
    runs = [json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(rounds)]
    took, pages, records, before, after = min(runs)
    print(f"{label:>12}{pages:8}{records:9}{1000 * took:12.1f}{1000 * took / pages:12.2f}{before:12.0f}{after:10.0f}")


def table(title: str, folder: Path, rows: dict[str, Callable[[], bytes]], **options: int) -> None:
    print(f"\n{title}\n{'':>12}{'pages':>8}{'records':>9}{'CPU ms':>12}{'ms a page':>12}{'MB before':>12}{'MB peak':>10}")
    for label, pdf in rows.items():
        line(folder, pdf(), label, **options)


def main() -> None:
    print(f"Python {sys.version.split()[0]}, best of 3 processes a line")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for style in ("embedded-serif", "seed-2023"):
            prints = [build(style, jobs=3, seed=seed) for seed in range(VARIETY)]
            table(f"one file of many records, {style}", folder, {str(n): lambda n=n: merged(prints, n) for n in PAGES})
        table("one record of many employers", folder, {str(n): lambda n=n: build("embedded-serif", jobs=n, seed=3) for n in EMPLOYERS})
        once = build("embedded-serif", jobs=3, seed=1)
        print("\none file read many times in one process")
        for times in FILES:
            line(folder, once, str(times), times=times)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(*sys.argv[2:])
    else:
        main()
