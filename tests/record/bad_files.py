"""Files that are no usable record, each by its name; and some that only look broken."""

import io
import random
from collections.abc import Callable
from functools import cache
from typing import Final

import pikepdf

import formdraw
from formdraw import damage
from formdraw.model import FormRecord
from formdraw.style import Style

STYLES: Final = {style.name: style for style in formdraw.ALL_STYLES}
EMBEDDED: Final = STYLES["embedded-serif"]
RECORD: Final[FormRecord] = formdraw.make_record(7, jobs=3, years=13)


@cache
def sound(style: Style = EMBEDDED) -> bytes:
    """The good file that the others are made from."""
    return formdraw.build(RECORD, style)


def edited(edit: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The good file with its objects changed."""
    with pikepdf.open(io.BytesIO(sound())) as document:
        edit(document)
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def _only_itself(document: pikepdf.Pdf) -> None:
    document.Root.Pages.Kids = pikepdf.Array([document.Root.Pages])


def _also_itself(document: pikepdf.Pdf) -> None:
    document.Root.Pages.Kids.append(document.Root.Pages)


def _boxes(*box: float) -> Callable[[pikepdf.Pdf], None]:
    def edit(document: pikepdf.Pdf) -> None:
        for page in document.pages:
            page.MediaBox = pikepdf.Array(list(box))

    return edit


def _counted(count: int) -> Callable[[pikepdf.Pdf], None]:
    def edit(document: pikepdf.Pdf) -> None:
        document.Root.Pages.Count = count

    return edit


def _without(key: str) -> Callable[[pikepdf.Pdf], None]:
    def edit(document: pikepdf.Pdf) -> None:
        for page in document.pages:
            del page[key]

    return edit


def _drawing(content: bytes) -> Callable[[pikepdf.Pdf], None]:
    return lambda document: document.pages[0].contents_add(content)


def _form_in_itself(document: pikepdf.Pdf) -> None:
    form = document.make_indirect(document.make_stream(b"q /Fm0 Do Q"))
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = pikepdf.Array([0, 0, 600, 600])
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Fm0=form))
    page = document.pages[0]
    page.Resources.XObject = pikepdf.Dictionary(Fm0=form)
    page.contents_add(b" /Fm0 Do")


def _many_pages(document: pikepdf.Pdf) -> None:
    for _ in range(4999):
        document.pages.append(document.pages[0])


def _noise() -> bytes:
    return b"%PDF-1.7\n" + random.Random(1).randbytes(5000)  # noqa: S311


_MANY_LETTERS: Final = b"BT /F1 1 Tf " + b"(aaaaaaaaaaaaaaaaaaaa) Tj " * 3_000 + b"ET"

UNUSABLE: Final[dict[str, tuple[str, Callable[[], bytes]]]] = {
    "empty file": ("reading.not-pdf", damage.empty),
    "zero bytes": ("reading.not-pdf", lambda: bytes(4096)),
    "text": ("reading.not-pdf", damage.not_a_pdf),
    "zip named pdf": ("reading.not-pdf", damage.named_pdf_but_zip),
    "header alone": ("reading.damaged", lambda: b"%PDF-1.7\n"),
    "header and noise": ("reading.damaged", _noise),
    "half a file": ("reading.damaged", lambda: damage.truncated(sound())),
    "nine tenths": ("reading.damaged", lambda: damage.truncated(sound(), 0.9)),
    "no cross-reference": ("reading.damaged", lambda: damage.without_xref(sound())),
    "password": ("reading.encrypted", lambda: damage.encrypted(sound())),
    "5000 pages": ("reading.too-many-pages", lambda: edited(_many_pages)),
    "too many objects": ("reading.page-too-full", lambda: edited(_drawing(b"0 0 m 10 10 l S " * 110_000))),
    "too many characters": (
        "reading.page-too-full",
        lambda: edited(_drawing(_MANY_LETTERS)),
    ),
    "empty pages": ("reading.empty", damage.empty_pages),
    "no contents": ("reading.empty", lambda: edited(_without("/Contents"))),
    "a page tree of itself alone": ("reading.empty", lambda: edited(_only_itself)),
    "scan": ("reading.scanned", lambda: damage.image_only(sound())),
    "no ToUnicode": ("reading.undecodable", lambda: damage.without_to_unicode(sound())),
    "ToUnicode into the private area": ("reading.undecodable", lambda: damage.with_wrong_to_unicode(sound())),
}
"""What is wrong, by the key of the message, and the file."""

USABLE: Final[dict[str, Callable[[], bytes]]] = {
    "owner's password": lambda: damage.owner_locked(sound()),
    "a line before the header": lambda: b"X-Mailer: none\n" + sound(),
    "huge page box": lambda: edited(_boxes(0, 0, 1e7, 1e7)),
    "page box beyond measure": lambda: edited(_boxes(-3e38, -3e38, 3e38, 3e38)),
    "page box of nothing": lambda: edited(_boxes(0, 0, 0, 0)),
    "no page box": lambda: edited(_without("/MediaBox")),
    "a page tree that holds itself": lambda: edited(_also_itself),
    "a page count far too high": lambda: edited(_counted(10**9)),
    "a page count below nothing": lambda: edited(_counted(-5)),
    "a form that draws itself": lambda: edited(_form_in_itself),
    "a path of many segments": lambda: edited(_drawing(b"0 0 m " + b"".join(b"%d 9 l " % n for n in range(120_000)) + b"n ")),
}
"""What a reader may read, if it does so right, or refuse."""
