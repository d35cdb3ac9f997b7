"""Each submission's own report: under which name it is written, and whether it is there already."""

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from sbparse.audit.contents import ReportFormat
from sbparse.audit.outcome import Examined
from sbparse.audit.submission import Submission
from sbparse.report.whole import written_whole

# What some file system forbids, and names that lead out of the folder.
_FORBIDDEN: Final = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]|^\.+|[. ]+$')
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_LONGEST: Final = 80
"""Characters of a part of a name; file systems take 255 bytes, three for a Chinese character."""


@dataclass(frozen=True, slots=True)
class Reports:
    """The folder for the submissions' reports, None for none."""

    folder: Path | None
    format: ReportFormat = "html"

    def name(self, submission: Submission) -> str | None:
        """The report's path in the folder, with ``/``; None where no reports are written.

        A name that some file system cannot take is changed, and told apart from every other by a digest.
        """
        if self.folder is None:
            return None
        parts = [_fit(part) for part in submission.name.split("/") if part not in ("", ".")] or [""]
        if "/".join(parts) != submission.name:
            parts[-1] = f"{parts[-1]}-{sha256(submission.name.encode('utf-8', 'surrogateescape')).hexdigest()[:8]}"
        return "/".join(parts) + f".{self.format}"

    def file(self, submission: Submission) -> Path | None:
        """The report's file, whether it is there or not; None where no reports are written."""
        name = self.name(submission)
        return self.folder.resolve() / name if self.folder and name else None

    def write(self, submission: Submission, examined: Examined) -> str | None:
        """Write a report whole or not at all; gives back its name, None where there is none.

        Raises:
            UsageError: it cannot be written.
        """
        name = self.name(submission)
        if self.folder is None or name is None or examined.report is None:
            return None
        target = self.folder / name
        with written_whole(target) as unfinished:
            target.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(examined.report)
        return name


def _fit(part: str) -> str:
    fit = _FORBIDDEN.sub("_", part)[:_LONGEST]
    return f"_{fit}" if _RESERVED.fullmatch(fit) else fit
