"""Prints of the form as a scanner or a phone would give them: pictures in a PDF, degraded in ways that have names.

The seal is a plain red ring with a star and the word 样例: nobody's.
"""

import io
import math
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import pypdfium2
from PIL import Image, ImageDraw, ImageFont

_FONT: Final = Path(__file__).parents[2] / "fixtures" / "fonts" / "NotoSansSC-subset.ttf"
_SEAL_RED: Final = (206, 32, 40)


@dataclass(frozen=True, slots=True, kw_only=True)
class Degradation:
    """What happens to a page between print and file.

    Attributes:
        name: what the tables call it.
        dpi: pixels an inch.
        turn: degrees clockwise: quarter turns and a little more.
        quality: of the JPEG.
        blur, noise: standard deviations, in pixels and of 255.
        grey: no colour.
        seal: how many seals lie over the text.
        light: how much darker the darkest corner is, 0 to 1.
        lean: how far the page's upper edge is shortened, as a share, as seen from below; and a third of that to one side.
        desk: a dark desk around the page, as a share of its width.
    """

    name: str
    dpi: int = 200
    turn: float = 0.0
    quality: int = 85
    blur: float = 0.0
    noise: float = 0.0
    grey: bool = False
    seal: int = 0
    light: float = 0.0
    lean: float = 0.0
    desk: float = 0.0


DEGRADATIONS: Final = (
    Degradation(name="300 dpi", dpi=300),
    Degradation(name="200 dpi"),
    Degradation(name="150 dpi", dpi=150),
    Degradation(name="skew 1.5", turn=1.5),
    Degradation(name="skew -3", turn=-3.0),
    Degradation(name="turned 90 and skew", turn=90.8),
    Degradation(name="turned 180", turn=180.0),
    Degradation(name="turned 270 and skew", turn=269.0),
    Degradation(name="JPEG 50", quality=50),
    Degradation(name="JPEG 25", quality=25),
    Degradation(name="150 dpi, JPEG 40, skew", dpi=150, quality=40, turn=-0.7),
    Degradation(name="grey, blur, noise", grey=True, blur=1.0, noise=10.0, quality=60, turn=0.6),
    Degradation(name="seal in red", seal=2, quality=75),
    Degradation(name="seal in red, 150 dpi, skew", seal=2, dpi=150, quality=70, turn=1.1),
    Degradation(name="seal in grey", seal=2, grey=True, quality=75),
    Degradation(name="uneven light", light=0.5, noise=4.0, quality=70, turn=0.8),
    Degradation(name="phone", dpi=220, light=0.35, lean=0.06, desk=0.05, blur=0.7, noise=4.0, quality=75, turn=1.7),
    Degradation(name="phone, from further aside", dpi=220, light=0.45, lean=0.12, desk=0.08, blur=0.8, noise=5.0, quality=70, turn=-4.0),
)


def scanned(pdf: bytes, how: Degradation, seed: int = 0) -> bytes:
    """The pages as degraded pictures, in a PDF without text."""
    rng = np.random.default_rng(seed)
    pages = [_degraded(page.render(scale=how.dpi / 72).to_pil().convert("RGB"), how, rng, seed) for page in pypdfium2.PdfDocument(pdf)]
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=how.dpi, quality=how.quality)
    return out.getvalue()


def _degraded(page: Image.Image, how: Degradation, rng: np.random.Generator, seed: int) -> Image.Image:
    for number in range(how.seal):
        _stamp(page, how.dpi, random.Random(f"{seed}-{number}-{page.size}"))  # noqa: S311
    picture = np.asarray(page).astype(np.float32)
    if how.lean or how.desk:
        picture = _photographed(picture, how)
    elif how.turn % 360:
        picture = _turned(picture, how.turn)
    if how.light:
        picture = picture * _shade(picture.shape[:2], how.light)[:, :, None]
    if how.blur:
        picture = cv2.GaussianBlur(picture, (0, 0), how.blur)
    if how.noise:
        picture = picture + rng.normal(0, how.noise, (*picture.shape[:2], 1)).astype(np.float32)
    image = Image.fromarray(picture.clip(0, 255).astype(np.uint8))
    return image.convert("L") if how.grey else image


def _stamp(page: Image.Image, dpi: int, rng: random.Random) -> None:
    """A red ring of 4 cm with a star and 样例, somewhere over the text, as ink lies on print: dark stays dark."""
    across = round(4 / 2.54 * dpi)
    seal = Image.new("RGB", (across, across), "white")
    draw = ImageDraw.Draw(seal)
    draw.ellipse((2, 2, across - 3, across - 3), outline=_SEAL_RED, width=max(2, across // 32))
    middle, far, near = across / 2, across * 0.17, across * 0.07
    star = [
        (
            middle + (far if i % 2 == 0 else near) * math.sin(i * math.pi / 5),
            middle - (far if i % 2 == 0 else near) * math.cos(i * math.pi / 5),
        )
        for i in range(10)
    ]
    draw.polygon(star, fill=_SEAL_RED)
    font = ImageFont.truetype(str(_FONT), across // 8)
    for text, height in (("样例", 0.14), ("样例", 0.74)):
        draw.text((middle, across * height), text, font=font, fill=_SEAL_RED, anchor="ma")
    seal = seal.rotate(rng.uniform(-30, 30), fillcolor="white")
    at = (rng.randint(page.width // 10, page.width * 9 // 10 - across), rng.randint(page.height // 8, page.height * 7 // 8 - across))
    under = page.crop((*at, at[0] + across, at[1] + across))
    page.paste(Image.fromarray(np.minimum(np.asarray(under), np.asarray(seal))), at)


def _turned(picture: np.ndarray, degrees: float) -> np.ndarray:
    """Turned clockwise, white at the corners, nothing cut off."""
    quarters = round(degrees / 90)
    picture = np.ascontiguousarray(np.rot90(picture, -quarters))
    rest = degrees - 90 * quarters
    if not rest:
        return picture
    high, wide = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), -rest, 1.0)
    return cv2.warpAffine(picture, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))


def _photographed(picture: np.ndarray, how: Degradation) -> np.ndarray:
    """Seen at an angle, on a desk."""
    high, wide = picture.shape[:2]
    rim = how.desk * wide
    corners = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    lean = how.lean * wide / 2
    seen = corners + np.array([[lean, lean * 0.9], [-lean * 0.4, lean * 0.3], [0, 0], [0, -lean * 0.5]], np.float32)
    angle = math.radians(how.turn)
    spin = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]], np.float32)
    centre = np.array([wide / 2, high / 2], np.float32)
    seen = (seen - centre) @ spin.T + centre
    seen = seen - seen.min(axis=0) + rim
    size = (math.ceil(float(seen[:, 0].max() + rim)), math.ceil(float(seen[:, 1].max() + rim)))
    matrix = cv2.getPerspectiveTransform(corners, seen.astype(np.float32))
    return cv2.warpPerspective(picture, matrix, size, flags=cv2.INTER_CUBIC, borderValue=(92, 74, 60))


def _shade(size: tuple[int, int], depth: float) -> np.ndarray:
    """Light from the upper left, and a soft shadow across."""
    y, x = np.mgrid[0 : size[0], 0 : size[1]].astype(np.float32)
    slope = (x / size[1] + y / size[0]) / 2
    band = np.exp(-(((x / size[1] - 0.6 - 0.2 * y / size[0]) / 0.15) ** 2))
    return 1 - depth * (0.75 * slope + 0.25 * band)
