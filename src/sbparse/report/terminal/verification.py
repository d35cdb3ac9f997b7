"""``verify`` on a terminal: a file, its signatures one by one, what was changed after them, what was not asked, and its traces."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console

from sbparse.messages import Lang, Message, message
from sbparse.report.masking import mask_for
from sbparse.report.terminal.blocks import QUIET, show_findings, show_heading, show_pairs
from sbparse.report.terminal.prose import Prose
from sbparse.report.terminal.tables import Grid, show_grid
from sbparse.report.traces import headings, trace_rows
from sbparse.report.voice import Voice
from sbparse.signing.model import FileReport, SealReport
from sbparse.traces.model import TraceReport

if TYPE_CHECKING:  # it takes the extra
    from sbparse.record.verification import VerifiedFile


def show_verification(file: "VerifiedFile", traces: TraceReport, console: Console, *, lang: Lang = "zh") -> None:
    """Print what is known of a file's signatures, then its traces."""
    _show_signatures(file, console, lang)
    show_traces(traces, console, Voice(lang, mask_for(traces.records)))


def show_traces(report: TraceReport, console: Console, voice: Voice) -> None:
    """Print the table of a file's traces, and what it means."""
    show_heading(console, voice.tell(message("traces.title")))
    show_grid(console, Grid(headings(voice)[:3], [_stacked(row.cells, voice) for row in trace_rows(report, voice)], flexible=(2,)))
    console.print()
    console.print(Prose(voice.tell(message("traces.note")), QUIET))


def _stacked(cells: Sequence[str], voice: Voice) -> tuple[str, str, str]:
    """A row for a narrow terminal: place and harmless reading under the fact, by their headings."""
    trace, state, told, *below = cells
    named = zip(headings(voice)[3:], below, strict=True)
    lines = [told, *(voice.say("labelled", label=label, value=value) for label, value in named if value)]
    return trace, state, "\n".join(lines)


def _show_signatures(file: "VerifiedFile", console: Console, lang: Lang) -> None:
    voice = Voice(lang)
    show_heading(console, voice.quote(file.file))
    show_pairs(console, [(_say(voice, label), text) for label, text in _file(file.report, voice)])
    for number, each in enumerate(file.report.seals, start=1):
        show_heading(console, _say(voice, "stamp" if each.stamp else "signature", number=number))
        show_pairs(console, [(_say(voice, label), text) for label, text in _signature(each, voice)])
    if not file.report.seals:
        show_findings(console, file.ruling.findings, voice)
        return
    _show_changes(file, console, voice)
    console.print()
    console.print(Prose(_say(voice, "limits"), QUIET))


def _say(voice: Voice, key: str, **params: object) -> str:
    return voice.tell(message(f"signing.verify.{key}", **params))


def _file(report: FileReport, voice: Voice) -> Iterator[tuple[str, str]]:
    yield "signatures", _say(voice, "count", count=len(report.seals)) if report.seals else _say(voice, "none")
    yield "revisions", _say(voice, "newest", revisions=report.revisions) if report.revisions else _say(voice, "unknown")
    if any(each.seal.end for each in report.seals):
        yield "uncovered", str(report.sealed.uncovered)


def _signature(each: SealReport, voice: Voice) -> Iterator[tuple[str, str]]:
    if each.signer:
        yield "signer", voice.quote(each.signer)
    if each.issuer:
        yield "issuer", voice.quote(each.issuer)
    if each.claimed:
        yield "claimed", each.claimed.isoformat(" ", "seconds")
    yield "format", voice.quote(each.seal.sub_filter or voice.tell(message("signing.unnamed")))
    if each.revision:
        yield "revision", _say(voice, "of-revisions", revision=each.revision)
    yield "content", voice.tell(_content(each))
    if each.trust:
        yield "trust", _say(voice, f"chain.{each.trust}")
    if each.later:
        yield "later", _say(voice, f"after.{each.later}")


def _content(each: SealReport) -> Message:
    if each.unchecked:
        return message(f"signing.verify.is.{'unchecked' if each.intact is None else 'failed'}", why=each.unchecked)
    return message(f"signing.verify.is.{'intact' if each.intact else 'broken'}")


def _show_changes(file: "VerifiedFile", console: Console, voice: Voice) -> None:
    if file.changed is None and file.uncompared is None:
        return
    show_heading(console, _say(voice, "changed"))
    if file.uncompared:
        console.print(Prose(_say(voice, "uncompared", why=file.uncompared)))
    elif file.changed:
        rows = [(voice.tell(each.field), voice.quote(each.pdfium or "—"), voice.quote(each.pdfplumber or "—")) for each in file.changed]
        show_grid(console, Grid([_say(voice, name) for name in ("item", "as-signed", "now")], rows, flexible=(0, 1, 2)))
    else:
        console.print(Prose(_say(voice, "unchanged")))
