"""The desk: when a case is forgotten, to the second, and how much lies on it."""

import pytest

from sbparse.web import desk as desk_module
from sbparse.web.desk import Desk, FullDeskError
from sbparse.web.upload import Upload


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def desk(clock):
    return Desk(clock, idle=600, grace=15)


def put(desk, size=10):
    return desk.put((Upload("records", "a.pdf", b"x" * size),), None, {}, "zh").name


def test_a_case_is_kept_until_the_idle_limit(desk, clock):
    name = put(desk)
    clock.now += 599.9
    assert desk.get(name) is not None
    clock.now += 599.9  # asking for it began the time anew
    assert desk.get(name) is not None
    clock.now += 600
    assert desk.get(name) is None
    assert len(desk) == 0


def test_an_idle_case_is_forgotten_even_where_nobody_asks(desk, clock):
    put(desk)
    clock.now += 600
    desk.sweep()
    assert len(desk) == 0


def test_a_closed_page_is_forgotten_after_the_grace(desk, clock):
    name = put(desk)
    desk.close(name, desk.page(name))
    clock.now += 14.9
    desk.sweep()
    assert len(desk) == 1
    clock.now += 0.1
    desk.sweep()
    assert len(desk) == 0


@pytest.mark.parametrize("new_first", [True, False], ids=["new-page-first", "old-page-first"])
def test_loading_again_loses_nothing(desk, clock, new_first):
    """A browser may say goodbye to the old page before it asks for the new one, or after."""
    name = put(desk)
    old = desk.page(name)
    if new_first:
        desk.page(name)
        desk.close(name, old)
    else:
        desk.close(name, old)
        clock.now += 5
        desk.page(name)
    clock.now += 500
    assert desk.get(name) is not None


def test_of_two_windows_both_must_be_closed(desk, clock):
    name = put(desk)
    one, two = desk.page(name), desk.page(name)
    desk.close(name, one)
    clock.now += 100
    desk.sweep()
    assert len(desk) == 1
    desk.close(name, two)
    clock.now += 15
    desk.sweep()
    assert len(desk) == 0


def test_a_page_from_the_browser_s_memory_is_open_again(desk, clock):
    name = put(desk)
    page = desk.page(name)
    desk.close(name, page)
    clock.now += 10
    desk.reopen(name, page)
    clock.now += 100
    assert desk.get(name) is not None


def test_a_page_that_is_not_known_closes_nothing(desk, clock):
    name = put(desk)
    desk.page(name)
    desk.close(name, "other")
    desk.close("other", "other")
    clock.now += 100
    assert desk.get(name) is not None


def test_forgotten_at_once(desk):
    name = put(desk)
    desk.drop(name)
    desk.drop(name)
    assert desk.get(name) is None


def test_number_of_cases(desk, clock):
    for _ in range(desk_module.MOST_CASES):
        put(desk)
    with pytest.raises(FullDeskError):
        put(desk)
    clock.now += 600
    put(desk)
    assert len(desk) == 1


def test_bytes_of_all_cases(desk, monkeypatch):
    monkeypatch.setattr(desk_module, "MOST_BYTES", 100)
    put(desk, 60)
    with pytest.raises(FullDeskError):
        put(desk, 41)
    put(desk, 40)
    assert len(desk) == 2


def test_names_cannot_be_guessed(desk):
    assert len({put(desk) for _ in range(desk_module.MOST_CASES)}) == desk_module.MOST_CASES
    assert all(len(name) >= 16 for name in desk._places)
