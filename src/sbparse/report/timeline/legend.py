"""The key below a timeline: only what occurs in it."""

from collections.abc import Iterator
from typing import Final

from sbparse.messages import Message
from sbparse.report.timeline.canvas import Canvas, width_of
from sbparse.report.timeline.model import Lane, Timeline
from sbparse.report.voice import Voice

_SWATCH: Final = 22.0
_LINE: Final = 19.0
_SIZE: Final = 12.0


def occurring(timeline: Timeline) -> Iterator[str]:
    """The names of the key's entries (``timeline.legend.…``) that this timeline needs."""
    yield from (lane.value for lane in Lane if timeline.lane(lane))
    yield from (f"only-{lane}" for lane in Lane if any(d.only is lane for d in timeline.differences))
    if any(bar.unpaid for bar in timeline.bars):
        yield "unpaid"
    if any(bar.undecided for bar in timeline.bars):
        yield "undecided"
    if timeline.gaps:
        yield "gap"
    if timeline.silent:
        yield "silent"
    if timeline.renames:
        yield "rename"
    if any(bar.contract for bar in timeline.bars):
        yield "contract"


def legend_text(voice: Voice, name: str) -> str:
    return voice.tell(Message(f"timeline.legend.{name}"))


def draw_legend(timeline: Timeline, voice: Voice, canvas: Canvas, top: float, width: float, size: float) -> float:
    """Draw the key in as many lines as it needs; gives the height at which it ends."""
    x, y = 0.0, top
    for name in occurring(timeline):
        text = legend_text(voice, name)
        room = _SWATCH + 6 + width_of(text, min(size, _SIZE)) + 16
        if x and x + room > width:
            x, y = 0.0, y + _LINE
        _swatch(canvas, name, x, y)
        canvas.text("tl-key", x + _SWATCH + 6, y + 11.5, text)
        x += room
    return y + _LINE


def _swatch(canvas: Canvas, name: str, x: float, y: float) -> None:
    if name in tuple(Lane):
        canvas.group(f"tl-bar tl-{name}").rect("tl-box", x + 0.7, y + 1, _SWATCH - 1.4, 12, round_=3)
    elif name == "contract":
        canvas.group("tl-bar tl-declared").rect("tl-box tl-contract", x + 0.7, y + 1, _SWATCH - 1.4, 12, round_=3)
    elif name == "gap":
        canvas.line("tl-gap-line", x + 1, y + 7, x + _SWATCH - 1, y + 7)
    elif name == "rename":
        canvas.line("tl-rename-line", x + _SWATCH / 2, y, x + _SWATCH / 2, y + 14)
    else:
        canvas.filled(name.removeprefix("only-"), x, y + 1, _SWATCH, 12)
