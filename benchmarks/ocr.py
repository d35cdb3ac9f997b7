"""Scans held against what was printed: cells right, refused and wrong, by what was done to the page.

python benchmarks/ocr.py                 # every degradation, on the records below
python benchmarks/ocr.py phone seal      # those whose names hold one of these words
python benchmarks/ocr.py --records 1     # fewer records
python benchmarks/ocr.py --keep FOLDER   # keep the scans that hold a wrong cell
python benchmarks/ocr.py --tesseract     # words of one page read exactly, once, by the models and by Debian's tesseract-ocr-chi-sim
"""

import argparse
import csv
import io
import json
import os
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests"), str(ROOT / "tests" / "record")]

from record_truth import judged  # noqa: E402

from formdraw import build, make_record, truth  # noqa: E402
from formdraw.gallery import FORM_2023, FORM_2026, NATIONAL  # noqa: E402
from formdraw.scanning import DEGRADATIONS, scanned  # noqa: E402
from sbparse.ocr import agree, models, show  # noqa: E402
from sbparse.ocr.engine import Reading  # noqa: E402
from sbparse.ocr.scan import PIXELS, scanned_page  # noqa: E402
from sbparse.page.pdfium import Document  # noqa: E402
from sbparse.record.reading import sheet_of  # noqa: E402
from sbparse.values.text import fold  # noqa: E402

COMPARED = ("300 dpi", "150 dpi", "JPEG 25", "grey, blur, noise", "seal in red")
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
    parser.add_argument("--tesseract", action="store_true")
    options = parser.parse_args()
    if options.tesseract:
        return words()
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


class Tesseract(models.Models):
    """Lines read by Tesseract, one process a pass; it tells the confidence of words, not of characters."""

    def read(self, lines):
        with TemporaryDirectory() as folder:
            paths = [Path(folder) / f"{number}.png" for number in range(len(lines))]
            for path, line in zip(paths, lines, strict=True):
                cv2.imwrite(str(path), cv2.copyMakeBorder(line, 10, 10, 10, 10, cv2.BORDER_CONSTANT, value=255))
            (Path(folder) / "list.txt").write_text("\n".join(map(str, paths)))
            command = ["tesseract", f"{folder}/list.txt", "-", "-l", "chi_sim+eng", "--psm", "7", "tsv"]
            environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
            out = subprocess.run(command, capture_output=True, check=True, text=True, env=environment).stdout
        found = [[] for _ in lines]
        for row in csv.DictReader(io.StringIO(out), delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["level"] == "5":
                found[int(row["page_num"]) - 1].append(row)
        return [self._line(words, line.shape[1]) for words, line in zip(found, lines, strict=True)]

    def _line(self, words, width):
        text, sure, at = "", [], []
        for word in words:
            chars = "".join(word["text"].split())
            for number, char in enumerate(chars):
                text += char
                sure.append(max(0.0, float(word["conf"]) / 100))
                at.append((int(word["left"]) - 10 + (number + 0.5) * int(word["width"]) / len(chars)) / width)
        return Reading(text, tuple(sure), tuple(at))


def words():
    """Words of a page that are read exactly in one pass, by both engines on the same pieces of the same straightened picture."""
    print("| degradation | words | models | Tesseract |")
    print("| --- | --- | --- | --- |")
    pdf, _ = printed(*RECORDS[1])
    with Document(pdf, "record.pdf") as document:
        due = Counter(fold(word.text) for word in sheet_of(document.page(0)).words)
    for how in (how for how in DEGRADATIONS if how.name in COMPARED):
        with Document(scanned(pdf, how, RECORDS[1][0]), "scan.pdf") as document:
            counts = [_exact(document.raster(0, PIXELS), engine, due) for engine in (models.Models(), Tesseract())]
        print(f"| {how.name} | {due.total()} | {counts[0]} | {counts[1]} |", flush=True)
    return 0


def _exact(raster, engine, due):
    """How many of the words that are due come out of a page exactly, whatever the confidence."""
    agree.DIGIT = agree.HANZI = agree.MARK = 0.0
    ways, show.WAYS = show.WAYS, show.WAYS[1:2]
    page = scanned_page(raster, 1, engine)
    show.WAYS = ways
    return (Counter(fold(word.text) for word in sheet_of(page).words) & due).total()


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
