"""A new PDF painted from the masked pages. Nothing of the original goes in but numbers, and fonts as ``mask.fontdicts`` leaves them."""

import random
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import pairwise
from typing import Any, Final, TypeAlias

from sbparse.mask.fontdicts import font_dict
from sbparse.mask.fonts import FontBook
from sbparse.mask.model import Colour, Glyph, Painted, Path, Picture, Text
from sbparse.page.model import turned
from sbparse.page.space import IDENTITY, Affine, Frame
from sbparse.values.place import Box

TITLE: Final = "样例 SPECIMEN: sbparse mask"
_LONG: Final = 6.0
"""Points: a line or a side that is shorter is no ruling of a table; letters and the modules of codes are made of such."""

_LEVEL: Final = 0.6  # points that a line may lie off the level
_GREY: Final = b"\xe0"  # what stands for an image: neither white, which wipes out, nor dark, on which light text counts

Kept: TypeAlias = Sequence[tuple[Painted, Box, Sequence[Box]]]
"""Pages to be written: what is painted, the visible box in user space, and boxes as displayed in which no line is kept."""


def written(pages: Kept, blank: set[int], book: FontBook, rng: random.Random, *, created: str | None, version: str) -> bytes:
    """The masked file.

    Args:
        pages: all pages of the file, in order.
        blank: numbers of the pages of which nothing is kept but the size.
        book: the fonts, with every glyph of every page met.
        rng: for codes that mean nothing.
        created: the day of the original's making, as a PDF date.
        version: this program's.
    """
    import pikepdf

    pdf = pikepdf.new()
    contents = [b"" if page.number in blank else b"\n".join(_content(page, bounds, codes, book, rng)) for page, bounds, codes in pages]
    fonts = pikepdf.Dictionary({f"/{name}": font_dict(pdf, font) for name, font in book.names() if font.shown()})
    image = pdf.make_stream(
        _GREY,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=1,
        Height=1,
        ColorSpace=pikepdf.Name.DeviceGray,
        BitsPerComponent=8,
    )
    resources = pdf.make_indirect(pikepdf.Dictionary(Font=fonts, XObject=pikepdf.Dictionary(Im=image)))
    for (page, _, _), content in zip(pages, contents, strict=True):
        pdf.pages.append(pikepdf.Page(_page(pdf, page, content, resources)))
    pdf.docinfo["/Title"] = TITLE
    pdf.docinfo["/Producer"] = f"sbparse {version}"
    if created:
        pdf.docinfo["/CreationDate"] = created
    out = BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=True)
    return out.getvalue()


def _page(pdf: Any, page: Painted, content: bytes, resources: Any) -> Any:
    from pikepdf import Array, Dictionary, Name

    made = Dictionary(
        Type=Name.Page,
        MediaBox=Array(list(map(_exact, page.media))),
        Rotate=page.rotate,
        Contents=pdf.make_stream(content),
        Resources=resources,
    )
    if page.crop:
        made["/CropBox"] = Array(list(map(_exact, page.crop)))
    return pdf.make_indirect(made)


def _content(page: Painted, bounds: Box, codes: Sequence[Box], book: FontBook, rng: random.Random) -> Iterator[bytes]:
    names = {id(font): name for name, font in book.names()}
    for op in page.ops:
        match op:
            case Text():
                yield from _text(op, names[id(book.of(op.font))], book, rng)
            case Path():
                yield from _path(op, page, bounds, codes)
            case Picture():
                yield f"q {_numbers(op.ctm)} cm /Im Do Q".encode()


