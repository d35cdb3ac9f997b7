"""The same texts from files: PDFs that say them in every field, declarations in every column and sheet, files and folders named so; through
every command, and the page."""

import asyncio
import csv
import io
import json
import re
from dataclasses import replace

import lxml.html
import openpyxl
import pytest
from docx import Document
from hostile_reading import obeyed, strange_cells, strange_fields
from hostile_texts import CONTROLS, FORMULAS, LINKS, MARKUP
from web_pages import site

import commanding
import formdraw
from formdraw import ALL_STYLES
from sbparse.page.native import pdfium

pdfium()
STYLE = next(style for style in ALL_STYLES if style.name == "seed-2023")
PRINTED = [text for text in (*FORMULAS, *MARKUP, *LINKS, *CONTROLS) if text.isprintable() and text == text.strip() and len(text) <= 30]
"""What can be drawn on a page in one line of a cell."""
NAMED = [text for text in (*FORMULAS, *MARKUP, *LINKS, *CONTROLS) if "/" not in text and "\0" not in text and "\\" not in text]
"""What a file can be called."""
BATCHES = [PRINTED[at : at + 10] for at in range(0, len(PRINTED), 10)]
COLUMNS = {
    "工作经历": ["单位", "专业技术工作", "技术职务", "起止时间", "证明人", "依据"],
    "更名": ["曾用名", "现用名", "更名日期"],
    "申报信息": ["项目", "内容"],
    "考核情况": ["起止时间", "种类", "结论", "组织单位"],
}


def run(capsys, *arguments) -> tuple[int, str, str]:
    code, out, err = commanding.run(capsys, *arguments)
    assert "Traceback" not in err
    assert obeyed(err.rstrip("\n")) == []
    return code, out, err


def printed(texts: list[str], seed: int = 5) -> bytes:
    """A record that says them wherever it says a text of its own."""
    record = formdraw.make_record(seed, jobs=len(texts), years=14, gaps=False)
    jobs = [replace(job, employer=text, district=texts[-at]) for at, (job, text) in enumerate(zip(record.jobs, texts, strict=False))]
    header = dict(zip(("name", "employer", "code", "serial"), texts, strict=False))
    return formdraw.build(replace(record, jobs=tuple(jobs), **header), STYLE)


def declared(texts: list[str]) -> dict[str, list[list[str]]]:
    """A declaration that says them in every column of every sheet."""
    months = [f"{2008 + at}.1-{2008 + at}.12" for at in range(len(texts))]
    turned = [*texts[1:], texts[0]]
    return {
        "工作经历": [[text, other, text, span, other, ""] for text, other, span in zip(texts, turned, months, strict=True)],
        "更名": [[text, other, "2015.3"] for text, other in zip(texts[:4], turned[:4], strict=True)],
        "申报信息": [["姓名", texts[0]], ["现有职称", texts[1]], ["现有技术职务", texts[2]], [texts[3], texts[4]]],
        "考核情况": [[span, text, other, text] for text, other, span in zip(texts, turned, months, strict=True)],
    }


