"""Child processes: one that hangs, breaks down or eats memory is ended and told, and another job goes on."""

import asyncio
import os
import sys
import time
from pathlib import Path

import pytest

from sbparse.web.child import CPU_SECONDS
from sbparse.web.parcel import BrokenParcelError, packed, unpacked
from sbparse.web.work import JobFailedError, Why, Workshop

ROOT = Path(__file__).parents[2]
CASE = ROOT / "fixtures/check/02_start_mismatch"
# The real child with jobs of the test's own.
CHILD = """
import os, sys, time
from pathlib import Path
from sbparse.web import child, jobs
from sbparse.web.parcel import Parcel
def spin(parcel):
    while True: pass
def write(parcel):
    Path(parcel.values["path"]).write_bytes(b"x" * 100)
    return Parcel({})
def limits(parcel):
    import resource
    names = ("RLIMIT_AS", "RLIMIT_FSIZE", "RLIMIT_CORE", "RLIMIT_CPU")
    return Parcel({name: resource.getrlimit(getattr(resource, name))[1] for name in names})
jobs.JOBS.update(
    limits=limits,
    echo=lambda parcel: Parcel(parcel.values, parcel.blobs),
    spin=spin,
    hog=lambda parcel: Parcel({"size": len(bytearray(parcel.values["size"]))}),
    crash=lambda parcel: os.abort(),
    raise_=lambda parcel: 1 / 0,
    write=write,
)
child.main(int(sys.argv[1]))
"""


def workshop(program=CHILD, **options):
    return Workshop(command=(sys.executable, "-B", "-c", program), **options)


def run(job, values=None, blobs=(), **options):
    async def main():
        return await workshop(**options).run(job, values or {}, blobs)

    return asyncio.run(main())


def why(*arguments, **options):
    with pytest.raises(JobFailedError) as caught:
        run(*arguments, **options)
    return caught.value.why


def test_a_job_gets_its_values_and_files_and_gives_others_back():
    done = run("echo", {"text": "工程师\ud800"}, [b"", b"x" * 1_000_000])
    assert done.values == {"text": "工程师\ud800"}
    assert done.blobs == (b"", b"x" * 1_000_000)


def test_a_job_that_hangs_is_ended():
    began = time.monotonic()
    assert why("spin", seconds=3.0) is Why.TIME
    assert time.monotonic() - began < 30  # it would go on for ever


@pytest.mark.parametrize("job", ["crash", "raise_", "no-such-job"])
def test_a_job_that_breaks_down(job):
    assert why(job) is Why.CRASH


@pytest.mark.parametrize("program", ["print('no parcel')", "pass", "import sys; sys.stdout.buffer.write(b'\\x00' * 20)"])
def test_an_answer_that_is_none(program):
    assert why("echo", program=program) is Why.CRASH


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the address space for certain")
def test_memory_on_both_sides_of_the_limit():
    assert run("hog", {"size": 2**20}, memory=2**31).values == {"size": 2**20}
    assert why("hog", {"size": 2**31}, memory=2**31) is Why.MEMORY


def test_an_answer_without_end(monkeypatch):
    monkeypatch.setattr("sbparse.web.work.MOST_BYTES", 100_000)
    endless = "import sys\nwhile True: sys.stdout.buffer.write(b'x' * 65536)"
    assert why("echo", program=endless) is Why.MEMORY


@pytest.mark.parametrize("limit", ["time", "bytes"])
def test_a_child_that_is_ended_while_it_talks_is_gone(monkeypatch, limit):
    """Its pipe is full and nobody reads any more."""
    monkeypatch.setattr("sbparse.web.work.MOST_BYTES", 2**40 if limit == "time" else 2**20)
    endless = "import sys\nwhile True: sys.stdout.buffer.write(b'x' * 2**20)"

    async def main():
        for _ in range(5):
            shop = workshop(endless, seconds=1.0 if limit == "time" else 30.0)
            with pytest.raises(JobFailedError):
                await asyncio.wait_for(shop.run("echo", {}), 60)

    asyncio.run(main())


