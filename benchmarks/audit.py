"""How fast submissions are audited, in one run: by processes, by what the time goes into, in memory, again, and against a plain loop.

``python benchmarks/audit.py [--small N] [--large N]``. See README.md for what is compared.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
CASES = sorted(case for case in (ROOT / "fixtures/check").iterdir() if (case / "record.pdf").exists() and (case / "history.xlsx").exists())
SAMPLE = 200
"""Submissions over which the shares of the time are taken, and which the plain loop reads."""
ROUNDS = 3
"""How often both are done, in turn."""
WINDOWS = 10
"""Stretches of a round, of a second or so each, for both; the quickest counts: what else the machine does makes one longer, and none
shorter."""

LEAST_SPEED_UP, LEAST_OF_LOOP, MOST_GROWTH, LEAST_OF_RESUME = 1.8, 8.0, 1.10, 20.0


def submissions(folder: Path, count: int) -> Path:
    """``count`` submissions in sub-folders: the check fixtures over and over, each PDF with a comment of its own at the end."""
    for number in range(count):
        case = CASES[number % len(CASES)]
        target = folder / f"{number:06d}"
        target.mkdir(parents=True)
        (target / "record.pdf").write_bytes((case / "record.pdf").read_bytes() + b"\n%%%d\n" % number)
        shutil.copy(case / "history.xlsx", target)
    return folder


def audited(folder: Path, output: Path, jobs: int) -> tuple[float, int, int]:
    """Wall seconds of ``sbparse audit``, the most memory of the command itself, and the most of it with its workers (bytes, shared pages
    counted once a process)."""
    command = [sys.executable, "-m", "sbparse", "audit", str(folder), "-o", str(output), "--jobs", str(jobs)]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    alone = together = 0
    while process.poll() is None:
        family = [resident(pid) for pid in (process.pid, *children(process.pid))]
        alone, together = max(alone, family[0]), max(together, sum(family))
        time.sleep(0.05)
    took = time.perf_counter() - start
    if process.returncode not in (0, 1):
        raise RuntimeError(f"sbparse audit ended with {process.returncode}")
    return took, alone, together


def resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def children(pid: int) -> list[int]:
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(child) for thread in threads for child in (thread / "children").read_text().split()]
    except OSError:
        return []


def cpu(work: Callable[[], object], times: int = 1) -> float:
    """CPU seconds of some work, the least of several times."""
    least = float("inf")
    for _ in range(times):
        start = time.process_time()
        work()
        least = min(least, time.process_time() - start)
    return least


def shares(folder: Path) -> dict[str, float]:
    """CPU milliseconds a submission, step by step, in one process; a step that follows from two others is their difference."""
    from sbparse.audit.across import across
    from sbparse.audit.api import settings_of
    from sbparse.audit.book import write_book
    from sbparse.audit.contents import contents, key_of
    from sbparse.audit.examine import examine
    from sbparse.audit.settling import collect_seldom
    from sbparse.audit.state import State
    from sbparse.audit.submission import submissions as found
    from sbparse.audit.tables import Tables
    from sbparse.history.load import history_of
    from sbparse.page.native import pdfium
    from sbparse.record.document import read_bytes

    some = list(found(folder))[:SAMPLE]
    collect_seldom()  # as in the processes of an audit
    lib = pdfium()
    read = [contents(one) for one in some]

    def native() -> None:
        for one in read:
            for file in one.records:
                document = lib.FPDF_LoadMemDocument64(file.data, len(file.data), None)
                for index in range(lib.FPDF_GetPageCount(document)):
                    page = lib.FPDF_LoadPage(document, index)
                    lib.FPDFText_ClosePage(lib.FPDFText_LoadPage(page))
                    lib.FPDF_ClosePage(page)
                lib.FPDF_CloseDocument(document)

    took: dict[str, float] = {}
    with State(None) as state:
        settings = settings_of(salt=state.salt)
        state.begin()
        examine(some[0], settings)  # what is loaded once is loaded
        took["reading and hashing the files"] = cpu(lambda: [key_of(one, contents(one), settings) for one in some])
        took["pdfium: pages and their text"] = cpu(native, WINDOWS)
        whole = cpu(lambda: [read_bytes(file.data, file.name) for one in read for file in one.records], WINDOWS)
        took["our reading of the pages"] = whole - took["pdfium: pages and their text"]
        took["the history workbook"] = cpu(lambda: [history_of(one.history.data, one.history.name) for one in read if one.history], WINDOWS)
        everything = cpu(lambda: [examine(one, settings) for one in some], WINDOWS)
        examined = [examine(one, settings) for one in some]
        took["the review, told in words"] = everything - whole - took["the history workbook"]
        kept = [(position, one.name, *done) for position, (one, done) in enumerate(zip(some, examined, strict=True))]
        took["keeping the outcomes"] = cpu(lambda: [state.keep(position, name, key, done, None) for position, name, key, done in kept])
        took["what submissions share"] = cpu(lambda: list(across(state)))
        shared = list(across(state))
        with tempfile.TemporaryDirectory() as output:
            target = Path(output) / "audit.xlsx"
            took["writing the workbook"] = cpu(lambda: write_book(Tables(state.outcomes, shared, "zh"), target, None, "zh"))
    return {step: 1000 * seconds / len(some) for step, seconds in took.items()}


def loop(folder: Path) -> float:
    """CPU milliseconds a submission of a loop that a competent person would write: tables and text by pdfplumber, the history by pandas,
    the months compared, the result collected and written by openpyxl. It understands far less than a review does."""
    code = """
