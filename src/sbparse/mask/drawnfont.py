"""Fonts whose glyphs are drawn by the page's own means (Type 3): browsers print in them."""

from typing import Any, Final

from sbparse.mask.fontparts import descriptor_of, differences, exact, number, rounded
from sbparse.mask.fonts import MaskedFont


def drawn_font(pdf: Any, masked: MaskedFont, spec: Any) -> Any:
    """A Type 3 font: the drawings of what is shown, as far as they are paths, and a box for every stand-in."""
    from pikepdf import Array, Dictionary, Name

    codes = sorted(code[0] for code in masked.shown())
    first, last = (codes[0], codes[-1]) if codes else (0, 0)
    names = dict(differences(spec.get("/Encoding", Dictionary())))
    matrix = [float(number(each)) for each in spec.get("/FontMatrix", [0.001, 0, 0, 0.001, 0, 0])]
    box = [number(each) for each in spec.get("/FontBBox", [0, 0, 0, 0])]
    scale = (matrix[0] or 0.001) * 1000
    procs, named, widths = Dictionary(), [], []
    for code in range(first, last + 1):
        key = bytes([code])
        if key not in masked.shown():
            widths.append(0)
            continue
        added = masked.added.get(key)
        width = (added[1] if added else masked.width(key)) / scale
        drawing = spec.get("/CharProcs", Dictionary()).get(names.get(code, "/")) if added is None and code in names else None
        procs[f"/g{code}"] = pdf.make_stream(_paths_only(drawing, width) or _boxed(width, 1 / scale, matrix[3]))
        named += [code, Name(f"/g{code}")]
        widths.append(rounded(width))
    made = Dictionary(
        Subtype=Name.Type3, FontBBox=Array(box), FontMatrix=Array([exact(each) for each in matrix]), CharProcs=procs,
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array(named)), FirstChar=first, LastChar=last, Widths=Array(widths),
        Resources=Dictionary(),
    )  # fmt: skip
    if "/FontDescriptor" in spec:
        made["/FontDescriptor"] = descriptor_of(pdf, spec["/FontDescriptor"], None)
    return made


_PATH_OPERATORS: Final = frozenset(
    ["m", "l", "c", "v", "y", "h", "re", "f", "F", "f*", "S", "s", "B", "b", "n", "W", "q", "Q", "cm", "w", "J", "j", "M", "d0", "d1", "i"]
)


def _paths_only(drawing: Any, width: float) -> bytes | None:
    """A glyph's drawing where it is numbers and path operators and nothing else."""
    import pikepdf

    if drawing is None:
        return None
    try:
        steps = pikepdf.parse_content_stream(drawing)
    except pikepdf.PdfError:
        return None
    lines = []
    for step in steps:
        operator = str(step.operator)
        if operator not in _PATH_OPERATORS:
            return None
        lines.append(" ".join([*(f"{float(each):.4f}".rstrip("0").rstrip(".") for each in step.operands), operator]))
    return "\n".join(lines).encode() if lines else f"{width:.4f} 0 d0".encode()


def _boxed(width: float, em: float, upright: float) -> bytes:
    """A stand-in's drawing: a box, since the font has no other."""
    height = 700 * em * (1 if upright >= 0 else -1)
    left, across = 0.1 * width, 0.8 * width
    bounds = f"{left:.4f} {min(0, height):.4f} {left + across:.4f} {max(0, height):.4f}"
    return f"{width:.4f} 0 {bounds} d1 {left:.4f} 0 {across:.4f} {height:.4f} re f".encode()
