"""A drawn page becomes a page of the reader, by an engine of the test's own."""

import numpy as np
import pytest

pytest.importorskip("cv2")

from ocr_picture import FakeEngine, bar, paper, pixels, reading

from sbparse.errors import UnusableFileError
from sbparse.ocr import models
from sbparse.ocr.agree import UNREAD
from sbparse.ocr.engine import Reading
from sbparse.ocr.scan import scanned_page
from sbparse.page.model import Page
from sbparse.page.raster import Raster

TEXT = (100.0, 100.0, 160.0, 108.0)


def raster(picture: np.ndarray) -> Raster:
    high, wide = picture.shape
    return Raster(wide, high, np.repeat(picture[:, :, None], 3, axis=2).tobytes(), 4.0)


def page_of(picture: np.ndarray, engine: FakeEngine) -> Page:
    return scanned_page(raster(picture), 7, engine)


def drawn(*boxes: tuple[float, float, float, float]) -> np.ndarray:
    picture = paper()
    for box in boxes:
        bar(picture, *box)
    return picture


def says(*readings: Reading):
    """An engine's answers: the same in every pass; upright is surer than upside down."""

    def answer(number: int, count: int) -> list[Reading]:
        if number < 2:
            return [reading("正", 0.9 if number == 0 else 0.1)] * count
        return list(readings)

    return answer


def test_characters_stand_side_by_side_where_their_ink_is():
    page = page_of(drawn(TEXT), FakeEngine([pixels(100, 102, 160, 106)], says(reading("2018.09"))))
    assert "".join(page.chars) == "2018.09" and page.number == 7
    assert page.x0[0] == pytest.approx(100, abs=0.5) and page.x1[-1] == pytest.approx(160, abs=0.5)
    assert page.sure == [0.99] * 7
    assert all(right == left for right, left in zip(page.x1, page.x0[1:], strict=False))


def test_ink_far_from_every_character_is_a_glyph_without_a_meaning():
    passed_over = Reading("12", (0.99, 0.99), (0.1, 0.25))
    page = page_of(drawn(TEXT), FakeEngine([pixels(100, 102, 160, 106)], says(passed_over)))
    assert "".join(page.chars).startswith("12") and UNREAD in page.chars


def test_a_run_that_no_reading_understands_is_a_glyph_without_a_meaning():
    page = page_of(drawn(TEXT), FakeEngine([pixels(100, 102, 160, 106)], says(Reading("", (), ()))))
    assert set(page.chars) == {UNREAD}


def test_readings_that_differ_leave_the_character_unread():
    def answer(number: int, count: int) -> list[Reading]:
        return [reading("2018.09" if number != 4 else "2013.09")] * count

    page = page_of(drawn(TEXT), FakeEngine([pixels(100, 102, 160, 106)], answer))
    assert "".join(page.chars) == "201" + UNREAD + ".09"


def test_a_page_upside_down_is_turned_and_its_places_are_those_displayed():
    def answer(number: int, count: int) -> list[Reading]:
        return [reading("正正", 0.1 if number == 0 else 0.9)] * count

    picture = drawn(TEXT)
    engine = FakeEngine([pixels(842 - 160, 595 - 106, 842 - 100, 595 - 102)], answer)
    page = page_of(picture, engine)
    box = page.place((page.x0[0], page.top[0], page.x1[-1], page.bottom[-1])).bbox
    assert box[0] == pytest.approx(100, abs=1) and box[2] == pytest.approx(160, abs=1)
    assert 98 <= box[1] <= 104 and 104 <= box[3] <= 110


def test_a_model_that_is_missing_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(models, "FINDS", "no-such-model.onnx")
    with pytest.raises(UnusableFileError) as caught:
        models.Models()
    assert caught.value.what.key == "ocr.error.no-models"
