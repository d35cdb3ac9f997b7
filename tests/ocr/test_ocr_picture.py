"""Pictures: light, rulings, straightening, and the sharing out of ink."""

# ruff: noqa: E402
import numpy as np
import pytest

cv2 = pytest.importorskip("cv2")

from ocr_picture import POINT, bar, paper, pixels

from sbparse.ocr.flatten import flattened
from sbparse.ocr.light import contrasted, evened, uncoloured
from sbparse.ocr.rules import ALONE, Rules, rules_of
from sbparse.ocr.runs import APART, shared_out

NO_RULES = Rules([], [], None)


def grid(rows: int = 6, columns: int = 5) -> np.ndarray:
    picture = paper()
    for row in range(rows + 1):
        bar(picture, 60, 100 + 30 * row, 60 + 140 * columns, 101 + 30 * row)
    for column in range(columns + 1):
        bar(picture, 60 + 140 * column, 100, 61 + 140 * column, 100 + 30 * rows)
    return picture


def turned(picture: np.ndarray, degrees: float) -> np.ndarray:
    high, wide = picture.shape
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), -degrees, 1.0)
    return cv2.warpAffine(picture, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderValue=255)


def test_red_ink_goes_and_black_ink_under_it_stays():
    page = np.full((10, 3, 3), 255, np.uint8)
    page[:, 0] = (40, 32, 206)  # blue, green, red
    page[:, 1] = (20, 10, 40)
    assert uncoloured(page)[0].tolist() == [255, 40, 255]


def test_a_shadow_goes():
    page = paper().astype(float) * np.linspace(0.5, 1, 842 * 4)[None]
    page[400:420, 100:3000] *= 0.1
    even = evened(page.astype(np.uint8))
    assert even[1000:].min() > 235 and even[405:415, 200:2900].max() < 60


def test_faint_marks_go_with_contrast():
    assert contrasted(np.array([[0, 50, 132, 215, 255]], np.uint8)).tolist() == [[0, 0, 126, 255, 255]]


@pytest.mark.parametrize("degrees", [0.0, 0.8, -3.0, 5.0])
def test_a_grid_is_found_whole_once_it_is_straightened(degrees: float):
    flat = flattened(turned(grid(), degrees))
    rules = rules_of(flat.picture, POINT)
    assert len({round(at / POINT / 10) for at, _, _ in rules.level}) == 7
    assert len({round(at / POINT / 10) for at, _, _ in rules.upright}) == 6
    heights = sorted(at / POINT for at, _, _ in rules.level)
    assert np.ptp(np.diff(sorted({round(h) for h in heights}))) <= 1.01


def test_a_photograph_from_the_side_is_laid_flat():
    high, wide = grid().shape
    corners = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    seen = corners + np.array([[200, 120], [-90, 40], [0, 0], [30, -60]], np.float32)
    picture = cv2.warpPerspective(grid(), cv2.getPerspectiveTransform(corners, seen), (wide, high), borderValue=255)
    flat = flattened(picture)
    rules = rules_of(flat.picture, POINT)
    assert len({round(at / POINT / 8) for at, _, _ in rules.level}) == 7
    assert len({round(at / POINT / 8) for at, _, _ in rules.upright}) == 6
    # A corner of the grid is led back to where it is seen.
    top, left = min(at for at, _, _ in rules.level), min(at for at, _, _ in rules.upright)
    back = flat.back @ np.array([left, top, 1.0])
    due = cv2.perspectiveTransform(np.array([[[60 * POINT, 100 * POINT]]], np.float32), cv2.getPerspectiveTransform(corners, seen))[0, 0]
    assert np.abs(back[:2] / back[2] - due).max() < 1.5 * POINT


@pytest.mark.parametrize("degrees", [1.2, -2.5])
def test_lines_of_text_alone_are_straightened(degrees: float):
    picture = paper()
    for line in range(12):
        for word in range(20):
            bar(picture, 80 + 30 * word, 100 + 18 * line, 104 + 30 * word, 108 + 18 * line)
    rows = (flattened(turned(picture, degrees)).picture < 128).sum(axis=1)
    assert (rows > 0.8 * rows.max()).sum() > 12 * 8 * POINT * 0.6


