"""Whole files: what was changed is caught by the trace that it leaves, honest files are accused of nothing, hostile ones stop nobody."""

import io
from collections.abc import Sequence

import honest
import pikepdf
import pytest
import tampered

import formdraw
from fuzz.mutations import mutated
from sbparse.errors import SbparseError, UnusableFileError
from sbparse.ocr.engine import Reading
from sbparse.traces import TRACES, State, TraceReport, Weight, traces_of
from sbparse.traces.opened import OpenFile

SPECIMENS = {each.name: each for each in tampered.specimens() if each.name in ("seed-2023", "embedded-sans", "extract/x2_landscape_2026")}

LEFT = {
    "digit in the content stream": "arithmetic",
    "total changed": "arithmetic",
    "row taken out": "arithmetic",
    "row whited out": "covered-text",
    "white box, new text in another font": "covered-text",
    "text taken out, white box, new text": "patched-cell",
    "text taken out, same font set anew": "drawn-late",
    "same font, other size": "odd-type",
    "same font, moved": "odd-place",
    "image over a cell": "covered-text",
    "text made invisible, image over it": "hidden-text",
    "invisible text over a cell": "hidden-text",
    "white text on white": "hidden-text",
    "text annotation over a cell": "annotation",
    "form field over a cell": "annotation",
    "update behind the end": "revision",
    "name in another font": "odd-type",
    "dates of the file changed": "dates",
    "saved by a drawing program": "producer",
}
"""Ways of changing a record, each with a trace that it leaves."""


def told(report: TraceReport, weight: Weight = Weight.LOOK) -> set[str]:
    return {trace.name for trace in report.traces for fact in trace.facts if fact.weight is weight}


@pytest.mark.parametrize("name", SPECIMENS)
def test_a_specimen_shows_nothing_itself(name: str) -> None:
    assert told(traces_of(SPECIMENS[name].data, name)) == set()


@pytest.mark.parametrize("way", LEFT)
@pytest.mark.parametrize("name", SPECIMENS)
def test_a_change_leaves_its_trace(name: str, way: str) -> None:
    changed = tampered.WAYS[way](SPECIMENS[name])
    if (name, way) == ("extract/x2_landscape_2026", "total changed"):
        assert changed is None  # its font has no other digit to put there
        return
    assert changed
    report = traces_of(changed, name)
    assert LEFT[way] in told(report)
    places = [fact.where for trace in report.traces if trace.name == LEFT[way] for fact in trace.facts]
    assert all(places) or LEFT[way] in ("dates", "producer")


def test_the_place_is_the_cell_s() -> None:
    source = SPECIMENS["seed-2023"]
    report = traces_of(tampered.image_patch(source), "x")
    (fact,) = [fact for trace in report.traces if trace.name == "covered-text" for fact in trace.facts]
    assert fact.where is not None
    assert fact.where.page == 1
    assert fact.where.bbox == pytest.approx(source.amount.box, abs=0.5)


def test_what_leaves_no_trace_is_not_seen() -> None:
    """A name reworded in its own font, as by the program that made the file: said to be not seen, and nothing more."""
    changed = tampered.employer_reworded(SPECIMENS["seed-2023"])
    assert changed
    assert told(traces_of(changed, "x")) == set()


def test_a_serial_number_is_only_mentioned() -> None:
    changed = tampered.serial_changed(SPECIMENS["seed-2023"])
    assert changed
    report = traces_of(changed, "x")
    assert "serial-date" in told(report, Weight.MENTION)
    assert told(report) == set()


@pytest.mark.parametrize("done", honest.DONE)
@pytest.mark.parametrize("style", ["seed-2023", "embedded-sans"])
def test_nothing_that_is_commonly_done_accuses(style: str, done: str) -> None:
    report = traces_of(honest.DONE[done](honest.base(style)), done)
    assert told(report) == set()
    assert report.traces[TRACES.index("annotation")].state is not State.NOT_CHECKED


@pytest.mark.parametrize(
    ("done", "trace"),
    [("highlighted", "annotation"), ("saved later", "dates"), ("highlighted in an update", "revision"), ("renumbered", "covered-text")],
)
def test_what_was_done_is_mentioned(done: str, trace: str) -> None:
    assert trace in told(traces_of(honest.DONE[done](honest.base("embedded-sans")), done), Weight.MENTION)


@pytest.mark.parametrize("number", range(0, 80, 5))
def test_no_style_accuses(number: int) -> None:
    each = list(honest.ALL_STYLES)[number % len(honest.ALL_STYLES)]
    assert told(traces_of(honest.base(each.name, 200 + number), each.name)) == set()


@pytest.mark.parametrize("each", list(honest.fixtures()), ids=lambda each: each.name)
def test_no_fixture_accuses(each: honest.Honest) -> None:
    assert told(traces_of(each.data, each.name)) == set()


# What cannot be read.


def test_every_trace_has_a_row_and_none_is_fine_unseen() -> None:
    out = io.BytesIO()
    document = pikepdf.new()
    document.add_blank_page()
    document.save(out)
    report = traces_of(out.getvalue(), "blank.pdf")
    assert [trace.name for trace in report.traces] == list(TRACES)
    states = {trace.name: trace.state for trace in report.traces}
    assert {states[name] for name in TRACES if name not in ("dates", "producer")} == {State.NOT_CHECKED}
    assert all(trace.unchecked for trace in report.traces if trace.state is State.NOT_CHECKED)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"nothing"])
