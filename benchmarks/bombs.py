"""What hostile files cost: each is made, given to every command that reads such a file, and timed in a process of its own.

``python benchmarks/bombs.py [NAME...] [--commands extract,check,audit,verify,web]``. See README.md. A command may take 4 GB of address
space and 200 seconds whatever its own limits are; whatever ends otherwise than with 0, 1 or 2, or prints a traceback, is marked.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT / "tests"))

from bombs import HISTORIES, RECORDS, Bomb  # noqa: E402
from sbparse.web.parcel import packed, unpacked  # noqa: E402

COMMANDS = ("extract", "check", "audit", "verify", "web")
CASE = ROOT / "fixtures" / "check" / "02_start_mismatch"
SBPARSE = [sys.executable, "-m", "sbparse"]
ADDRESSES = 4_000_000 * 1024
SECONDS = 200
SLOW = 30.0


@dataclass(frozen=True)
class Told:
    """What became of a command."""

    code: int
    wall: float
    seconds: float
    megabytes: float
    line: str

    @property
    def flaw(self) -> str:
        """Why it should not have ended so; empty where all is well."""
        if self.code not in (0, 1, 2):
            return f"EXIT {self.code}"
        if "Traceback" in self.line:
            return "TRACEBACK"
        return "SLOW" if self.seconds > SLOW else ""


def run(command: Sequence[str], given: bytes = b"", *, folder: Path) -> tuple[Told, bytes]:
    """Run a command within limits; its time, that of its processes, and the peak memory of the largest of its processes."""

    def limits() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
        os.setsid()
        os.nice(15)

    out, err = bytearray(), folder / "err"
    with err.open("wb") as stderr:
        began = time.monotonic()
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr, preexec_fn=limits, cwd=folder)  # noqa: PLW1509
        # The child of the page may write to no file: its answer comes through a pipe, which somebody has to empty.
        reader = threading.Thread(target=lambda: out.extend(child.stdout.read()))
        reader.start()
        with suppress(BrokenPipeError):
            child.stdin.write(given)
            child.stdin.close()
        usage = None
        while usage is None:
            pid, status, found = os.wait4(child.pid, os.WNOHANG)
            if pid:
                usage, code = found, os.waitstatus_to_exitcode(status)
            elif time.monotonic() - began > SECONDS:
                os.killpg(child.pid, 9)
                time.sleep(0.1)
            else:
                time.sleep(0.02)
        child.returncode = code
        reader.join()
    said = err.read_text("utf-8", "replace").strip().splitlines()
    line = "Traceback" if any("Traceback" in each for each in said) else (said[-1] if said else "")
    return Told(code, time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, line), bytes(out)


def runs(bomb: Bomb, file: Path, folder: Path, commands: Sequence[str]) -> Iterator[tuple[str, Told]]:
    """Each command's end. A bomb that is a record meets a sound declaration, and the other way round."""
    is_record = bomb in RECORDS
    record, history = (file, CASE / "history.xlsx") if is_record else (CASE / "record.pdf", file)
    for command in commands:
        if command == "extract" and is_record:
            yield command, run([*SBPARSE, "extract", str(file), "--lang", "en", "--format", "json"], folder=folder)[0]
        elif command == "check":
            yield command, run([*SBPARSE, "check", str(record), str(history), "--lang", "en", "-o", "out.html"], folder=folder)[0]
        elif command == "audit":
            case = folder / "cases" / "one"
            shutil.rmtree(case.parent, ignore_errors=True)
            case.mkdir(parents=True)
            for each in (record, history):
                (case / each.name).hardlink_to(each) if each == file else shutil.copy(each, case)
            told, _ = run(
                [*SBPARSE, "audit", str(case.parent), "--jobs", "1", "--format", "json", "-o", "audit.json", "--lang", "en"], folder=folder
            )
            yield command, _audited(told, folder / "audit.json")
        elif command == "verify" and is_record:
            yield command, run([*SBPARSE, "verify", str(file), "--lang", "en"], folder=folder)[0]
        elif command == "web" and file.stat().st_size <= 50 * 2**20:  # what an upload may hold
            parcel = {"job": "read", "lang": "en", "files": [record.name], "history": history.name, "chosen": {}}
            child = [sys.executable, "-B", "-m", "sbparse.web.child", str(3 * 2**30)]
            yield command, _worked(*run(child, packed(parcel, [record.read_bytes(), history.read_bytes()]), folder=folder))


def _audited(told: Told, output: Path) -> Told:
    """The audit's own line about the submission instead of its summary."""
    if not output.exists():
        return told
    rows = json.loads(output.read_text("utf-8"))["submissions"]
    output.unlink()
    output.with_name(f"{output.name}.state").unlink(missing_ok=True)
    said = " ".join(f"{each['file']}: {each['why']}" for row in rows for each in row["unused"])
    return replace(told, line=said or told.line)


def _worked(told: Told, out: bytes) -> Told:
    """The job's answer. A child that is killed or runs out of memory (71) is told by the page in one line."""
    if told.code == 71:
        return replace(told, code=2, line="(the page says that memory did not suffice)")
    if told.code != 0:
        return replace(told, code=2 if told.wall < SECONDS else told.code, line=f"(the page says that the job failed: {told.code})")
    return replace(told, code=0, line=str(unpacked(out).values.get("error", "")))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--commands", default=",".join(COMMANDS))
    parser.add_argument("--small", action="store_true", help="the sizes of the tests")
    options = parser.parse_args()
    flaws = 0
    print(f"{'file':24} {'MB':>6} {'command':8} {'CPU s':>6} {'MB peak':>8} exit  said")
    for bomb in (*RECORDS, *HISTORIES):
        if options.names and bomb.name not in options.names:
            continue
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            file = folder / f"{bomb.name}.{bomb.ending}"
            file.write_bytes(bomb.make(bomb.small if options.small else bomb.size))
            size = file.stat().st_size / 2**20
            for command, told in runs(bomb, file, folder, options.commands.split(",")):
                flaws += bool(told.flaw)
                line = told.line.replace(f"{folder}/", "")
                print(
                    f"{bomb.name:24} {size:6.1f} {command:8} {told.seconds:6.1f} {told.megabytes:8.0f} {told.code:4}  {told.flaw} {line}"[
                        :200
                    ],
                    flush=True,
                )
    print(f"{flaws} flaws")
    sys.exit(1 if flaws else 0)


if __name__ == "__main__":
    main()
