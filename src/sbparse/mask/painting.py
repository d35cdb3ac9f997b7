"""A PDF taken apart into what its pages paint (``mask.model``), by the interpreter of the second engine.

Forms are painted where they are drawn and are forms no more. Images become their places. Of paths those of straight lines remain: a
curve is no ruling, and might be a letter or a signature.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, cast

from pdfminer.cmapdb import CMap, IdentityCMapByte
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextSeq
from pdfminer.pdffont import PDFCIDFont, PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFTextState
from pdfminer.pdftypes import PDFStream
from pdfminer.utils import PathSegment

from sbparse.mask.model import Colour, Glyph, Op, Path, Picture, Text
from sbparse.page.plumber_device import UNDECODED, Recorder, Run
from sbparse.page.plumber_fonts import Fonts, UnicodeFont
from sbparse.page.plumber_ink import Ink
from sbparse.page.space import Affine, times

_PLAIN: Final = {"DeviceGray": 1, "DeviceRGB": 3, "CalGray": 1, "CalRGB": 3}


class NamedFonts(Fonts):
    """The fonts of a document, each with the number of the object that it was made from."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers: dict[int, int] = {}
        self._kept: list[PDFFont] = []  # an id means something only while its object lives

    def get_font(self, objid: object, spec: Mapping[str, Any]) -> PDFFont:
        font = super().get_font(objid, spec)
        if isinstance(objid, int):
            self.numbers[id(font)] = objid
            self._kept.append(font)
        return font


class Painter(Recorder):
    """The second engine's recorder, which also keeps how to paint everything again; ``runs`` leads from what it met to the operators."""

    def __init__(self, rsrcmgr: NamedFonts, most_glyphs: int) -> None:
        super().__init__(rsrcmgr, most_glyphs)
        self.ops: list[Op] = []
        self.runs: list[tuple[Run, Text]] = []

    def render_string(self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState) -> None:
        font = textstate.font
        x, y = textstate.linematrix
        ink = cast(Ink, graphicstate)
        before = len(self.met)
        if font is not None:
            text = Text(
                font=font,
                size=textstate.fontsize,
                char_space=textstate.charspace,
                word_space=textstate.wordspace,
                scaling=textstate.scaling,
                rise=textstate.rise,
                mode=textstate.render,
                matrix=times((1.0, 0.0, 0.0, 1.0, x, y), textstate.matrix),
                ctm=self.ctm,
                fill=_colour(ink, stroke=False),
                stroke=_colour(ink, stroke=True),
                items=list(_items(font, seq)),
            )
            self.ops.append(text)
        super().render_string(textstate, seq, ncs, graphicstate)
        if font is not None:
            self.runs.append((cast(Run, self.met[before]), text))

    def paint_path(self, graphicstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, path: Sequence[PathSegment]) -> None:
        super().paint_path(graphicstate, stroke, fill, evenodd, path)
        ink = cast(Ink, graphicstate)
        self.ops.append(
            Path(
                subpaths=tuple(_straight(path)),
                width=ink.linewidth,
                dash=_dash(graphicstate.dash),
                ctm=self.ctm,
                fill=_colour(ink, stroke=False) if fill else None,
                stroke=_colour(ink, stroke=True) if stroke else None,
                even_odd=evenodd,
            )
        )

    def render_image(self, name: str, stream: PDFStream) -> None:
        super().render_image(name, stream)
        self.ops.append(Picture(self.ctm))


def _items(font: PDFFont, seq: PDFTextSeq) -> Iterator[Glyph | float]:
    for item in seq:
        if isinstance(item, bytes):
            for code in codes_of(font, item):
                yield Glyph(code, text_of(font, code))
        elif isinstance(item, int | float):
            yield float(item)


def codes_of(font: PDFFont, data: bytes) -> Iterable[bytes]:
    """A string cut into codes, each of which the font decodes to one glyph (``page.plumber_fonts``)."""
    if isinstance(font, UnicodeFont):
        return _characters(data)
    if isinstance(font, PDFCIDFont) and isinstance(font.cmap, CMap):
        return _walked(font.cmap.code2cid, data)
    size = 1 if not isinstance(font, PDFCIDFont) or isinstance(font.cmap, IdentityCMapByte) else 2
    return (data[at : at + size] for at in range(0, len(data), size))


def _characters(data: bytes) -> Iterator[bytes]:
    """Codes that are characters: of two bytes, or of four where two halves make one."""
    at = 0
    while at < len(data):
        pair = 0xD8 <= data[at] < 0xDC and at + 3 < len(data) and 0xDC <= data[at + 2] < 0xE0
        yield data[at : at + (4 if pair else 2)]
        at += 4 if pair else 2


def _walked(trie: dict[int, Any], data: bytes) -> Iterator[bytes]:
    """Codes as long as the CMap has them; a code that it does not have ends where it stops to be one."""
    here, start = trie, 0
    for at, byte in enumerate(data):
        found = here.get(byte)
        if isinstance(found, dict):
            here = found
        else:
            yield data[start : at + 1]
            here, start = trie, at + 1
    if start < len(data):
        yield data[start:]


def text_of(font: PDFFont, code: bytes) -> str:
    """What a code stands for."""
    glyphs = list(font.decode(code))
    try:
        return "".join(font.to_unichr(glyph) for glyph in glyphs) or UNDECODED
    except (PDFUnicodeNotDefined, ValueError, KeyError):
        return UNDECODED


def _straight(path: Sequence[PathSegment]) -> Iterator[tuple[tuple[tuple[float, float], ...], bool]]:
    """The subpaths of a path that have no curve."""
    points: list[tuple[float, float]] = []
    curved = False
    for kind, *numbers in path:
        if kind == "h":
            if points and not curved:
                yield tuple(points), True
            points = points[:1]  # what follows goes on from where the subpath began
            continue
        if kind == "m":
            if len(points) > 1 and not curved:
                yield tuple(points), False
            points, curved = [], False
        curved = curved or kind in "cvy"
        points.append((float(numbers[-2]), float(numbers[-1])))
    if len(points) > 1 and not curved:
        yield tuple(points), False


def _dash(given: object) -> tuple[tuple[float, ...], float]:
    if not isinstance(given, tuple) or len(given) != 2 or not isinstance(given[0], list):
        return ((), 0.0)
    lengths = [float(each) for each in given[0] if isinstance(each, int | float)]
    return (tuple(lengths) if any(lengths) else (), float(given[1]) if isinstance(given[1], int | float) else 0.0)


def _colour(ink: Ink, *, stroke: bool) -> Colour:
    """The colour itself where it is plain and opaque, else the grey that it shows as."""
    space, colour = (ink.scs, ink.scolor) if stroke else (ink.ncs, ink.ncolor)
    parts = colour if isinstance(colour, tuple) else (colour,)
    opaque = ink.group_alpha * (ink.stroke_alpha if stroke else ink.fill_alpha) >= 1
    if opaque and _PLAIN.get(space.name) == len(parts) and all(isinstance(part, int | float) for part in parts):
        return tuple(min(1.0, max(0.0, float(cast(float, part)))) for part in parts)
    darkest, lightest = ink.shade(stroke=stroke)
    return ((darkest + lightest) / 510,) if darkest == lightest else (darkest / 255, darkest / 255, lightest / 255)


def drawn_matrix(text: Text) -> Affine:
    """From text space to user space."""
    return times(text.matrix, text.ctm)
