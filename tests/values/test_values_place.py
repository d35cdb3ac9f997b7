"""Places: a hull is the least box around all, and there is none around nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sbparse.values.place import Box, Place, hull

NUMBERS = st.floats(-1000, 1000)


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    x0, x1 = sorted((draw(NUMBERS), draw(NUMBERS)))
    top, bottom = sorted((draw(NUMBERS), draw(NUMBERS)))
    return (x0, top, x1, bottom)


@given(st.lists(boxes(), min_size=1))
def test_the_hull_holds_every_box_and_touches_one_on_each_side(given_boxes: list[Box]) -> None:
    around = hull(given_boxes)
    for x0, top, x1, bottom in given_boxes:
        assert around[0] <= x0 and around[1] <= top and around[2] >= x1 and around[3] >= bottom
    for side in range(4):
        assert around[side] in [box[side] for box in given_boxes]


@given(st.lists(boxes(), min_size=1), st.randoms())
def test_it_does_not_matter_in_which_order_or_how_often(given_boxes: list[Box], random) -> None:
    shuffled = [*given_boxes, hull(given_boxes)]
    random.shuffle(shuffled)
    assert hull(shuffled) == hull(given_boxes)


def test_nothing_has_no_hull() -> None:
    with pytest.raises(ValueError):
        hull([])


def test_a_place_does_not_change_and_is_compared_by_value() -> None:
    place = Place(1, (0.0, 1.0, 2.0, 3.0))
    assert place == Place(1, (0.0, 1.0, 2.0, 3.0)) and place != Place(2, place.bbox) and len({place, Place(1, place.bbox)}) == 1
    with pytest.raises(AttributeError):
        place.page = 2  # type: ignore[misc]