def _text(text: Text, name: str, book: FontBook, rng: random.Random) -> Iterator[bytes]:
    font = book.of(text.font)
    shown: list[str] = []
    string = ""
    for item in text.items:
        if not isinstance(item, Glyph):
            adjustment = item
        else:
            code = font.code_for(item, rng)
            string += code.hex()
            adjustment = font.shift(item, code)
            if abs(adjustment) < 1:
                continue
        shown += [f"<{string}>", _number(adjustment)] if string else [_number(adjustment)]
        string = ""
    shown += [f"<{string}>"] if string else []
    yield f"q {_moved(text.ctm)}{_colour(text.fill, 'g rg')} {_colour(text.stroke, 'G RG')}".encode()
    state = f"BT /{name} {_number(text.size)} Tf {_number(text.char_space)} Tc {_number(text.word_space)} Tw {_number(text.scaling)} Tz"
    yield f"{state} {_number(text.rise)} Ts {text.mode if 0 <= text.mode <= 7 else 0} Tr {_numbers(text.matrix)} Tm".encode()
    yield f"[{' '.join(shown)}] TJ ET Q".encode()


def _path(path: Path, page: Painted, bounds: Box, codes: Sequence[Box]) -> Iterator[bytes]:
    kept = [
        part for part in path.subpaths if _is_ruling(part[0], path.ctm) and not _is_in(_displayed(part[0], path.ctm, page, bounds), codes)
    ]
    if not kept or (path.fill is None and path.stroke is None):
        return
    colours = " ".join(
        [
            *([_colour(path.fill, "g rg")] if path.fill is not None else []),
            *([_colour(path.stroke, "G RG")] if path.stroke is not None else []),
        ]
    )
    dash = f"[{_numbers(path.dash[0])}] {_number(path.dash[1])} d " if path.dash[0] else ""
    yield f"q {_moved(path.ctm)}{colours} {_number(path.width)} w {dash}".encode()
    for points, closed in kept:
        yield _outline(points, closed=closed).encode()
    fill = {True: "f*", False: "f"}[path.even_odd]
    yield f"{fill if path.stroke is None else 'S' if path.fill is None else ('B*' if path.even_odd else 'B')} Q".encode()


def _outline(points: Sequence[tuple[float, float]], *, closed: bool) -> str:
    if closed and len(points) == 4:
        (x, y), (x1, y1), (x2, y2), (x3, y3) = points
        if y1 == y and x2 == x1 and y2 == y3 and x3 == x:
            return f"{_numbers((x, y, x1 - x, y2 - y))} re"
    steps = [f"{_numbers(point)} {'l' if at else 'm'}" for at, point in enumerate(points)]
    return " ".join([*steps, *(["h"] if closed else [])])


def _is_ruling(points: Sequence[tuple[float, float]], ctm: Affine) -> bool:
    """Whether a subpath is made of level and upright lines, and is as long as a ruling is, or as large as a cell."""
    moved = [_at(point, ctm) for point in points]
    around = [*moved, moved[0]]
    level = all(abs(x1 - x0) <= _LEVEL or abs(y1 - y0) <= _LEVEL for (x0, y0), (x1, y1) in pairwise(around))
    xs, ys = [x for x, _ in moved], [y for _, y in moved]
    return level and max(max(xs) - min(xs), max(ys) - min(ys)) >= _LONG


def _displayed(points: Sequence[tuple[float, float]], ctm: Affine, page: Painted, bounds: Box) -> Box:
    moved = [_at(point, ctm) for point in points]
    xs, ys = [x for x, _ in moved], [y for _, y in moved]
    frame = Frame(*bounds, 0)
    return turned(frame.box((min(xs), min(ys), max(xs), max(ys))), *frame.size, page.rotate // 90)


def _is_in(box: Box, codes: Sequence[Box]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(code[0] <= x <= code[2] and code[1] <= y <= code[3] for code in codes)


def _at(point: tuple[float, float], matrix: Affine) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return (a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f)


def _colour(colour: Colour, operators: str) -> str:
    grey, rgb = operators.split()
    return f"{_numbers(colour)} {grey if len(colour) == 1 else rgb}"


def _moved(ctm: Affine) -> str:
    return "" if ctm == IDENTITY else f"{_numbers(ctm)} cm "


def _numbers(values: Iterable[float]) -> str:
    return " ".join(map(_number, values))


def _number(value: float) -> str:
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _exact(value: float) -> Any:
    from decimal import Decimal

    return Decimal(_number(value))
