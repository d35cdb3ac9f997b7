"""Mutation testing of a random sample: how many small faults do the tests notice?

    python scripts/mutate.py --sample 300 --seed 1                 # src/sbparse/review and src/sbparse/record
    python scripts/mutate.py --only src/sbparse/review/plan.py     # every fault of one module
    python scripts/mutate.py --again survivors.json                # those that survived, after new tests

Works in a copy of the project under the system's folder for temporary files and never touches the work tree. First every test of the given
folders runs once under coverage, which tells the tests that reach a line and how long each takes; then each fault meets the tests that
reach it, the quick ones first, until one fails, or until so many seconds of tests have passed it (``--most``), which counts as survived.
Linux alone (it forks); needs the extra dev.
"""

import argparse
import ast
import io
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from mutants import Mutant, mutants, mutated

ROOT: Final = Path(__file__).resolve().parents[1]
FOLDERS: Final = ("src/sbparse/review", "src/sbparse/record")
TESTS: Final = ("tests/review", "tests/record", "tests/plan", "tests/changes", "tests/acceptance")
COPIED: Final = ("src", "tests", "fixtures", "scripts", "schema", "pyproject.toml")
PRELOADED: Final = (
    "pytest",
    "hypothesis",
    "reportlab.pdfgen.canvas",
    "fpdf",
    "fontTools.ttLib",
    "pikepdf",
    "openpyxl",
    "docx",
    "lxml.etree",
    "rich",
)
MEMORY: Final = 3 * 2**30
FACTOR: Final = 5.0
"""A test may take so many times as long as it did, and some seconds more, before the fault counts as an endless loop."""


@dataclass(frozen=True, slots=True)
class Reached:
    """Which tests reach a line, and how long each test takes."""

    tests: dict[str, dict[int, list[str]]]
    seconds: dict[str, float]

    def of(self, mutant: Mutant, most: float) -> list[str]:
        """The tests to run, the quick ones first, so long as they fit into ``most`` seconds."""
        found = sorted(set(self.tests.get(str(mutant.path), {}).get(mutant.line, ())), key=lambda test: (self.seconds.get(test, 1.0), test))
        chosen, spent = [], 0.0
        for test in found:
            spent += self.seconds.get(test, 1.0)
            if chosen and spent > most:
                break
            chosen.append(test)
        return chosen


def copied(commit: str | None) -> Path:
    """A copy of the project to break: of the work tree, or of a commit."""
    folder = Path(tempfile.mkdtemp(prefix="mutate-"))
    if commit:
        packed = subprocess.run(["git", "archive", commit, *COPIED], cwd=ROOT, check=True, capture_output=True).stdout
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(folder, filter="data")
        return folder
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        elif source.exists():
            shutil.copy(source, folder / name)
    return folder


class Watch:
    """A plugin of pytest that notes which test is running, for coverage, and how long it took."""

    def __init__(self, coverage: Any) -> None:
        self._coverage = coverage
        self.seconds: dict[str, float] = {}

    def pytest_runtest_logstart(self, nodeid: str, location: object) -> None:  # noqa: ARG002
        self._coverage.switch_context(nodeid)
        self._began = time.monotonic()

    def pytest_runtest_logfinish(self, nodeid: str, location: object) -> None:  # noqa: ARG002
        self.seconds[nodeid] = time.monotonic() - self._began
        self._coverage.switch_context("")


def measured(folder: Path, tests: Sequence[str]) -> Reached:
    """Run all tests once under coverage, in a child, so that this process imports nothing that is to be broken."""
    result = folder / "reached.json"

    def work() -> None:
        import coverage
        import pytest

        watched = coverage.Coverage(data_file=None, source=[str(folder / each) for each in FOLDERS])
        watch = Watch(watched)
        watched.start()
        pytest.main(["-q", "-p", "no:cacheprovider", "--no-header", *tests], plugins=[watch])
        watched.stop()
        data = watched.get_data()
        lines: dict[str, dict[int, list[str]]] = defaultdict(dict)
        for file in data.measured_files():
            name = str(Path(file).relative_to(folder))
            for line, contexts in data.contexts_by_lineno(file).items():
                # What runs when a module is imported is reached by whichever test imports first, and meant by all that reach the module.
                lines[name][line] = [each for each in contexts if each]
        result.write_text(json.dumps({"tests": lines, "seconds": watch.seconds}), "utf-8")

    code, _ = forked(work, folder, seconds=3600)
    if code != 0 or not result.exists():
        raise SystemExit(f"the tests could not be measured ({code})")
    raw = json.loads(result.read_text("utf-8"))
    tests_of = {name: {int(line): names for line, names in lines.items()} for name, lines in raw["tests"].items()}
    return Reached(_widened(tests_of, folder), raw["seconds"])


def _widened(tests: dict[str, dict[int, list[str]]], folder: Path) -> dict[str, dict[int, list[str]]]:
    """Lines within one statement, and lines that run on import, are given the tests of the statement, or of the whole module."""
    beside: dict[Path, set[str]] = defaultdict(set)
    for name, lines in tests.items():
        beside[Path(name).parent].update(test for found in lines.values() for test in found)
    for name, lines in tests.items():
        # Of a module that only runs when it is imported, nothing but its neighbours' tests can show a fault.
        every = sorted({test for found in lines.values() for test in found} or beside[Path(name).parent])
        tree = ast.parse((folder / name).read_text("utf-8"))
        within: set[int] = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not _is_cached(node):
                within |= set(range(node.body[0].lineno, (node.end_lineno or node.lineno) + 1))
        for node in ast.walk(tree):
            if isinstance(node, ast.stmt) and not hasattr(node, "body") and node.end_lineno:
                span = range(node.lineno, node.end_lineno + 1)
                found = sorted({test for line in span for test in lines.get(line, ())})
                for line in span:
                    lines[line] = found
        for line in range(1, len((folder / name).read_text("utf-8").splitlines()) + 1):
            if line not in within:
                lines[line] = every
    return tests


