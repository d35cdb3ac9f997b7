"""How fast a record is read, as ratios from one run: against pdfplumber's tables, against pypdfium2's text, and cold against an import.

``python benchmarks/reader.py [--rounds N]``. See README.md for what is compared and why CPU time.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT / "tests"))

import formdraw  # noqa: E402 - the tests' generator stands beside the package

FIXTURES = (
    "fixtures/extract/x1_seed_2023.pdf",
    "fixtures/extract/x2_landscape_2026.pdf",
    "fixtures/extract/x4_monthly.pdf",
    "fixtures/extract/x5_wrapped_names.pdf",
    "fixtures/extract/x7_watermark_html.pdf",
    "fixtures/chromium/browser-2026-alone.pdf",
)
DRAWN = (
    "seed-2023",
    "embedded-serif",
    "fpdf2-sans",
    "form-2026",
    "cell-rects",
    "filled-rules",
    "no-rules",
    "watermark-diagonal",
    "char-objects",
)
"""Styles of the generator, each printed on two pages."""

COMMANDS = {
    "sbparse extract": ("-m", "sbparse", "extract", str(ROOT / FIXTURES[0]), "--format", "json"),
    "import pdfplumber": ("-c", "import pdfplumber"),
    "python -c pass": ("-c", "pass"),
}

MOST_OF_TEXT, LEAST_OF_TABLES, MOST_OF_IMPORT = 4.0, 12.0, 1.6


def documents(folder: Path) -> dict[str, Path]:
    """The files to read by name: fixtures, and records printed by the generator into ``folder``."""
    files = {Path(name).stem: ROOT / name for name in FIXTURES}
    styles = {style.name: style for style in formdraw.ALL_STYLES}
    for name in DRAWN:
        files[name] = folder / f"{name}.pdf"
        files[name].write_bytes(formdraw.build(formdraw.make_record(3, jobs=3), styles[name]))
    return files


def measured(engine: str, files: dict[str, Path]) -> dict[str, float]:
    """CPU milliseconds a file, by an engine in a process of its own."""
    command = [sys.executable, str(HERE / "engines.py"), engine, *map(str, files.values())]
    seconds = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return {name: 1000 * seconds[str(file)] for name, file in files.items()}


def pages_of(file: Path) -> int:
    code = f"import pypdfium2; print(len(pypdfium2.PdfDocument({str(file)!r})))"
    return int(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout)


def cold(arguments: tuple[str, ...]) -> tuple[float, float]:
    """CPU and wall milliseconds of a whole process, from its start to its end.

    Without ``PYTHONDONTWRITEBYTECODE``: where that is set, as on some test machines, a package under work is compiled at every start, which
    an installed one never is. Its modules are on disk as bytecode after a first run, which :func:`show_cold` does not count.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    code = (
        "import os, sys, time; start = time.perf_counter();"
        "pid = os.posix_spawn(sys.executable, [sys.executable, *sys.argv[1:]], os.environ,"
        " file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]);"
        "_, status, used = os.wait4(pid, 0); assert status == 0;"
        "print(used.ru_utime + used.ru_stime, time.perf_counter() - start)"
    )
    command = [sys.executable, "-c", code, *arguments]
    shown = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
    cpu, wall = (1000 * float(number) for number in shown.split())
    return cpu, wall


def show_reading(rounds: int, files: dict[str, Path]) -> None:
    best: dict[str, dict[str, float]] = {engine: {} for engine in ("sbparse", "pypdfium2", "pdfplumber")}
    for _ in range(rounds):
        for engine, least in best.items():
            for name, took in measured(engine, files).items():
                least[name] = min(took, least.get(name, took))
    print(
        f"{'document':24}{'pages':>6}{'sbparse':>10}{'text load':>10}{'tables':>10}{'of text':>9}{'tables by':>10}   (CPU ms, best of {rounds})"
    )
    of_text, of_tables = [], []
    for name, file in files.items():
        ours, text, tables = (best[engine][name] for engine in best)
        pages = pages_of(file)
        print(f"{name:24}{pages:6}{ours:10.2f}{text:10.2f}{tables:10.1f}{ours / text:8.2f}x{tables / ours:9.1f}x")
        of_text.append(ours / text)
        of_tables.append(tables / ours)
    print(
        f"worst of all: {max(of_text):.2f}x the text load (goal at most {MOST_OF_TEXT:g}x); "
        f"{min(of_tables):.1f}x faster than tables (goal at least {LEAST_OF_TABLES:g}x)"
    )


def show_cold(rounds: int) -> None:
    best = {name: (float("inf"), float("inf")) for name in COMMANDS}
    for arguments in COMMANDS.values():
        cold(arguments)  # leaves bytecode behind
    for _ in range(rounds):
        for name, arguments in COMMANDS.items():
            cpu, wall = cold(arguments)
            best[name] = (min(cpu, best[name][0]), min(wall, best[name][1]))
    print(f"\n{'cold process':24}{'CPU ms':>10}{'wall ms':>10}   (best of {rounds})")
    for name, (cpu, wall) in best.items():
        print(f"{name:24}{cpu:10.0f}{wall:10.0f}")
    ours, theirs = best["sbparse extract"], best["import pdfplumber"]
    print(
        f"sbparse extract is {ours[0] / theirs[0]:.2f}x the import by CPU, {ours[1] / theirs[1]:.2f}x by wall (goal at most {MOST_OF_IMPORT:g}x, aim below 1)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    print(f"{os.uname().machine}, {os.cpu_count()} CPUs, Python {sys.version.split()[0]}, load {os.getloadavg()[0]:.1f}\n")
    with tempfile.TemporaryDirectory() as folder:
        show_reading(rounds, documents(Path(folder)))
    show_cold(5 * rounds)


if __name__ == "__main__":
    main()
