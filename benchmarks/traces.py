"""What the traces catch and whom they accuse: specimens changed in many ways, and honest files of every kind.

    python benchmarks/traces.py [--mixtures 60]
    python benchmarks/traces.py --fresh 200 --seed 20261124      honest mixtures of other seeds alone
    python benchmarks/traces.py --files PRINTS/*.pdf             honest prints by other programs alone
    python benchmarks/traces.py … --display                      only the pictures against the text (extra ocr), seconds a page; of the
                                                                 first, the styles and fixtures

The first prints both tables of ``docs/traces.md``. A changed file counts as *caught* where a fact asks for a look that the specimen did not show,
as *mentioned* where only one for information does, as *refused* where it can no longer be read as a record. An honest file is *accused* by
any fact that asks for a look.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "traces")]

from sbparse.page.native import pdfium  # noqa: E402

pdfium()  # with its own fonts, before the generators load it with those of the machine

import honest  # noqa: E402
import tampered  # noqa: E402

from sbparse.messages import render  # noqa: E402
from sbparse.traces import State, TraceReport, Weight, traces_of  # noqa: E402


def facts(report: TraceReport, weight: Weight) -> set[tuple[str, str]]:
    """The facts of a weight, by trace and what they say."""
    return {(trace.name, render(fact.what)) for trace in report.traces for fact in trace.facts if fact.weight is weight}


def is_read(report: TraceReport) -> bool:
    """Whether the pages of a record were looked at; where only the pictures were to be, whether there was a number in them to read."""
    shown = next(trace for trace in report.traces if trace.name in ("annotation", "display"))
    return shown.state is not State.NOT_CHECKED


def outcome(before: TraceReport, after: TraceReport) -> tuple[str, set[str]]:
    """What became of a changed file, and by which traces."""
    for weight, name in ((Weight.LOOK, "caught"), (Weight.MENTION, "mentioned")):
        if new := facts(after, weight) - facts(before, weight):
            return name, {trace for trace, _ in new}
    return ("not seen" if is_read(after) else "refused"), set()


def tampered_table() -> None:
    specimens = tampered.specimens()
    before = {each.name: traces_of(each.data, each.name) for each in specimens}
    print(f"{'changed':<40} {'files':>5} {'caught':>6} {'mentioned':>9} {'refused':>7} {'not seen':>8}  by")
    total: Counter[str] = Counter()
    for way, change in tampered.WAYS.items():
        found: Counter[str] = Counter()
        by: Counter[str] = Counter()
        for each in specimens:
            if (data := change(each)) is not None:
                what, traces = outcome(before[each.name], traces_of(data, each.name))
                found[what] += 1
                by.update(traces)
        total += found
        print(_row(way, found) + "  " + ", ".join(f"{name} {count}" for name, count in by.most_common()))
    print(_row("all", total))


def _row(name: str, found: Counter[str]) -> str:
    return f"{name:<40} {found.total():>5} {found['caught']:>6} {found['mentioned']:>9} {found['refused']:>7} {found['not seen']:>8}"


def honest_table(files: Iterable[honest.Honest], look: Callable[[bytes, str], TraceReport]) -> int:
    kinds: dict[str, Counter[str]] = {}
    mentioned: Counter[str] = Counter()
    for each in files:
        report = look(each.data, each.name)
        kind = each.name.partition(":")[0].rstrip("0123456789 ") if ":" in each.name else each.name.split()[0]
        count = kinds.setdefault(kind, Counter())
        accused = facts(report, Weight.LOOK)
        count.update(["files", "read" if is_read(report) else "unread", *(["accused"] if accused else [])])
        mentioned.update({trace for trace, _ in facts(report, Weight.MENTION)})
        for trace, said in sorted(accused):
            print(f"accused: {each.name}: {trace}: {said}")
    print(f"\n{'honest':<40} {'files':>5} {'read':>5} {'accused':>7}")
    for kind, count in [*kinds.items(), ("all", sum(kinds.values(), Counter()))]:
        print(f"{kind:<40} {count['files']:>5} {count['read']:>5} {count['accused']:>7}")
    print("mentioned, in files: " + ", ".join(f"{name} {count}" for name, count in mentioned.most_common()))
    return sum(count["accused"] for count in kinds.values())


def displayed(data: bytes, file: str) -> TraceReport:
    """The file with its pictures read too, and of that only what the pictures said: the other traces are seen without them."""
    from sbparse.ocr.models import models

    report = traces_of(data, file, engine=models())
    return replace(report, traces=tuple(trace for trace in report.traces if trace.name == "display"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mixtures", type=int, default=60, help="styles mixed by chance")
    parser.add_argument("--fresh", type=int, help="so many mixtures of other seeds, and nothing else")
    parser.add_argument("--seed", type=int, default=20261124, help="the first of the other seeds")
    parser.add_argument("--files", type=Path, nargs="+", help="these files, and nothing else")
    parser.add_argument("--display", action="store_true", help="only numbers in the page's picture against its text")
    arguments = parser.parse_args()
    look = displayed if arguments.display else traces_of
    if arguments.fresh or arguments.files:
        chosen = honest.fresh(arguments.fresh or 0, arguments.seed)
        return 1 if honest_table([*chosen, *honest.of_others(arguments.files or ())], look) else 0
    if arguments.display:
        return 1 if honest_table([*honest.styles(), *honest.fixtures()], look) else 0
    tampered_table()
    return 1 if honest_table(honest.everything(mixtures=arguments.mixtures), traces_of) else 0


if __name__ == "__main__":
    sys.exit(main())
