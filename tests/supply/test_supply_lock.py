"""The lock for development fits what pyproject.toml asks for, and the check says so where it does not."""

import tomllib
from typing import Any, Final

import pytest
from make_lock import LOCK, ROOT, misfits, pins

HASH: Final = "--hash=sha256:" + "0" * 64
PROJECT: Final[dict[str, Any]] = {
    "build-system": {"requires": ["hatchling>=1.26"]},
    "project": {
        "name": "sbparse",
        "dependencies": ["Jinja2>=3.1"],
        "optional-dependencies": {"web": ["uvicorn>=0.32"], "dev": ["sbparse[web]", "ruff<1"]},
    },
}


def entry(pin: str, *, comment: str = "    # via sbparse (pyproject.toml)") -> str:
    return f"{pin} \\\n    {HASH}\n{comment}\n"


WHOLE: Final = ("hatchling==1.27", "jinja2==3.1", "ruff==0.9 ; python_version < '3.13'", "uvicorn==0.32", "editables==0.5")


def found(*entries: str) -> list[str]:
    return list(misfits(PROJECT, "# made by\n" + "".join(entries)))


def test_the_committed_lock_fits() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert list(misfits(project, LOCK.read_text("utf-8"))) == []


def test_a_lock_that_fits_is_silent_and_may_hold_more() -> None:
    assert found(*map(entry, WHOLE), entry("markupsafe==3", comment="    # via jinja2")) == []


@pytest.mark.parametrize(("missing", "name"), [(0, "hatchling"), (1, "Jinja2"), (2, "ruff"), (3, "uvicorn")])
def test_a_package_that_is_asked_for_must_be_there(missing: int, name: str) -> None:
    assert found(*(entry(pin) for index, pin in enumerate(WHOLE) if index != missing)) == [f"{name} is not in the lock"]


def test_a_pin_must_lie_in_the_range() -> None:
    assert found(*map(entry, (*WHOLE[:3], WHOLE[4], "uvicorn==0.31.9"))) == [
        "uvicorn 0.31.9 is in the lock, pyproject.toml asks for >=0.32"
    ]


def test_of_two_pins_for_two_systems_each_must_lie_in_the_range() -> None:
    two = ("uvicorn==0.40 ; sys_platform == 'linux'", "uvicorn==0.30 ; sys_platform != 'linux'")
    assert len(found(*map(entry, (*WHOLE[:3], WHOLE[4], *two)))) == 1


def test_a_pin_needs_a_hash() -> None:
    assert found(*map(entry, (*WHOLE[:3], WHOLE[4])), "uvicorn==0.32\n    # via sbparse (pyproject.toml)\n") == ["uvicorn 0.32 has no hash"]


def test_what_is_no_longer_asked_for_is_named() -> None:
    assert [line.split(" is ")[0] for line in found(*map(entry, (*WHOLE, "black==24")))] == ["black"]


@pytest.mark.parametrize("line", ["uvicorn>=0.32", "uvicorn==0.*", "uvicorn @ https://example.org/u.whl", "uvicorn", "--index-url x"])
def test_what_is_no_exact_pin_is_refused(line: str) -> None:
    with pytest.raises(ValueError):
        pins(entry(line))