@pytest.mark.parametrize("bad", ["spin", "crash"])
def test_another_job_goes_on_beside_a_bad_one(bad):
    async def main():
        shop = workshop(seconds=6.0, at_once=2)
        hostile = asyncio.create_task(shop.run(bad, {}))
        await asyncio.sleep(0.05)
        good = await shop.run("echo", {"n": 1})
        with pytest.raises(JobFailedError):
            await hostile
        return good

    assert asyncio.run(main()).values == {"n": 1}


def test_only_so_many_at_once_and_not_for_ever():
    async def main():
        shop = workshop(seconds=20.0, at_once=1, waiting=0.2)
        first = asyncio.create_task(shop.run("spin", {}))
        await asyncio.sleep(0.05)
        with pytest.raises(JobFailedError) as caught:
            await shop.run("echo", {})
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
        return caught.value.why, (await shop.run("echo", {"n": 2})).values

    assert asyncio.run(main()) == (Why.BUSY, {"n": 2})


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="process groups are POSIX")
def test_the_children_of_a_child_end_with_it(tmp_path):
    note = tmp_path / "pid"
    program = f"""
import subprocess, time
from pathlib import Path
Path({str(note)!r}).write_text(str(subprocess.Popen(["sleep", "300"]).pid))
time.sleep(300)
"""
    assert why("echo", program=program, seconds=3.0) is Why.TIME
    pid = int(note.read_text())
    assert _gone(pid)


def _gone(pid):
    for _ in range(200):
        try:
            os.kill(pid, 0)
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except (ProcessLookupError, FileNotFoundError):
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(sys.platform != "linux", reason="the limits are Linux's")
def test_a_child_has_its_limits_from_the_system():
    limits = run("limits", memory=2**31).values
    assert limits == {"RLIMIT_AS": 2**31, "RLIMIT_FSIZE": 0, "RLIMIT_CORE": 0, "RLIMIT_CPU": CPU_SECONDS}


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit on Windows")
def test_the_system_itself_keeps_a_child_from_writing(tmp_path):
    target = tmp_path / "file"
    assert why("write", {"path": str(target)}) is Why.CRASH
    assert not target.exists() or target.stat().st_size == 0


@pytest.mark.parametrize("job", ["read", "check", "html", "xlsx", "form"])
def test_every_job_is_done_without_a_file(job, tmp_path, monkeypatch):
    """In the real child, which can write none: reading with pictures, report, workbooks."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    record, history = (CASE / "record.pdf").read_bytes(), (CASE / "history.xlsx").read_bytes()
    values = {"lang": "zh", "files": ["record.pdf"], "history": "history.xlsx", "history_name": "history.xlsx", "chosen": {}}

    async def main():
        shop = Workshop()
        values["entries"] = (await shop.run("read", values, [record, history])).values["entries"]
        return await shop.run(job, values, [record, history])

    done = asyncio.run(main())
    assert "error" not in done.values
    assert job == "check" or done.blobs
    assert list(tmp_path.iterdir()) == []


def test_a_spare_child_serves_the_next_job_and_is_ended():
    async def main():
        shop = workshop()
        await shop.prepare()
        spare = shop._spare
        done = await shop.run("echo", {"n": 3})
        served = spare.returncode
        await shop.prepare()
        waiting = shop._spare
        await shop.close()
        return done.values, served, waiting.returncode

    values, served, ended = asyncio.run(main())
    assert (values, served) == ({"n": 3}, 0)
    assert ended is not None


@pytest.mark.parametrize("data", [b"", b"x", b"\xff" * 20, packed({"a": 1})[:-1], packed({"a": 1}, [b"xy"])[:-1]])
def test_what_is_no_parcel(data):
    with pytest.raises(BrokenParcelError):
        unpacked(data)


def test_a_parcel_is_plain():
    """Not pickle: what a child sends can start nothing in its parent."""
    with pytest.raises(TypeError):
        packed({"a": object()})
    assert unpacked(packed({"a": [1, None, "甲"]}, [b"1", b""])).blobs == (b"1", b"")
