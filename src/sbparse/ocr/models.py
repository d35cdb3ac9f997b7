"""The engine: the PP-OCRv6 models that lie in the package rapidocr, run by onnxruntime.

Of rapidocr only its files are used: its code would fetch models that are missing, and loads six packages more. A model is a function of
numbers: text finding gives a map of how likely each pixel lies in the middle of text, text reading the likelihood of each character by
steps of eight pixels.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
import onnxruntime
from onnxruntime.capi.onnxruntime_pybind11_state import Fail, RuntimeException

from sbparse.errors import UnusableFileError
from sbparse.messages import message
from sbparse.ocr.engine import Picture, PixelBox, Reading

FINDS: Final = "PP-OCRv6_det_small.onnx"
READS: Final = "PP-OCRv6_rec_small.onnx"

LONGEST: Final = 1600
"""Text is found on a picture of this many pixels on its longer side: 7 pt are 16 pixels high on an A4 page."""

LIKELY: Final = 0.3
"""Pixels at least this likely are text's (the value that the model was trained for)."""

SMALLEST: Final = 3
"""Patches smaller than this many pixels either way are no text."""

HEIGHT: Final = 48
"""Lines are read at this height (the model's)."""

STEP: Final = 8
"""Pixels that one step of a reading covers (the model's)."""

NARROWEST: Final = 48
WIDEST: Final = 2400

MOST_AT_ONCE: Final = 4800
"""Pixels of width that are read in one go; a step needs 75 kB."""

BLANK_SURE: Final = 0.6
"""Between two characters a step that is blank, but no surer than this, may be a character that was passed over."""


class Models:
    """The models, loaded.

    Args:
        threads: threads that one model may use.

    Raises:
        UnusableFileError: the models are not where the version of rapidocr that is known has them.
    """

    def __init__(self, threads: int = 1) -> None:
        self._finds = _session(FINDS, threads)
        self._reads = _session(READS, threads)
        characters = self._reads.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._characters = ["", *characters, " "]

    def find(self, picture: Picture) -> list[PixelBox]:
        high, wide = picture.shape[:2]
        scale = min(1.0, LONGEST / max(high, wide))
        height, width = (max(32, round(side * scale / 32) * 32) for side in (high, wide))
        small = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
        likely = _run(self._finds, _coloured(small)[None])[0, 0]
        _, _, stats, _ = cv2.connectedComponentsWithStats((likely > LIKELY).astype(np.uint8))
        found: list[PixelBox] = []
        for x, y, w, h, _ in stats[1:].tolist():
            if min(w, h) >= SMALLEST:
                x0, x1 = (round(v * wide / width) for v in (x, x + w))
                top, bottom = (round(v * high / height) for v in (y, y + h))
                found.append((x0, top, x1, bottom))
        return found

    def read(self, lines: Sequence[Picture]) -> list[Reading]:
        readings: dict[int, Reading] = {}
        for batch in _batches([_width(line) for line in lines]):
            widest = max(_width(lines[i]) for i in batch)
            pictures = np.zeros((len(batch), 3, HEIGHT, widest), np.float32)
            for row, i in enumerate(batch):
                width = _width(lines[i])
                pictures[row, :, :, :width] = _coloured(cv2.resize(lines[i], (width, HEIGHT), interpolation=_toward(lines[i])))
            for i, steps in zip(batch, _run(self._reads, pictures), strict=True):
                readings[i] = self._reading(steps, _width(lines[i]) / STEP)
        return [readings[i] for i in range(len(lines))]

    def _reading(self, steps: Any, width: float) -> Reading:
        """The likeliest characters step by step; one that goes on is one character."""
        best, likely = steps.argmax(axis=1).tolist(), steps.max(axis=1).tolist()
        found: list[tuple[str, float, float]] = []
        before = 0
        passed_over = 1.0
        for step, (character, sure) in enumerate(zip(best, likely, strict=True)):
            if character == 0:
                passed_over = min(passed_over, sure)
            elif character == before:
                text, best_sure, at = found[-1]
                found[-1] = (text, max(best_sure, sure), at + 0.5)
            else:
                found.append((self._characters[character], min(sure, passed_over) if passed_over < BLANK_SURE else sure, step + 0.5))
            if character:
                passed_over = 1.0
            before = character
        kept = [(text, sure, min(1.0, at / width)) for text, sure, at in found if text.strip()]
        return Reading("".join(k[0] for k in kept), tuple(k[1] for k in kept), tuple(k[2] for k in kept))


_FAILURES: Final = (RuntimeException, Fail)
"""What onnxruntime raises for want of memory; nothing else can fail with models of our own choice and pictures of our own making."""


@cache
def models(threads: int = 1) -> Models:
    """The models, loaded once a process."""
    return Models(threads)


def _session(name: str, threads: int) -> Any:
    spec = find_spec("rapidocr")
    places = list(spec.submodule_search_locations or []) if spec else []
    path = next((path for place in places if (path := Path(place) / "models" / name).is_file()), None)
    if path is None:
        raise UnusableFileError(message("ocr.error.no-models", name=name))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    # The arena keeps what the largest picture took; without it a page of another size takes no more than it needs.
    options.enable_cpu_mem_arena = False
    try:
        return onnxruntime.InferenceSession(str(path), sess_options=options, providers=["CPUExecutionProvider"])
    except _FAILURES as error:
        raise MemoryError from error


def _run(session: Any, pictures: Any) -> Any:
    try:
        return session.run(None, {"x": pictures})[0]
    except _FAILURES as error:
        raise MemoryError from error


def _coloured(grey: Any) -> Any:
    """A grey picture as the models take it: three planes from -1 to 1."""
    return np.repeat((grey.astype(np.float32) / 127.5 - 1)[None], 3, axis=0)


def _width(line: Picture) -> int:
    high, wide = line.shape[:2]
    return int(min(WIDEST, max(NARROWEST, round(wide * HEIGHT / high))))


def _toward(line: Picture) -> Any:
    return cv2.INTER_AREA if line.shape[0] > HEIGHT else cv2.INTER_CUBIC


def _batches(widths: Sequence[int]) -> Iterator[list[int]]:
    """Lines of like width together, as all of a batch are as wide as its widest."""
    batch: list[int] = []
    for index in sorted(range(len(widths)), key=widths.__getitem__):
        if batch and widths[index] * (len(batch) + 1) > MOST_AT_ONCE:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch
