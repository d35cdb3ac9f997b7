"""The one interface that reading pictures stands on; tests put an engine of their own behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeAlias

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Picture: TypeAlias = NDArray[Any]
else:
    Picture = Any

NEEDED: Final = ("cv2", "numpy", "onnxruntime", "rapidocr")
"""What the extra ``ocr`` installs."""

PixelBox: TypeAlias = tuple[int, int, int, int]
"""``(x0, top, x1, bottom)`` in pixels, the latter two outside."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands on a picture of one line.

    Attributes:
        text: the characters, white space left out.
        sure: how sure each is, 0 to 1.
        at: where each stands, as a share of the picture's width.
    """

    text: str
    sure: tuple[float, ...]
    at: tuple[float, ...]


class TextEngine(Protocol):
    """Finds and reads text on grey pictures (8 bits, dark on light)."""

    def find(self, picture: Picture) -> list[PixelBox]:
        """Boxes around the middles of runs of text: they may be a little smaller than the text, and may run over several cells."""
        ...

    def read(self, lines: Sequence[Picture]) -> list[Reading]:
        """What stands on pictures of one line each."""
        ...


def installed() -> bool:
    """Whether the extra ``ocr`` is there; loads none of it."""
    return all(find_spec(name) for name in NEEDED)
