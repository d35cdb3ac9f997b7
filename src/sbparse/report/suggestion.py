"""How a suggested row is written, and what it changes against the declared row it came from."""

from sbparse.history.model import DeclaredStint
from sbparse.messages import Message
from sbparse.report.rows import Declared
from sbparse.report.voice import Voice
from sbparse.review.model import SuggestedStint
from sbparse.values.month import Month


def span(start: Month, end: Month | None, voice: Voice) -> str:
    """A period as the declaration writes it: ``2018.9-2023.3``, ``2018.9-至今``."""
    return f"{_dotted(start)}-{_dotted(end) if end else voice.say('ongoing')}"


def change(stint: SuggestedStint, rows: Declared, voice: Voice) -> str:
    """What the row changes: nothing, some of its parts, or that it is new."""
    declared = rows.stints.get(stint.row) if stint.row is not None else None
    if declared is None:
        return voice.say("change.new")
    what = [Message(f"report.change.{name}") for name in _changed(stint, declared)]
    return voice.say("change.changed", what=what) if what else voice.say("change.none")


def _changed(stint: SuggestedStint, declared: DeclaredStint) -> list[str]:
    same_end = stint.ongoing if declared.end is None else stint.end == declared.end
    same = {"employer": stint.employer == declared.employer, "start": stint.start == declared.start, "end": same_end}
    return [name for name, kept in same.items() if not kept]


def _dotted(month: Month) -> str:
    return f"{month.year}.{month.month}"
