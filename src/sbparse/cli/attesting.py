"""``verify --attest`` and ``verify --confirm``: a result put on record, and the record worked out again.

Exit codes: ``--attest`` 0 once it is written, whatever the verdict in it; ``--confirm`` 0 confirmed, 1 refuted; both 2 where a file cannot
be used.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sbparse.cli.inputs import day, is_pdf
from sbparse.cli.output import show, write
from sbparse.errors import UsageError
from sbparse.messages import Lang, message

if TYPE_CHECKING:
    from rich.console import Console

    from sbparse.attest import Attestation, Inputs
    from sbparse.cli.options import EngineName


@dataclass(frozen=True, slots=True, kw_only=True)
class Attesting:
    """The options of ``verify`` that go with an attestation; ``attest`` and ``confirm`` name its file."""

    attest: Path | None
    confirm: Path | None
    submitted: str | None
    print_date: str | None
    ruleset: Path | None
    engine: "EngineName | None"

    def asked(self) -> bool:
        """Whether an attestation is to be written or confirmed.

        Raises:
            UsageError: both, or an option without the one that it goes with.
        """
        if self.attest and self.confirm:
            raise UsageError(message("attest.error.both"))
        settings = {"--submitted": self.submitted, "--print-date": self.print_date, "--engine": self.engine}
        if not self.attest:
            for option in (name for name, value in settings.items() if value is not None):
                raise UsageError(message("attest.error.alone", option=option))
        if self.ruleset and not (self.attest or self.confirm):
            raise UsageError(message("attest.error.alone", option="--ruleset"))
        return bool(self.attest or self.confirm)


def run(asked: Attesting, files: Sequence[Path], trust: Sequence[Path], output: Path | None, *, as_json: bool, lang: Lang) -> int:
    """Do it; gives back the exit code."""
    inputs = _inputs(asked, files, trust)
    if asked.confirm:
        return _confirm(asked.confirm, inputs, output, as_json=as_json, lang=lang)
    attestation = _attested(asked, inputs)
    if asked.attest:
        _write(attestation, asked.attest, output, as_json=as_json, lang=lang)
    return 0


def _inputs(asked: Attesting, files: Sequence[Path], trust: Sequence[Path]) -> "Inputs":
    from sbparse.attest import Inputs
    from sbparse.history.load import load as load_history
    from sbparse.record.document import load
    from sbparse.values.sizes import LARGEST_HISTORY

    histories = [path for path in files if not is_pdf(path)]
    if len(histories) > 1:
        raise UsageError(message("attest.error.histories", count=len(histories)))
    records = [(str(path), load(path)) for path in files if path not in histories]
    if not records:
        raise UsageError(message("cli.error.no-record"))
    return Inputs(
        records=records,
        history=next(((str(path), load_history(path, LARGEST_HISTORY)) for path in histories), None),
        trust=[(str(path), load_history(path, LARGEST_HISTORY)) for path in trust],
        ruleset=str(asked.ruleset) if asked.ruleset else None,
    )


def _attested(asked: Attesting, inputs: "Inputs") -> "Attestation":
    from sbparse.attest import Settings, attested
    from sbparse.ocr.engine import installed
    from sbparse.signing import can_verify

    if inputs.trust and not can_verify():
        raise UsageError(message("cli.error.no-sign-extra"))
    settings = Settings(
        day(asked.submitted), day(asked.print_date), asked.engine.value if asked.engine else "pdfium", can_verify(), installed()
    )
    return attested(inputs, settings)


def _write(attestation: "Attestation", target: Path, output: Path | None, *, as_json: bool, lang: Lang) -> None:
    from sbparse.attest.data import attestation_data, canonical
    from sbparse.attest.terminal import show_attestation
    from sbparse.report.record_data import to_json

    write(canonical(attestation), target, lang)
    if as_json:
        write((to_json(attestation_data(attestation)) + "\n").encode(), output, lang)
        return

    def draw(console: "Console") -> None:
        show_attestation(attestation, console, lang=lang)

    show(draw, output, lang)


def _confirm(file: Path, inputs: "Inputs", output: Path | None, *, as_json: bool, lang: Lang) -> int:
    from sbparse import __version__
    from sbparse.attest import confirmed
    from sbparse.attest.data import confirmation_data
    from sbparse.attest.load import LARGEST, load_attestation
    from sbparse.attest.terminal import show_confirmation
    from sbparse.history.load import start_of
    from sbparse.ocr.engine import installed
    from sbparse.report.record_data import to_json
    from sbparse.signing import can_verify

    attestation = load_attestation(start_of(file, LARGEST + 1), str(file))
    found = confirmed(attestation, inputs, version=__version__, signatures=can_verify(), scans=installed())

    def draw(console: "Console") -> None:
        show_confirmation(found, attestation, console, lang=lang)

    if as_json:
        write((to_json(confirmation_data(found, lang=lang)) + "\n").encode(), output, lang)
    else:
        show(draw, output, lang)
    return 0 if found.holds else 1
