"""What a child process does: plain values and files in, plain values and pictures out.

An input that cannot be used is a result like any other: ``{"error": line}``.
"""

from collections.abc import Callable
from typing import Final, TypeAlias

from sbparse.errors import SbparseError
from sbparse.web.jobs.forming import form
from sbparse.web.jobs.reading import read
from sbparse.web.jobs.reviewing import check, html, xlsx
from sbparse.web.parcel import Parcel

Job: TypeAlias = Callable[[Parcel], Parcel]


def _telling(job: Job) -> Job:
    """The job, with an error about its inputs told in one line."""

    def told(parcel: Parcel) -> Parcel:
        lang = parcel.values["lang"]
        try:
            return job(parcel)
        except SbparseError as error:
            return Parcel({"error": error.line(lang)})

    return told


JOBS: Final[dict[str, Job]] = {
    name: _telling(job) for name, job in {"read": read, "check": check, "html": html, "xlsx": xlsx, "form": form}.items()
}


def preload() -> None:
    """Import what the jobs import when they need it."""
    import PIL.Image
    import PIL.ImageDraw
    import PIL.PngImagePlugin  # noqa: F401

    from sbparse.page.native import pdfium

    pdfium()
