"""Scans held against what was printed: cells right, refused and wrong, by what was done to the page.

python benchmarks/ocr.py                 # every degradation, on the records below
python benchmarks/ocr.py phone seal      # those whose names hold one of these words
python benchmarks/ocr.py --records 1     # fewer records
python benchmarks/ocr.py --keep FOLDER   # keep the scans that hold a wrong cell
"""

import argparse
import json
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests"), str(ROOT / "tests" / "record")]

from record_truth import judged  # noqa: E402

from formdraw import build, make_record, truth  # noqa: E402
from formdraw.gallery import FORM_2023, FORM_2026, NATIONAL  # noqa: E402
from formdraw.scanning import DEGRADATIONS, scanned  # noqa: E402

TTF = {"producer": "reportlab-ttf"}
RECORDS = (
    (11, replace(FORM_2023, name="2023 serif", **TTF)),
    (12, replace(FORM_2026, name="2026 sans", font="sans", notes=0, **TTF)),
    (13, replace(NATIONAL, name="national sans 7 pt", font="sans", **TTF)),
    (14, replace(FORM_2023, name="2023 Latin digits", latin=True, rulings="filled", **TTF)),
    (15, replace(FORM_2023, name="without rules", rulings="none", font="sans", font_size=8.0, **TTF)),
)


def printed(seed, style):
    """A record, its PDF and what a scan of it should read: a scan's own date says nothing about the print's."""
    record = make_record(seed, jobs=2 + seed % 3, years=6 + seed % 4)
    due = truth(record, style)
    if due["print_date"] and due["print_date"]["basis"] == "pdf-metadata":
        due["print_date"] = None
    return build(record, style), _wide(due)


def _wide(value):
    """A truth with all brackets full-width, as the reader gives them: a picture hardly tells."""
    if isinstance(value, dict):
        return {key: _wide(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_wide(inner) for inner in value]
    return value.replace("(", "（").replace(")", "）") if isinstance(value, str) else value


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--records", type=int, default=len(RECORDS))
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--json", type=Path, help="one line a scan")
    options = parser.parse_args()
    print("| degradation | pages | cells | right | refused | wrong | files refused whole | s a page |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    total = Counter()
    for how in DEGRADATIONS:
        if options.words and not any(word in how.name for word in options.words):
            continue
        counts = Counter()
        for seed, style in RECORDS[: options.records]:
            pdf, due = printed(seed, style)
            scan = scanned(pdf, how, seed)
            begun = time.process_time()
            judgement = judged(scan, [due])
            counts["seconds"] += time.process_time() - begun
            cells = judgement.cells or sum(1 for _ in _leaves(due))
            counts["pages"] += len(due["pages"])
            counts["cells"] += cells
            wrong = [what for what in judgement.wrong if not _left_out(what, judgement)]
            counts["wrong"] += len(wrong)
            counts["refused"] += cells if judgement.error else _refused(judgement, due) + len(judgement.wrong) - len(wrong)
            counts["whole"] += judgement.error is not None
            if options.json:
                with options.json.open("a") as out:
                    out.write(json.dumps(_line(how, style, judgement), ensure_ascii=False) + "\n")
            if wrong and options.keep:
                options.keep.mkdir(exist_ok=True)
                (options.keep / f"{how.name}-{style.name}.pdf".replace(" ", "_")).write_bytes(scan)
        total += counts
        print(_row(how.name, counts), flush=True)
    print(_row("all", total))
    return 1 if total["wrong"] else 0


def _leaves(value):
    from record_truth import leaves

    return leaves(value)


def _refused(judgement, due):
    """Refused cells; a row left out counts with all its cells."""
    count = 0
    for what in judgement.refused:
        table, _, rest = what.partition(": row ")
        if rest:
            count += sum(1 for _ in _leaves(due[table][int(rest.split()[0])]))
        else:
            count += 1
    return count


def _left_out(what, judgement):
    """Whether a date or period of several parts, or a page, is absent as a whole, and a finding says so."""
    said = {f.rule for r in judgement.read for f in r.record.findings if f.severity == "error"}
    if what.startswith(("skipped", "pages[")):
        return "incomplete-pages" in said
    whole = what.startswith(("print_date", "query_period")) and ("None should not" in what or "'absent'" in what)
    return whole and not said.isdisjoint({"unreadable-text", "incomplete-pages"})


def _line(how, style, judgement):
    findings = [(f.rule, str(f.message.params)[:200]) for r in judgement.read for f in r.record.findings if f.severity != "info"]
    error = str(judgement.error) if judgement.error else None
    return {
        "how": how.name,
        "style": style.name,
        "error": error,
        "wrong": [w for w in judgement.wrong if not _left_out(w, judgement)],
        "refused": judgement.refused,
        "findings": findings,
    }


def _row(name, counts):
    right = counts["cells"] - counts["refused"] - counts["wrong"]
    pages = max(1, counts["pages"])
    shares = f"{counts['cells']} | {right} | {counts['refused']} | {counts['wrong']}"
    return f"| {name} | {counts['pages']} | {shares} | {counts['whole']} | {counts['seconds'] / pages:.1f} |"


if __name__ == "__main__":
    sys.exit(main())