import json, re, sys, time
from pathlib import Path
import openpyxl, pandas, pdfplumber

def month(text):
    found = re.search(r"(\\d{4})[-./年]?(\\d{1,2})", str(text))
    return found and (int(found[1]), int(found[2]))

def one(folder):
    with pdfplumber.open(folder / "record.pdf") as pdf:
        text = "\\n".join(page.extract_text() or "" for page in pdf.pages)
        tables = [table for page in pdf.pages for table in page.extract_tables()]
    insured = {(row[2 if len(row) > 3 else -1], month(row[0]), month(row[1])) for t in tables for row in t if len(row) <= 6 and month(row[0])}
    sheets = pandas.read_excel(folder / "history.xlsx", sheet_name=None, header=None)
    declared = [tuple(row) for row in next(iter(sheets.values())).itertuples(index=False)]
    name = re.search("姓名[:：]?\\\\s*(\\\\S+)", text)
    return [folder.name, name and name[1], len(insured), len(declared), sum(str(r[0]) in text for r in declared)]

folders = sorted(path for path in Path(sys.argv[1]).iterdir())[: int(sys.argv[2])]
one(folders[0])
book = openpyxl.Workbook()
least = float("inf")
for window in (folders[at : at + int(sys.argv[4])] for at in range(0, len(folders), int(sys.argv[4]))):
    start = time.process_time()
    for folder in window:
        book.active.append(one(folder))
    least = min(least, (time.process_time() - start) / len(window))
start = time.process_time()
book.save(sys.argv[3])
print(json.dumps(1000 * (least + (time.process_time() - start) / len(folders))))
"""
    with tempfile.TemporaryDirectory() as output:
        command = [sys.executable, "-c", code, str(folder), str(SAMPLE), f"{output}/loop.xlsx", str(SAMPLE // WINDOWS)]
        return float(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=1000)
    parser.add_argument("--large", type=int, default=5000)
    sizes = parser.parse_args()
    print(f"{os.uname().machine}, {os.cpu_count()} CPUs, Python {sys.version.split()[0]}, load {os.getloadavg()[0]:.1f}\n")
    with tempfile.TemporaryDirectory() as folder:
        show(Path(folder), sizes.small, sizes.large)


def show(folder: Path, small: int, large: int) -> None:
    few, many = submissions(folder / "few", small), submissions(folder / "many", large)
    one, one_memory, _ = audited(few, folder / "one.xlsx", 1)
    two, two_memory, two_family = audited(few, folder / "two.xlsx", 2)
    again, _, _ = audited(few, folder / "two.xlsx", 2)
    long, long_memory, _ = audited(many, folder / "long.xlsx", 1)
    much, much_memory, much_family = audited(many, folder / "many.xlsx", 2)
    once_more, _, _ = audited(many, folder / "many.xlsx", 2)
    print(f"{'':36}{'wall s':>9}{'a second':>10}{'command MB':>12}{'with workers':>14}")
    for name, count, took, alone, family in (
        (f"{small} submissions, 1 process", small, one, one_memory, None),
        (f"{small} submissions, 2 processes", small, two, two_memory, two_family),
        (f"{small} again, nothing changed", small, again, None, None),
        (f"{large} submissions, 1 process", large, long, long_memory, None),
        (f"{large} submissions, 2 processes", large, much, much_memory, much_family),
        (f"{large} again, nothing changed", large, once_more, None, None),
    ):
        memory = f"{alone / 2**20:12.0f}" if alone else f"{'':12}"
        print(f"{name:36}{took:9.2f}{count / took:10.1f}{memory}{f'{family / 2**20:14.0f}' if family else ''}")
    rounds = [(shares(few), loop(few)) for _ in range(ROUNDS)]
    steps, plain = min((ours for ours, _ in rounds), key=lambda ours: sum(ours.values())), min(theirs for _, theirs in rounds)
    total = sum(steps.values())
    print(f"\n{'a submission':36}{'CPU ms':>9}{'share':>9}   (mean of {min(small, SAMPLE)}, one process, best of {ROUNDS * WINDOWS})")
    for step, took in steps.items():
        print(f"{step:36}{took:9.2f}{took / total:9.0%}")
    print(f"{'all':36}{total:9.2f}\n{'the plain loop':36}{plain:9.2f}\n")
    print(f"2 processes {one / two:.2f}x one, of {large} {long / much:.2f}x (goal at least {LEAST_SPEED_UP:g}x)")
    print(f"{plain / total:.1f}x the plain loop per core (goal at least {LEAST_OF_LOOP:g}x)")
    print(
        f"memory of {large}: {much_memory / two_memory:.2f}x that of {small} (goal at most {MOST_GROWTH:g}x), with workers {much_family / two_family:.2f}x"
    )
    print(
        f"nothing changed: {two / again:.1f}x faster than the run, of {large} {much / once_more:.1f}x (goal at least {LEAST_OF_RESUME:g}x)"
    )


if __name__ == "__main__":
    main()