def test_an_arc_of_a_seal_is_no_ruling():
    picture = grid()
    cv2.circle(picture, (1500, 1100), 300, 0, 6)
    rules = rules_of(picture, POINT)
    assert len({round(at / POINT / 10) for at, _, _ in rules.level}) == 7
    assert len({round(at / POINT / 10) for at, _, _ in rules.upright}) == 6


@pytest.mark.parametrize(("length", "found"), [(ALONE - 4, 0), (ALONE + 4, 1)])
def test_a_ruling_by_itself_is_long(length: float, found: int):
    picture = paper()
    bar(picture, 100, 100, 100 + length, 101)
    assert len(rules_of(picture, POINT).level) == found


def test_a_text_over_a_ruling_is_two_runs():
    picture = paper()
    bar(picture, 100, 100, 140, 108)
    rules = Rules([], [(120 * POINT, 0.0, 9999.0)], None)
    assert len(shared_out(picture, [pixels(100, 102, 140, 106)], NO_RULES, POINT).runs) == 1
    assert len(shared_out(picture, [pixels(100, 102, 140, 106)], rules, POINT).runs) == 2


@pytest.mark.parametrize(("gap", "runs"), [(0.7, 1), (1.6, 2)])
def test_a_wide_gap_parts_two_runs(gap: float, runs: int):
    picture = paper()
    bar(picture, 100, 100, 120, 108)
    bar(picture, 120 + 8 * gap * APART, 100, 150 + 8 * gap, 108)
    assert len(shared_out(picture, [pixels(100, 102, 150 + 8 * gap, 106)], NO_RULES, POINT).runs) == runs


def test_ink_that_no_run_holds_is_not_lost():
    picture = paper()
    bar(picture, 100, 100, 120, 108)
    bar(picture, 300, 100, 306, 108)
    bar(picture, 500, 100, 520, 108)
    shared = shared_out(picture, [pixels(100, 102, 120, 106), pixels(500, 102, 520, 106)], NO_RULES, POINT)
    assert shared.left == [pixels(300, 100, 306, 108)]


@pytest.mark.parametrize(("size", "left"), [(1.5, 0), (2.5, 1)])
def test_dust_is_small(size: float, left: int):
    picture = paper()
    bar(picture, 300, 100, 300 + size, 100 + size)
    assert len(shared_out(picture, [], NO_RULES, POINT).left) == left


def test_a_bar_by_itself_is_a_dash_and_beside_a_text_is_not():
    picture = paper()
    bar(picture, 300, 100, 308, 101)
    bar(picture, 100, 96, 120, 104)
    bar(picture, 122, 100, 126, 101)
    bar(picture, 500, 96, 520, 104)
    shared = shared_out(picture, [pixels(100, 98, 120, 102), pixels(500, 98, 520, 102)], NO_RULES, POINT)
    assert shared.dashes == [pixels(300, 100, 308, 101)]
    assert pixels(122, 100, 126, 101) not in shared.dashes


def test_the_desk_around_the_paper_is_no_text():
    picture = np.full((2000, 3000), 40, np.uint8)
    picture[200:1800, 200:2800] = 255
    bar(picture, 100, 100, 140, 108)
    bar(picture, 500, 300, 540, 308)
    shared = shared_out(picture, [pixels(100, 102, 140, 106), pixels(500, 302, 540, 306)], NO_RULES, POINT)
    assert len(shared.runs) == 2 and not shared.left and not shared.dashes


def test_a_seal_found_as_one_text_does_not_swallow_the_lines_under_it():
    picture = paper()
    found = []
    for line in range(5):
        bar(picture, 100, 100 + 20 * line, 140, 108 + 20 * line)
        found.append(pixels(100, 102 + 20 * line, 140, 106 + 20 * line))
    shared = shared_out(picture, [*found, pixels(90, 95, 200, 200)], NO_RULES, POINT)
    assert len(shared.runs) == 5
