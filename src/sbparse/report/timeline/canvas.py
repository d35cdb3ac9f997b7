"""Drawing SVG with little to say each time: elements built as a tree, so that every text and attribute is escaped by the serialiser."""

from dataclasses import dataclass, field
from typing import Final
from xml.etree import ElementTree as ET

from sbparse.report.sheets.width import text_width

_HALF: Final = 0.53
"""Width of a Latin letter in ems; a Chinese character takes two of them."""
_ELLIPSIS: Final = "…"


@dataclass(slots=True)
class Canvas:
    """An element that shapes are added to; coordinates are in units of the drawing's view box.

    Attributes:
        root: the element.
        prefix: what ids of this drawing begin with, so that two drawings can stand in one page.
    """

    root: ET.Element
    prefix: str
    _kept: set[str] = field(default_factory=set)

    def group(self, kind: str, title: str | None = None) -> "Canvas":
        """A group of shapes, with a text that a browser shows when the pointer rests on it."""
        element = ET.SubElement(self.root, "g", {"class": kind})
        if title:
            ET.SubElement(element, "title").text = title
        return Canvas(element, self.prefix)

    def rect(self, kind: str, x: float, y: float, width: float, height: float, *, round_: float = 0) -> ET.Element:
        """A rectangle; ``round_`` is the radius of its corners."""
        corner = {"rx": number(round_)} if round_ else {}
        box = {"x": number(x), "y": number(y), "width": number(width), "height": number(height)}
        return ET.SubElement(self.root, "rect", {"class": kind, **box, **corner})

    def filled(self, pattern: str, x: float, y: float, width: float, height: float) -> None:
        """A rectangle filled with one of the drawing's patterns, on a ground of its own colour."""
        self.rect(f"tl-ground-{pattern}", x, y, width, height)
        self.rect("tl-hatch", x, y, width, height).set("fill", f"url(#{self.prefix}-{pattern})")

    def line(self, kind: str, x1: float, y1: float, x2: float, y2: float) -> None:
        points = {"x1": number(x1), "y1": number(y1), "x2": number(x2), "y2": number(y2)}
        ET.SubElement(self.root, "line", {"class": kind, **points})

    def text(self, kind: str, x: float, y: float, text: str, *, anchor: str = "start") -> None:
        """A text with its base line at ``y``."""
        where = {"class": kind, "x": number(x), "y": number(y)}
        ET.SubElement(self.root, "text", where if anchor == "start" else {**where, "text-anchor": anchor}).text = text

    def pattern(self, name: str, size: float, path: str) -> None:
        """Define a pattern of strokes."""
        box = {"width": number(size), "height": number(size), "patternUnits": "userSpaceOnUse"}
        element = ET.SubElement(self.root, "pattern", {"id": f"{self.prefix}-{name}", **box})
        ET.SubElement(element, "path", {"class": f"tl-stroke-{name}", "d": path})


def number(value: float) -> str:
    """A coordinate with one decimal, without a needless one."""
    return f"{value:.1f}".removesuffix(".0")


def width_of(text: str, size: float) -> float:
    """How wide a text is, about, in the units of its font size."""
    return text_width(text) * size * _HALF


def fitting(text: str, room: float, size: float) -> str:
    """As much of a text as fits, with an ellipsis where it is cut; empty where not even three characters would be left."""
    if width_of(text, size) <= room:
        return text
    kept = next((text[:end] for end in range(len(text) - 1, 2, -1) if width_of(text[:end] + _ELLIPSIS, size) <= room), "")
    return kept and kept.rstrip() + _ELLIPSIS
