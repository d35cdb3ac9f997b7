"""pdfminer's interpreter and device: a page's text, paths and images in paint order, in user space.

One layer below pdfplumber's ``page.chars`` and ``page.rects``, which are sorted by kind: what erases what is known from the paint order
alone. Mended here is what pdfminer leaves out of the graphics state: alpha, colour spaces, what a form inherits, the operators ``F`` and
``"``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias, cast

from pdfminer.layout import LTChar
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice, PDFTextSeq
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, PDFStream, dict_value, list_value, num_value, stream_value
from pdfminer.psparser import literal_name
from pdfminer.utils import Matrix, PathSegment

from sbparse.page.budget import Budget, TooMuch
from sbparse.page.paths import Shade
from sbparse.page.plumber_ink import INITIAL, Ink
from sbparse.page.space import IDENTITY, moved, quarter, times
from sbparse.page.walk import DEEPEST, MOST_OBJECTS
from sbparse.values.place import Box

MOST_CONTENT: Final = 2 * 2**20
"""Bytes of content that one page may execute, forms counted each time; a page with an object for every character takes some 300 kB, and
pdfminer's time for a hostile string grows with the square of its length."""

FORM_COST: Final = 20
"""A form or image counts for this many objects: setting a form up takes as long."""

DEEPEST_STACK: Final = 500
"""Graphics states that a page may save one in another."""

UNDECODED: Final = "\ufffd"
_UNIT: Final[Box] = (0.0, 0.0, 1.0, 1.0)


@dataclass(slots=True)
class Run:
    """The glyphs of one text-showing operator.

    Attributes:
        quarters: counter-clockwise quarter turns of the text in user space, None for another angle.
        mode: text rendering mode; 3 and 7 paint nothing.
        shade: how dark the text shows.
    """

    quarters: int | None
    mode: int
    shade: Shade
    glyphs: list[LTChar] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Shape:
    """One subpath that was filled, stroked or both: ``fill`` and ``stroke`` are shades, None where not painted.

    Attributes:
        box: bounds of its points, with the pen where it was stroked.
        segments: its straight segments ``(x0, y0, x1, y1)``, the closing one too.
    """

    box: Box
    segments: tuple[tuple[float, float, float, float], ...]
    fill: Shade | None
    stroke: Shade | None


@dataclass(frozen=True, slots=True)
class Picture:
    """An image's place."""

    box: Box


Met: TypeAlias = Run | Shape | Picture


