"""What stops a command: few exceptions, each naming the file, the place, what is wrong and what to do.

Every error that leaves the package is an :class:`SbparseError`. The command line catches it once, prints one line and exits with the
class's ``exit_code``; a batch turns it into a row.
"""

from typing import ClassVar

from sbparse.messages import Lang, Message, render


class SbparseError(Exception):
    """An input or an option cannot be used. Never raised itself.

    Attributes:
        what: the sentence that says what is wrong and what to do, without the file's name.
        file: the file concerned, as the user named it; None where no file is.
        place: where in the file (page, or sheet, row and cell); None for the whole file.
        exit_code: what a command ends with (CONTRACT section 3).
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, what: Message, *, file: str | None = None, place: Message | None = None) -> None:
        super().__init__(what.key)
        self.what = what
        self.file = file
        self.place = place

    def line(self, lang: Lang = "zh") -> str:
        """The one line a user sees: file, place, what is wrong, what to do."""
        parts = [self.file, render(self.place, lang) if self.place else None, render(self.what, lang)]
        colon = "：" if lang == "zh" else ": "
        return " ".join(colon.join(part for part in parts if part).split())

    def __str__(self) -> str:
        return self.line()


class UnusableFileError(SbparseError):
    """A file cannot be opened or holds nothing that can be read: encrypted, damaged, of another kind, too large."""


class NoRecordError(SbparseError):
    """A readable PDF holds no record; the message says which paper it seems to be and which is needed."""


class UnreadableRecordError(SbparseError):
    """A record is there but cannot be read for certain: no layout or several fit, or its text cannot be decoded."""


class HistoryError(SbparseError):
    """The declared history cannot be used: a column is missing, a date cannot be read; names sheet, row and cell."""


class RuleSetError(SbparseError):
    """A rule set file does not have the form that ``sbparse.policy`` describes."""


class UsageError(SbparseError):
    """The command line asks for something that cannot be done."""
