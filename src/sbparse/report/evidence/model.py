"""Evidence as values: pictures by the number of the finding that they belong to."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sbparse.messages import Message
from sbparse.values.place import Place


@dataclass(frozen=True, slots=True)
class Picture:
    """A piece of a page.

    Attributes:
        png: the picture, PNG.
        width, height: its size in pixels.
        file: the PDF's name as the review names it.
        place: page and box that are framed in it.
        covered: whether numbers or codes were covered in it.
    """

    png: bytes
    width: int
    height: int
    file: str
    place: Place
    covered: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """What can be shown of a review's findings.

    Attributes:
        pictures: by the finding's number in the review, from 1.
        missing: why there is none, for findings that name a place.
    """

    pictures: Mapping[int, Picture] = field(default_factory=dict)
    missing: Mapping[int, Message] = field(default_factory=dict)