def test_a_file_that_does_not_open(data: bytes) -> None:
    with pytest.raises(UnusableFileError):
        traces_of(data, "x.pdf")


@pytest.mark.parametrize("part", range(3))
def test_nothing_but_our_errors_leaves(part: int) -> None:
    seeds = [honest.base("seed-2023"), honest.DONE["sealed"](honest.base("embedded-sans")), tampered.incremental(SPECIMENS["seed-2023"])]
    for case in range(20 * part, 20 * part + 20):
        try:
            report = traces_of(mutated(case, seeds), "x.pdf")
        except SbparseError:
            continue
        assert [trace.name for trace in report.traces] == list(TRACES)


def test_more_than_is_looked_at_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    data = honest.base("seed-2023")
    for module, limit, value in (
        ("shapes", "MOST_OBJECTS", 10),
        ("opened", "MOST_GLYPHS", 10),
        ("look", "MOST_CELLS", 3),
        ("look", "MOST_PAGES", 0),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(f"sbparse.traces.{module}.{limit}", value)
            report = traces_of(data, "x.pdf")
        assert {report.traces[TRACES.index(name)].state for name in ("covered-text", "odd-type", "annotation")} == {State.NOT_CHECKED}, (
            limit
        )


def test_a_reason_is_said_once_with_its_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sbparse.traces.opened.MOST_GLYPHS", 10)
    data = honest.base("split")
    with OpenFile(data, "x") as opened:
        count = opened.page_count
    (why,) = traces_of(data, "x.pdf").traces[TRACES.index("annotation")].unchecked
    assert count > 1
    assert why.params["page"] == list(range(1, count + 1))
    monkeypatch.setattr("sbparse.traces.look.MOST_NAMED", 1)
    (why,) = traces_of(data, "x.pdf").traces[TRACES.index("annotation")].unchecked
    assert why.params["page"] == [1, "…"]


def test_covers_beyond_what_is_looked_at_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    data = honest.base("light-header")
    assert traces_of(data, "x.pdf").traces[TRACES.index("covered-text")].unchecked == ()
    monkeypatch.setattr("sbparse.traces.opened.MOST_COMPARED", 0)
    trace = traces_of(data, "x.pdf").traces[TRACES.index("covered-text")]
    assert trace.state is State.NOT_SEEN
    assert {why.key for why in trace.unchecked} == {"traces.unchecked.page-too-full"}


# The picture of a page against its text.


class Eyes:
    """Reads each picture of a cell as what was really printed there, in the order in which cells are shown."""

    def __init__(self, texts: list[str], sure: float = 0.99) -> None:
        self.texts = texts
        self.sure = sure
        self.asked: list[int] = []

    def find(self, picture: object) -> list[tuple[int, int, int, int]]:
        return []

    def read(self, lines: Sequence[object]) -> list[Reading]:
        self.asked.append(len(lines))
        again = [text for text in self.texts if text != text.translate(SWAPPED)] if len(self.asked) > 1 else self.texts
        return [Reading(text, (self.sure,) * len(text), (0.5,) * len(text)) for text in again]


SWAPPED = str.maketrans("38", "83")


@pytest.fixture(scope="module")
def swapped() -> tuple[bytes, list[str]]:
    """A record whose font's map exchanges two digits, and the numbers that its first page shows."""
    data = formdraw.build(
        formdraw.make_record(40, jobs=1, years=3), next(each for each in honest.ALL_STYLES if each.name == "embedded-sans")
    )
    changed = tampered.map_swapped(tampered.specimen("x", data))
    assert changed
    said = tampered.specimen("x", changed)
    return changed, [cell.text.translate(SWAPPED) for cell in said.page.cells if cell.is_number]


def of_display(report: TraceReport) -> tuple[State, list[str], set[str]]:
    trace = report.traces[TRACES.index("display")]
    return trace.state, [str(each.what.params["shown"]) for each in trace.facts], {why.key for why in trace.unchecked}


def test_what_is_shown_is_held_against_what_is_said(swapped: tuple[bytes, list[str]]) -> None:
    data, shown = swapped
    eyes = Eyes(shown)
    state, told_of, _ = of_display(traces_of(data, "x", engine=eyes))
    differing = [text for text in shown if text != text.translate(SWAPPED)]
    assert state is State.SEEN
    assert told_of == differing[:40]
    assert eyes.asked == [len(shown), len(differing)]  # only what differs is read once more


@pytest.mark.parametrize("eyes", ["unsure", "longer", "same"])
def test_what_is_not_sure_is_no_fact(swapped: tuple[bytes, list[str]], eyes: str) -> None:
    data, shown = swapped
    texts = {"unsure": shown, "longer": [text + "1" for text in shown], "same": [text.translate(SWAPPED) for text in shown]}[eyes]
    found = of_display(traces_of(data, "x", engine=Eyes(texts, 0.5 if eyes == "unsure" else 0.99)))
    assert found[:2] == (State.NOT_SEEN, [])


def test_without_an_engine_it_is_not_checked(swapped: tuple[bytes, list[str]]) -> None:
    assert of_display(traces_of(swapped[0], "x")) == (State.NOT_CHECKED, [], {"traces.unchecked.no-ocr"})


def test_fonts_that_are_not_in_the_file_are_not_read() -> None:
    state, _, why = of_display(traces_of(honest.base("seed-2023"), "x", engine=Eyes([])))
    assert state is State.NOT_CHECKED
    assert why == {"traces.unchecked.no-own-shapes"}
