"""Ask pip-audit whether a package of the lock has a known vulnerability, and say how much it could answer.

    python scripts/audit_lock.py    # 0: every package looked up, none known; 1: one is known; 77: not, or not wholly, looked up

pip-audit alone ends with "No known vulnerabilities found" and 0 where no database was reached, each package being "skipped". Here what
was not looked up is never taken for clean.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

LOCK: Final = Path(__file__).resolve().parents[1] / "requirements" / "dev.lock"
NOT_RUN: Final = 77
"""What a step that could not be run ends with, as in Automake."""
SECONDS: Final = 120


@dataclass(frozen=True, slots=True)
class Audit:
    """What a run of pip-audit found out, in names of packages."""

    audited: tuple[str, ...]
    skipped: tuple[str, ...]
    known: tuple[str, ...]

    def verdict(self) -> tuple[int, str]:
        """The exit code and the line."""
        count = len(self.audited) + len(self.skipped)
        if self.known:
            return 1, f"known vulnerabilities: {'; '.join(self.known)}"
        if not self.audited:
            return NOT_RUN, f"not audited: no database (none of {count} packages could be looked up)"
        if self.skipped:
            return NOT_RUN, f"not wholly audited: {len(self.audited)} of {count} packages; not looked up: {', '.join(self.skipped)}"
        return 0, f"{count} packages audited, no vulnerability known today"


def understood(report: str) -> Audit:
    """The JSON of pip-audit; a text that is none means that nothing was audited."""
    try:
        packages = json.loads(report)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return Audit((), (), ())
    known = (
        f"{each['name']} {each['version']} {flaw['id']} (mended in {', '.join(flaw['fix_versions']) or 'no version'})"
        for each in packages
        for flaw in each.get("vulns", ())
    )
    return Audit(
        tuple(each["name"] for each in packages if "vulns" in each),
        tuple(each["name"] for each in packages if "vulns" not in each),
        tuple(known),
    )


def main() -> int:
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(LOCK), "--require-hashes", "--disable-pip", "--format", "json"]
    try:
        done = subprocess.run([*command, "--progress-spinner", "off"], capture_output=True, text=True, timeout=SECONDS, check=False)
        code, line = understood(done.stdout).verdict()
    except subprocess.TimeoutExpired:
        code, line = NOT_RUN, f"not audited: no answer within {SECONDS} seconds"
    sys.stdout.write(line + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
