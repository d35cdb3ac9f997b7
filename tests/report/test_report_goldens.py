import pytest
from report_goldens import FOLDER, GOLDENS, REWRITE


@pytest.mark.parametrize("name", GOLDENS)
def test_report_is_as_its_golden(name):
    path = FOLDER / name
    assert path.exists(), f"no golden {name}; look at the report, then {REWRITE}"
    assert GOLDENS[name]() == path.read_text("utf-8"), f"{name} changed; if it should, {REWRITE}"


def test_no_golden_without_a_report():
    assert {path.name for path in FOLDER.iterdir()} == set(GOLDENS)


@pytest.mark.parametrize("name", GOLDENS)
def test_same_on_every_run(name):
    assert GOLDENS[name]() == GOLDENS[name]()