class Recorder(PDFTextDevice):
    """Keeps what the interpreter meets, in paint order, in ``met``.

    Raises:
        TooMuch: more than the limits here and in ``page.walk``.
    """

    ctm: Matrix

    def __init__(self, rsrcmgr: Any, most_glyphs: int) -> None:
        super().__init__(rsrcmgr)
        self.met: list[Met] = []
        self.content = Budget(MOST_CONTENT)
        self.objects = Budget(MOST_OBJECTS)
        self._glyphs = Budget(most_glyphs)
        self._run = Run(0, 0, (0, 0))

    def render_string(self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState) -> None:
        self.objects.spend()
        matrix = times(textstate.matrix, self.ctm)
        # Modes 1 and 5 stroke the letters without filling them.
        shade = cast(Ink, graphicstate).shade(stroke=textstate.render in (1, 5))
        self._run = Run(quarter(matrix[0], matrix[1]), textstate.render, shade)
        self.met.append(self._run)
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_string_horizontal(
        self,
        seq: PDFTextSeq,
        matrix: Matrix,
        pos: tuple[float, float],
        font: PDFFont,
        fontsize: float,
        scaling: float,
        charspace: float,
        wordspace: float,
        rise: float,
        dxscale: float,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> tuple[float, float]:
        """As the standard has it: spacing after every glyph, not between those of one string."""
        x, y = pos
        for item in seq:
            if isinstance(item, bytes):
                for cid in font.decode(item):
                    at = (1.0, 0.0, 0.0, 1.0, x, y)
                    x += self.render_char(times(at, matrix), font, fontsize, scaling, rise, cid, ncs, graphicstate)
                    x += charspace + (wordspace if cid == 32 else 0.0)
            elif isinstance(item, int | float):
                x -= item * dxscale
        return (x, y)

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        self._glyphs.spend()
        try:
            text = font.to_unichr(cid) or UNDECODED
        except PDFUnicodeNotDefined:
            text = UNDECODED
        width, shift = font.char_width(cid), font.char_disp(cid)
        glyph = LTChar(matrix, font, fontsize, scaling, rise, text, width, shift, ncs, graphicstate)
        self._run.glyphs.append(glyph)
        return glyph.adv

    def paint_path(self, graphicstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, path: Sequence[PathSegment]) -> None:  # noqa: ARG002
        ink = cast(Ink, graphicstate)
        shades = (ink.shade(stroke=False) if fill else None, ink.shade(stroke=True) if stroke else None)
        pen = ink.linewidth / 2 if stroke else 0.0
        for points, segments in _subpaths(path, self.ctm):
            self.objects.spend()
            xs, ys = [x for x, _ in points], [y for _, y in points]
            self.met.append(Shape((min(xs) - pen, min(ys) - pen, max(xs) + pen, max(ys) + pen), tuple(segments), *shades))

    def render_image(self, name: str, stream: PDFStream) -> None:  # noqa: ARG002
        self.objects.spend()
        self.met.append(Picture(moved(_UNIT, self.ctm)))


_Points: TypeAlias = list[tuple[float, float]]
_Segments: TypeAlias = list[tuple[float, float, float, float]]


def _subpaths(path: Sequence[PathSegment], matrix: Matrix) -> Iterator[tuple[_Points, _Segments]]:
    """The subpaths of a path: all their points, and their straight segments."""
    a, b, c, d, e, f = matrix
    points: _Points = []
    segments: _Segments = []
    for kind, *numbers in path:
        if kind == "h":
            if points:
                segments.append((*points[-1], *points[0]))
            continue
        if kind == "m" and points:
            yield points, segments
            points, segments = [], []
        met = [(a * x + c * y + e, b * x + d * y + f) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        if kind == "l" and points:
            segments.append((*points[-1], *met[-1]))
        points += met
    if points:
        yield points, segments


class Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter with a whole graphics state, and bounded."""

    device: Recorder

    def __init__(self, rsrcmgr: Any, device: Recorder) -> None:
        super().__init__(rsrcmgr, device)
        self._depth = 0
        self._given: tuple[PDFTextState, Ink] | None = None
        self._group = False

    def process_page(self, page: PDFPage) -> None:
        """The page in user space: turning and page boxes are the caller's."""
        self.render_contents(page.resources, page.contents, ctm=IDENTITY)

    def init_state(self, ctm: Matrix) -> None:
        super().init_state(ctm)
        self.textstate, self.graphicstate = self._given or (PDFTextState(), Ink())

    def execute(self, streams: Sequence[object]) -> None:
        for stream in streams:
            self.device.content.spend(len(stream_value(stream).get_data()))
        super().execute(streams)

    def dup(self) -> "Interpreter":
        """For a form, which starts with the state of where it is drawn; a transparency group starts opaque and is faded as a whole."""
        inner = Interpreter(self.rsrcmgr, self.device)
        inner._depth = self._depth + 1
        ink = cast(Ink, self.graphicstate).copy()
        if self._group:
            ink.group_alpha *= ink.fill_alpha
            ink.fill_alpha = ink.stroke_alpha = 1.0
        inner._given = (self.textstate.copy(), ink)
        return inner

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802 - pdfminer finds operators by these names
        self.device.objects.spend(FORM_COST)
        drawn = stream_value(self.xobjmap.get(literal_name(xobjid_arg)))
        if self._depth >= DEEPEST:
            raise TooMuch
        self._group = bool(dict_value(drawn.get("Group")))
        super().do_Do(xobjid_arg)
        self.device.set_ctm(self.ctm)  # the form has left its own there

    def do_gs(self, name: Any) -> None:
        state = dict_value(dict_value(self.resources.get("ExtGState")).get(literal_name(name)))
        ink = cast(Ink, self.graphicstate)
        ink.fill_alpha = num_value(state.get("ca", ink.fill_alpha))
        ink.stroke_alpha = num_value(state.get("CA", ink.stroke_alpha))
        ink.linewidth = num_value(state.get("LW", ink.linewidth))
        if "Font" in state:
            font, size = list_value(state["Font"])
            self.textstate.font = self.rsrcmgr.get_font(font.objid if isinstance(font, PDFObjRef) else None, dict_value(font))
            self.textstate.fontsize = num_value(size)

    def do_q(self) -> None:
        if len(self.gstack) >= DEEPEST_STACK:
            raise TooMuch
        super().do_q()

    def do_F(self) -> None:  # noqa: N802
        self.do_f()

    def do__w(self, aw: Any, ac: Any, s: Any) -> None:
        self.do_Tw(aw)
        self.do_Tc(ac)
        self.do__q(s)  # on the next line

    def do_cs(self, name: Any) -> None:
        self.graphicstate.ncs = self._space(name)
        self.graphicstate.ncolor = INITIAL

    def do_CS(self, name: Any) -> None:  # noqa: N802
        self.graphicstate.scs = self._space(name)
        self.graphicstate.scolor = INITIAL

    def _space(self, name: Any) -> PDFColorSpace:
        return self.csmap.get(literal_name(name)) or PDFColorSpace("Indexed", 1)
