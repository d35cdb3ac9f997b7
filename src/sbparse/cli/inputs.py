"""What several commands make of their arguments: records read, the history told apart, days, formats."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sbparse.errors import UsageError
from sbparse.messages import message

if TYPE_CHECKING:
    from sbparse.record.document import Engine
    from sbparse.record.model import Extraction

_F = TypeVar("_F", bound=StrEnum)


def extraction_of(path: Path, engine: "Engine", *, cross_check: bool = False, ruleset: Path | None = None) -> "Extraction":
    """Read a file; ``ruleset`` also serves the integrity rules."""
    from sbparse.policy import load_ruleset
    from sbparse.record.document import load, read_bytes

    data = load(path)
    if cross_check:
        from sbparse.record.second import cross_checked

        return cross_checked(data, str(path), ruleset=load_ruleset(ruleset))
    return read_bytes(data, str(path), engine=engine, ruleset=load_ruleset(ruleset) if ruleset else None)[0]


def told_apart(files: list[Path]) -> tuple[list[Path], Path]:
    """Record files and the one history among the arguments, by content; the history need not come last."""
    histories = [path for path in files if not is_pdf(path)]
    records = [path for path in files if path not in histories]
    if len(histories) != 1:
        raise UsageError(message("cli.error.one-history", count=len(histories)))
    if not records:
        raise UsageError(message("cli.error.no-record"))
    return records, histories[0]


def is_pdf(path: Path) -> bool:
    if path.suffix.lower() == ".pdf":
        return True
    try:
        with path.open("rb") as stream:
            return b"%PDF-" in stream.read(1024)
    except OSError:
        return False


def day(text: str | None) -> date | None:
    from sbparse.values.dates import DateError, parse_day

    if text is None:
        return None
    try:
        return parse_day(text)
    except DateError:
        raise UsageError(message("cli.error.bad-date", text=text)) from None


def format_of(output: Path | None, formats: type[_F], default: _F) -> _F:
    """The format that an output file's ending names."""
    if output is None:
        return default
    ending = output.suffix.lower().lstrip(".")
    if ending in ("txt", ""):
        return default
    try:
        return formats(ending)
    except ValueError:
        raise UsageError(message("cli.error.unknown-format", formats=[f.value for f in formats]), file=str(output)) from None
