"""The page as an object: rotation, boxes with a shifted origin, content inside a form XObject, a removed creation date.

Done on the finished file with pikepdf, so that it is the same for every producer.
"""

import io
from typing import Final

import pikepdf

from formdraw.style import Style

SHIFT: Final = (100.0, 200.0)


def needed(style: Style) -> bool:
    return bool(style.rotate or style.box != "plain" or style.in_form or not style.metadata_date)


def turn(pdf: bytes, style: Style) -> bytes:
    """The file with the style's page tricks; what is displayed stays the same unless ``sideways``."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            _page(document, page, style)
        if not style.metadata_date:
            for key in ("/CreationDate", "/ModDate"):
                if key in document.docinfo:
                    del document.docinfo[key]
        out = io.BytesIO()
        document.save(out, static_id=True)
    return out.getvalue()


def matrix(style: Style, width: float, height: float) -> tuple[tuple[float, ...], tuple[float, float]]:
    """From laid-out places (origin bottom left, ``width`` by ``height``) into page space, and the page's size there."""
    if style.rotate and not style.sideways:
        turned, size = _upright(style.rotate, width, height)
    else:
        turned, size = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), (width, height)
    left, bottom = SHIFT if style.box == "shifted" else (0.0, 0.0)
    return (*turned[:4], turned[4] + left, turned[5] + bottom), size


def _page(document: pikepdf.Pdf, page: pikepdf.Page, style: Style) -> None:
    width, height = float(page.mediabox[2]), float(page.mediabox[3])
    if style.in_form:
        _into_form(document, page)
    if style.rotate:
        page.Rotate = style.rotate
    moved, size = matrix(style, width, height)
    _prefix(page, moved)
    left, bottom = SHIFT if style.box == "shifted" else (0.0, 0.0)
    box = [left, bottom, left + size[0], bottom + size[1]]
    page.MediaBox = pikepdf.Array(box)
    if style.box == "cropped":
        page.MediaBox = pikepdf.Array([box[0] - 30, box[1] - 20, box[2] + 50, box[3] + 40])
        page.CropBox = pikepdf.Array(box)


def _upright(rotate: int, width: float, height: float) -> tuple[tuple[float, ...], tuple[float, float]]:
    """The matrix from displayed space into page space, and the page's size there, so that the viewer's turn undoes it."""
    if rotate == 90:
        return (0.0, 1.0, -1.0, 0.0, height, 0.0), (height, width)
    if rotate == 180:
        return (-1.0, 0.0, 0.0, -1.0, width, height), (width, height)
    return (0.0, -1.0, 1.0, 0.0, 0.0, width), (height, width)


def _prefix(page: pikepdf.Page, moved: tuple[float, ...]) -> None:
    numbers = " ".join(f"{part:.4f}" for part in moved)
    page.contents_add(f"q {numbers} cm\n".encode(), prepend=True)
    page.contents_add(b"\nQ")


def _into_form(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """The content as a form whose matrix doubles what the page halves, so that neither alone gives the right places."""
    page.contents_coalesce()
    form = document.make_stream(page.Contents.read_bytes())
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox, form.Matrix = page.mediabox, pikepdf.Array([2, 0, 0, 2, 20, 10])
    form.Resources = page.Resources
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Fm0=form))
    page.Contents = document.make_stream(b"q 0.5 0 0 0.5 -10 -5 cm /Fm0 Do Q")
