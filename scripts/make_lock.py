"""The lock for development: every package that `.[dev]` and the build need, pinned, with the hashes of its files, for any system.

python scripts/make_lock.py             # write requirements/dev.lock; needs a package index, and uv (pip install uv)
python scripts/make_lock.py --upgrade   # the same, with the newest of everything; otherwise pins that still fit stay
python scripts/make_lock.py --check     # offline: say where the lock does not fit pyproject.toml, and exit with 1 where it does not
"""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

ROOT: Final = Path(__file__).resolve().parents[1]
LOCK: Final = ROOT / "requirements" / "dev.lock"
EXTRA: Final = "dev"
EDITABLE: Final = "editables"
"""What hatchling needs besides itself for an editable installation, and names only while it builds."""
_HASH: Final = re.compile(r"--hash=sha256:[0-9a-f]{64}(?![0-9a-f])")


@dataclass(frozen=True, slots=True)
class Pin:
    """One entry of a lock: a package in one version, how many files it may be, and whether the project asks for it itself."""

    name: str
    version: str
    hashes: int
    direct: bool


def pins(lock: str) -> tuple[Pin, ...]:
    """The entries of a lock's text.

    Raises:
        ValueError: a line is neither a comment nor an exact pin with its hashes.
    """
    found = []
    for entry in re.split(r"\n(?=[A-Za-z0-9])", "\n".join(lock.splitlines()).lstrip("\n")):
        stated, comments = _parted(entry)
        if not stated:
            continue
        try:
            requirement = Requirement(_HASH.sub("", stated).replace("\\", " ").strip())
        except InvalidRequirement as error:
            raise ValueError(f"not an entry of a lock: {stated[:80]!r}") from error
        exact = re.fullmatch(r"==([^*,]+)", str(requirement.specifier))
        if exact is None or requirement.url:
            raise ValueError(f"not pinned to one version: {requirement}")
        found.append(Pin(canonicalize_name(requirement.name), exact[1], len(_HASH.findall(stated)), "sbparse (pyproject.toml" in comments))
    return tuple(found)


def _parted(entry: str) -> tuple[str, str]:
    """What an entry states, and its comments."""
    lines = [line.strip() for line in entry.splitlines()]
    return tuple("\n".join(line for line in lines if line.startswith("#") is comment) for comment in (False, True))  # type: ignore[return-value]


def wanted(project: dict[str, Any]) -> Iterator[Requirement]:
    """What pyproject.toml asks for in development and for building, the project's own extras followed."""
    table = project["project"]
    yield from map(Requirement, (*project["build-system"]["requires"], EDITABLE))
    yield from map(Requirement, table["dependencies"])
    extras, seen = [EXTRA], set()
    while extras:
        extra = extras.pop()
        if extra in seen:
            continue
        seen.add(extra)
        for requirement in map(Requirement, table["optional-dependencies"][extra]):
            if canonicalize_name(requirement.name) == canonicalize_name(table["name"]):
                extras += requirement.extras
            else:
                yield requirement


def misfits(project: dict[str, Any], lock: str) -> Iterator[str]:
    """Where the lock does not fit what the project asks for, one line each."""
    held = pins(lock)
    asked = list(wanted(project))
    for requirement in asked:
        versions = [pin.version for pin in held if pin.name == canonicalize_name(requirement.name)]
        if not versions:
            yield f"{requirement.name} is not in the lock"
        yield from (
            f"{requirement.name} {version} is in the lock, pyproject.toml asks for {requirement.specifier}"
            for version in versions
            if not requirement.specifier.contains(version, prereleases=True)
        )
    names = {canonicalize_name(requirement.name) for requirement in asked}
    for pin in held:
        if not pin.hashes:
            yield f"{pin.name} {pin.version} has no hash"
        if pin.direct and pin.name not in names:
            yield f"{pin.name} is in the lock because pyproject.toml asked for it, which it no longer does"


def write(project: dict[str, Any], arguments: Sequence[str]) -> int:
    """Resolve anew."""
    LOCK.parent.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        build = Path(folder) / "build.in"
        build.write_text("\n".join((*project["build-system"]["requires"], EDITABLE)), "utf-8")
        least = project["project"]["requires-python"].removeprefix(">=")
        command = ["uv", "pip", "compile", "--quiet", "--universal", "--python-version", least, "--generate-hashes", "--extra", EXTRA]
        command += ["--custom-compile-command", "python scripts/make_lock.py", "--output-file", str(LOCK), "pyproject.toml", str(build)]
        done = subprocess.run([*command, *arguments], cwd=ROOT, check=False)
        # The temporary file's name differs from run to run.
        LOCK.write_text(LOCK.read_text("utf-8").replace(f"-r {build}", "the build of sbparse"), "utf-8")
    return done.returncode


def main(arguments: Sequence[str]) -> int:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    if "--check" not in arguments:
        return write(project, arguments)
    try:
        found = list(misfits(project, LOCK.read_text("utf-8")))
    except ValueError as error:
        found = [str(error)]
    for line in found:
        sys.stderr.write(f"{LOCK.relative_to(ROOT)}: {line}; run python scripts/make_lock.py\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