def _is_cached(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function keeps what it gave: its lines run in the first test alone, and are meant by all that reach the module."""
    return any("cache" in ast.unparse(decorator) for decorator in node.decorator_list)


def forked(work: Any, folder: Path, *, seconds: float) -> tuple[int, float]:
    """Do some work in a child within limits; its exit code (negative for a signal, -14 for too long), and the seconds that it took."""
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.setsid()
            os.chdir(folder)
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            signal.alarm(int(seconds) + 1)
            os.environ["PYTHONPATH"] = str(folder / "src")
            sys.path.insert(0, str(folder / "src"))
            sink = os.open(folder / "output.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(sink, 1)
            os.dup2(sink, 2)
            code = work() or 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)  # what it started and left running
    return os.waitstatus_to_exitcode(status), time.monotonic() - began


def outcome(mutant: Mutant, folder: Path, reached: Reached, most: float, also: Sequence[str] = ()) -> str:
    """``killed``, ``timeout``, ``survived``, or ``untested`` where no test reaches the line."""
    tests = [*reached.of(mutant, most), *also]
    if not tests:
        return "untested"
    file = folder / mutant.path
    sound = file.read_text("utf-8")
    file.write_text(mutated(file, mutant.number), "utf-8")
    allowed = FACTOR * sum(reached.seconds.get(test, 1.0) for test in tests) + 20 + 200 * len(also)

    def work() -> int:
        import pytest

        return int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "--no-header", "--tb=line", *tests]))

    try:
        code, _ = forked(work, folder, seconds=allowed)
    finally:
        file.write_text(sound, "utf-8")
    if code == -signal.SIGALRM:
        return "timeout"
    return "survived" if code == 0 else "killed"


def chosen(options: argparse.Namespace, folder: Path) -> list[Mutant]:
    """The faults to plant."""
    if options.again:
        return [
            Mutant(Path(each["path"]), each["line"], each["what"], each["number"]) for each in json.loads(options.again.read_text("utf-8"))
        ]
    places = [Path(each) for each in options.only or FOLDERS]
    files = sorted(file for place in places for file in ([folder / place] if place.suffix else (folder / place).rglob("*.py")))
    every = [Mutant(file.relative_to(folder), each.line, each.what, each.number) for file in files for each in mutants(file)]
    if options.only and not options.sample:
        return every
    return random.Random(options.seed).sample(every, min(len(every), options.sample or 300))


def report(results: Iterable[tuple[Mutant, str]]) -> str:
    """Counts by folder."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for mutant, what in results:
        for name in ("/".join(mutant.path.parts[:3]), "all"):
            counts[name][what] += 1
    lines = [f"{'folder':24} {'faults':>7} {'killed':>7} {'timeout':>8} {'survived':>9} {'untested':>9} {'score':>7}"]
    for name, count in sorted(counts.items(), key=lambda each: (each[0] == "all", each[0])):
        total = count.total()
        score = (count["killed"] + count["timeout"]) / total
        lines.append(
            f"{name:24} {total:7} {count['killed']:7} {count['timeout']:8} {count['survived']:9} {count['untested']:9} {score:7.1%}"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*")
    parser.add_argument("--at", metavar="COMMIT", help="take a commit, and not the work tree, which may change meanwhile")
    parser.add_argument("--again", type=Path)
    parser.add_argument("--tests", nargs="*", default=TESTS)
    parser.add_argument("--also", nargs="*", default=(), help="tests that every fault meets besides, as new ones that were not measured")
    parser.add_argument("--skip", type=int, default=0, help="so many of the sample were done before")
    parser.add_argument("--most", type=float, default=60.0, help="seconds of tests that a fault meets at most")
    parser.add_argument("--minutes", type=float, default=1e9, help="stop after so long and report what was done")
    parser.add_argument("--survivors", type=Path, default=Path("survivors.json"))
    parser.add_argument("--reached", type=Path, help="a file to keep the measurement in for the next run")
    options = parser.parse_args()
    sys.dont_write_bytecode = True
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    for name in PRELOADED:
        __import__(name)
    folder = copied(options.at)
    try:
        if options.reached and options.reached.exists():
            raw = json.loads(options.reached.read_text("utf-8"))
            reached = Reached({n: {int(k): v for k, v in lines.items()} for n, lines in raw["tests"].items()}, raw["seconds"])
        else:
            reached = measured(folder, options.tests)
            if options.reached:
                options.reached.write_text(json.dumps({"tests": reached.tests, "seconds": reached.seconds}), "utf-8")
        results: list[tuple[Mutant, str]] = []
        began = time.monotonic()
        for mutant in chosen(options, folder)[options.skip :]:
            what = outcome(mutant, folder, reached, options.most, options.also)
            results.append((mutant, what))
            sys.stdout.write(f"{what:9} {mutant.path}:{mutant.line} #{mutant.number} {mutant.what}\n")
            sys.stdout.flush()
            if time.monotonic() - began > 60 * options.minutes:
                break
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    left = [
        {"path": str(m.path), "line": m.line, "what": m.what, "number": m.number} for m, what in results if what in ("survived", "untested")
    ]
    options.survivors.write_text(json.dumps(left, ensure_ascii=False, indent=1) + "\n", "utf-8")
    sys.stdout.write(report(results) + "\n")


if __name__ == "__main__":
    main()
