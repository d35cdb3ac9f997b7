"""``sbparse web`` as a user starts it: its address, its end, and what it says where it cannot serve."""

import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager

import httpx
import pytest

COMMAND = (sys.executable, "-m", "sbparse", "web", "--no-open")


def environment():
    return {name: value for name, value in os.environ.items() if name != "SBPARSE_LANG"}


@contextmanager
def running(*options):
    process = subprocess.Popen([*COMMAND, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment())
    try:
        yield process, re.search(r"http://127\.0\.0\.1:(\d+)/([\w-]+)/", process.stdout.readline())
    finally:
        process.kill()
        process.wait()


def asked(address, **headers):
    with httpx.Client(trust_env=False, timeout=20) as client:
        return client.get(address, headers=headers).status_code


def test_it_tells_its_address_serves_this_machine_alone_and_ends_without_a_word():
    with running() as (process, address):
        assert len(address[2]) >= 32
        assert asked(address[0]) == 200
        assert asked(address[0], Host="evil.example") == 404
        assert asked(f"http://127.0.0.1:{address[1]}/") == 404
        with socket.socket() as other, pytest.raises(OSError):
            other.settimeout(2)
            other.connect(("127.0.0.2", int(address[1])))  # this machine too, and not the address that is served
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
        assert (process.returncode, err) == (130, "")
        assert address[2] not in out  # the address was told once


def test_every_start_has_another_token():
    with running() as (_, one), running() as (_, two):
        assert one[2] != two[2]


def test_a_port_that_is_taken_is_one_line():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(
            [*COMMAND, "--port", str(port), "--lang", "en"], capture_output=True, text=True, env=environment(), check=False
        )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1 and f"port {port} cannot be used" in done.stderr


@pytest.mark.parametrize("missing", ["starlette", "uvicorn", "python_multipart"])
def test_without_the_extra_it_is_one_line_that_names_it(missing):
    program = (
        f"import sys; sys.modules[{missing!r}] = None; sys.argv = ['sbparse', 'web', '--no-open']; import sbparse.cli; sbparse.cli.main()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment(), check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1 and "pip install 'sbparse[web]'" in done.stderr


@pytest.mark.parametrize("option", [("--port", "-1"), ("--port", "65536"), ("--idle", "0"), ("--idle", "601")])
def test_options_out_of_range(option):
    done = subprocess.run([*COMMAND, *option], capture_output=True, text=True, env=environment(), check=False)
    assert done.returncode == 2 and done.stderr.count("\n") == 1