def workbook(texts: list[str]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in declared(texts).items():
        sheet = book.create_sheet(title)
        for number, row in enumerate([COLUMNS[title], *rows], start=1):
            for column, text in enumerate(row, start=1):
                sheet.cell(number, column).value = _drawable(text)
                sheet.cell(number, column).data_type = "s"
    book.create_sheet("=1+1 <b>'甲").cell(1, 1).value = "甲"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _drawable(text: str) -> str:
    return "".join(char for char in text if char.isprintable() or char in "\t\n")


def as_json(texts: list[str]) -> bytes:
    sheets = {title: [dict(zip(COLUMNS[title], row, strict=True)) for row in rows] for title, rows in declared(texts).items()}
    return json.dumps({**sheets, texts[0]: [{texts[1]: texts[2]}]}, ensure_ascii=False).encode()


def as_csv(texts: list[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([COLUMNS["工作经历"], *declared(texts)["工作经历"]])
    return out.getvalue().encode()


def as_word(texts: list[str]) -> bytes:
    document, stream = Document(), io.BytesIO()
    for title, rows in declared(texts).items():
        document.add_paragraph(title)
        table = document.add_table(rows=0, cols=len(COLUMNS[title]))
        for row in [COLUMNS[title], *rows]:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = _drawable(text)
    document.save(stream)
    return stream.getvalue()


FORMATS = {"xlsx": workbook, "json": as_json, "csv": as_csv, "docx": as_word}


def unsafe(html: str) -> list[str]:
    """What a page has that none of this program's pages has."""
    found = []
    for element in lxml.html.document_fromstring(html).iter():
        if not isinstance(element.tag, str):
            found.append(f"comment {element.text}")
        elif element.tag in ("iframe", "object", "embed", "base"):
            found.append(element.tag)
        else:
            found += [name for name in element.attrib if name.startswith("on") or name in ("srcdoc", "formaction", "style")]
            for name in ("href", "src", "action", "xlink:href"):
                if not re.match(r"#|\?lang=(zh|en)$|data:image/png;base64,|data:,$|/token/[\w./?=-]*$", element.get(name, "#")):
                    found.append(f"{name}={element.get(name)}")
    return found


@pytest.mark.parametrize("texts", BATCHES, ids=lambda texts: ascii(texts[0]))
def test_a_record(texts, tmp_path, capsys):
    record = tmp_path / f"{NAMED[0]}.pdf"
    record.write_bytes(printed(texts))
    code, out, _ = run(capsys, "extract", record, "--show-ids")
    assert code in (0, 1) and obeyed(out) == []
    shown = "".join(out.split())
    assert sum("".join(text.split())[:6] in shown for text in texts) > len(texts) / 2, "they are read, and shown"
    for ending in ("csv", "xlsx", "json"):
        assert run(capsys, "extract", record, "--show-ids", "-o", tmp_path / f"out.{ending}")[0] in (0, 1)
    assert strange_fields((tmp_path / "out.csv").read_bytes()) == []
    assert strange_cells((tmp_path / "out.xlsx").read_bytes()) == []
    assert obeyed((tmp_path / "out.json").read_text("utf-8")) == []
    for arguments in (["years"], ["verify"], ["verify", "--format", "json"], ["extract", "--cross-check"]):
        code, out, _ = run(capsys, arguments[0], record, *arguments[1:])
        assert obeyed(out) == []


@pytest.mark.parametrize(("texts", "ending"), zip(BATCHES, [*FORMATS, *FORMATS], strict=False), ids=ascii)
def test_a_declaration(texts, ending, tmp_path, capsys):
    record, history = tmp_path / f"{NAMED[1]}.pdf", tmp_path / f"{NAMED[-1]}.{ending}"
    record.write_bytes(printed(texts))
    history.write_bytes(FORMATS[ending](texts))
    code, out, err = run(capsys, "check", record, history, "--show-ids")
    assert code in (0, 1), err
    assert obeyed(out) == []
    for output in ("xlsx", "html", "json"):
        assert run(capsys, "check", record, history, "--show-ids", "-o", tmp_path / f"out.{output}")[0] in (0, 1)
    assert strange_cells((tmp_path / "out.xlsx").read_bytes()) == []
    assert unsafe((tmp_path / "out.html").read_text("utf-8")) == []
    assert obeyed((tmp_path / "out.json").read_text("utf-8")) == []
    for command in (["fix", record, history], ["fix", record, history, "--new-form"], ["form", record]):
        made = tmp_path / "form.xlsx"
        code, out, _ = run(capsys, *command, "-o", made)
        assert obeyed(out) == []
        assert made.exists() == (code != 2) or command[0] == "fix"  # a declaration of somebody else, or one that cannot be changed in place
        assert not made.exists() or strange_cells(made.read_bytes()) == []
        made.unlink(missing_ok=True)
    _, out, _ = run(capsys, "verify", record, history, "--attest", tmp_path / "attested.json")
    assert obeyed(out + (tmp_path / "attested.json").read_text("utf-8")) == []


def test_two_prints(tmp_path, capsys):
    """The employers of one are not those of the other."""
    prints = []
    for number, texts in enumerate((BATCHES[0], [*BATCHES[0][:4], *BATCHES[1][4:]])):
        prints.append(tmp_path / f"{NAMED[number]}.pdf")
        prints[-1].write_bytes(printed(texts))
    code, out, err = run(capsys, "diff", *prints)
    assert code == 1, err
    assert obeyed(out) == []
    for ending in ("xlsx", "json"):
        assert run(capsys, "diff", *prints, "-o", tmp_path / f"out.{ending}")[0] == 1
    assert strange_cells((tmp_path / "out.xlsx").read_bytes()) == []
    assert obeyed((tmp_path / "out.json").read_text("utf-8")) == []


@pytest.mark.parametrize("kind", ["html", "xlsx"])
def test_an_audit(kind, tmp_path, capsys):
    """A folder a name; the first can be reviewed, of the others every third has no declaration."""
    for number, name in enumerate(NAMED):
        texts = BATCHES[number % len(BATCHES)]
        folder = tmp_path / "all" / f"{name}{number}"
        folder.mkdir(parents=True)
        (folder / f"{name}.pdf").write_bytes(printed(texts, 5) if number < len(BATCHES) else b"%PDF-1.4\n")
        if number < len(BATCHES) or number % 3:
            data = as_json(texts) if number < len(BATCHES) else json.dumps({"工作经历": [{"单位": name, "起止时间": name}]}).encode()
            (folder / f"{name}.json").write_bytes(data)
    reports = tmp_path / "reports"
    for ending in ("xlsx", "json", "parquet"):
        arguments = ["--jobs", 1, "--reports", reports, "--report-format", kind, "--state", tmp_path / "state", "--show-ids"]
        code, out, err = run(capsys, "audit", tmp_path / "all", "-o", tmp_path / f"out.{ending}", *arguments)
        assert code == 2, err  # some of them cannot be used
        assert obeyed(out) == []
    book = (tmp_path / "out.xlsx").read_bytes()
    assert strange_cells(book) == []
    assert obeyed((tmp_path / "out.json").read_text("utf-8")) == []
    written = list(reports.rglob(f"*.{kind}"))
    assert len(written) == len(BATCHES)
    for report in written:
        found = unsafe(report.read_text("utf-8")) if kind == "html" else strange_cells(report.read_bytes())
        assert (report.name, found) == (report.name, [])


@pytest.mark.parametrize("name", NAMED, ids=ascii)
def test_a_file_that_cannot_be_used(name, tmp_path, capsys):
    """What is said of it holds its name, and what stands in it."""
    broken, history = tmp_path / f"{name}.pdf", tmp_path / f"{name}.json"
    broken.write_bytes(b"%PDF-1.4\n")
    sheets = {"工作经历": [{"单位": name, "起止时间": name, "依据": name}], "申报信息": [{"项目": "毕业时间", "内容": name}], name: name}
    history.write_text(json.dumps(sheets))
    for command in ("extract", "years", "verify", "form"):
        assert run(capsys, command, broken, *(["-o", tmp_path / "x.xlsx"] if command == "form" else []))[0] == 2
    asked = (
        ["check", broken, history],
        ["fix", broken, history],
        ["diff", broken, broken],
        ["extract", tmp_path / f"{name}no.pdf"],
        ["extract", broken, "-o", tmp_path / f"{name}.no"],
        ["audit", tmp_path / f"{name}no"],
    )
    for arguments in asked:
        assert run(capsys, *arguments)[0] == 2


@pytest.mark.parametrize("texts", BATCHES[:3], ids=lambda texts: ascii(texts[0]))
@pytest.mark.parametrize("ending", ["xlsx", "json"])
def test_the_page(texts, ending):
    name = "=1+1 <img src=x onerror=alert(1)>'\u202e"
    files = [
        ("records", (f"{name}.pdf", printed(texts), "application/pdf")),
        ("history", (f"{name}.{ending}", FORMATS[ending](texts), "")),
    ]

    async def walked(level, education):
        async with site() as here:
            first = await here.client.post("/", files=files, data={"level": level, "education": education, "submitted": ""})
            report = await here.client.post(str(first.url))
            case = str(report.url).rsplit("/", 1)[0]
            made = ("report.html", "report.xlsx", "declaration.xlsx")
            return [first, report], {each: await here.client.get(f"{case}/file/{each}") for each in made}

    asked, _ = asyncio.run(walked(texts[0], texts[1]))  # a level that there is not
    pages, made = asyncio.run(walked("", ""))
    for answer in [*asked, *pages, made["report.html"]]:
        assert unsafe(answer.text) == []
    assert [each.status_code for each in made.values()] == [200, 200, 200]
    for each in ("report.xlsx", "declaration.xlsx"):
        assert strange_cells(made[each].content) == []
