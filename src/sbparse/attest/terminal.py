"""What a terminal shows of an attestation that was written, or of one that was worked out again."""

from collections import Counter
from typing import TYPE_CHECKING

from sbparse.attest.confirm import Confirmation
from sbparse.attest.model import Attestation, Role
from sbparse.messages import Lang, Message, message
from sbparse.report.terminal.blocks import QUIET, show_heading, show_pairs
from sbparse.report.terminal.prose import Prose
from sbparse.report.voice import Voice

if TYPE_CHECKING:
    from rich.console import Console


def show_attestation(attestation: Attestation, console: "Console", *, lang: Lang = "zh") -> None:
    """Print what is attested."""
    voice = Voice(lang)
    outcome = attestation.outcome
    verdict = message(f"attest.verdict.{outcome.verdict or 'none'}")
    severities = Counter(mark.severity for mark in outcome.findings)
    counts = message("attest.counts", **{name: severities[name] for name in ("error", "warning", "info")})
    pairs: list[tuple[str, Message | str]] = [
        *((f"{voice.tell(message(f'attest.role.{each.role}'))}", f"SHA-256 {each.sha256}") for each in attestation.inputs),
        (_label(voice, "program"), f"sbparse {attestation.version}"),
        (_label(voice, "ruleset"), message("attest.ruleset", name=attestation.ruleset, sha256=attestation.ruleset_sha256)),
        (_label(voice, "result"), verdict),
        (_label(voice, "findings"), counts),
        (_label(voice, "digest"), f"SHA-256 {outcome.sha256}"),
    ]
    show_heading(console, voice.tell(message("attest.heading")))
    show_pairs(console, [(label, _shown(voice, value)) for label, value in pairs])
    _say_worth(console, voice)


def show_confirmation(confirmation: Confirmation, attestation: Attestation, console: "Console", *, lang: Lang = "zh") -> None:
    """Print whether an attestation is confirmed, else everything that differs."""
    voice = Voice(lang)
    records = len(attestation.of_role(Role.RECORD))
    if confirmation.holds:
        show_heading(console, voice.tell(message("attest.confirmed", records=records, version=attestation.version)))
    else:
        show_heading(console, voice.tell(message("attest.refuted", count=len(confirmation.deviations))))
        for each in confirmation.deviations:
            console.print(Prose(f"× {voice.tell(each.said)}"))
        if not confirmation.compared:
            console.print(Prose(voice.tell(message("attest.not-compared"))))
    _say_worth(console, voice)


def _say_worth(console: "Console", voice: Voice) -> None:
    console.print()
    console.print(Prose(voice.tell(message("attest.worth")), QUIET))


def _label(voice: Voice, name: str) -> str:
    return voice.tell(message(f"attest.label.{name}"))


def _shown(voice: Voice, value: Message | str) -> str:
    return voice.tell(value) if isinstance(value, Message) else voice.quote(value)
