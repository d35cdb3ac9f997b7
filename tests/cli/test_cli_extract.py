"""``sbparse extract``: each format to the terminal and into a file, several files of which one is bad, and its messages."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest
from cli_process import FIXTURES, MONTHLY, SEED, failed, sbparse


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "坏文件.pdf"
    path.write_bytes(SEED.read_bytes()[:2000])
    return path


def test_json_to_the_terminal_is_the_contract_s() -> None:
    done = sbparse("extract", SEED, "--format", "json")
    assert (done.code, done.err) == (0, "")
    data = json.loads(done.text)
    truth = json.loads(SEED.with_suffix(".truth.json").read_text("utf-8"))
    assert data["schema"] == "sbparse.extract/1"
    assert data["source"]["file"].endswith(SEED.name) and data["source"]["pages"] == truth["pages"]
    for record, expected in zip(data["records"], truth["records"], strict=True):
        assert {key: record[key] for key in expected if key not in ("employments", "contributions")} == {
            key: value for key, value in expected.items() if key not in ("employments", "contributions")
        }
        for table in ("employments", "contributions"):
            assert [{k: v for k, v in row.items() if k != "where"} for row in record[table]] == expected[table]
            assert all(len(row["where"]["bbox"]) == 4 for row in record[table])


def test_the_second_engine_gives_the_same_json() -> None:
    first, second = (sbparse("extract", MONTHLY, "--format", "json", "--engine", engine) for engine in ("pdfium", "pdfplumber"))
    records, others = (json.loads(done.text)["records"] for done in (first, second))
    assert [record["contributions"] for record in _without_places(records)] == [r["contributions"] for r in _without_places(others)]


def _without_places(records: list[dict[str, list[dict[str, object]]]]) -> list[dict[str, list[dict[str, object]]]]:
    for record in records:
        for row in record["contributions"]:
            del row["where"]
    return records


def test_cross_check_reads_with_both() -> None:
    done = sbparse("extract", SEED, "--format", "json", "--cross-check")
    assert (done.code, done.err) == (0, "")
    assert (
        json.loads(done.text)["records"][0]["findings"]
        == json.loads(sbparse("extract", SEED, "--format", "json").text)["records"][0]["findings"]
    )


def test_the_table_is_the_default_and_masks_the_number() -> None:
    plain, masked = sbparse("extract", SEED, "--show-ids", COLUMNS="160"), sbparse("extract", SEED, COLUMNS="160")
    number = json.loads(SEED.with_suffix(".truth.json").read_text("utf-8"))["records"][0]["person"]["id_number"]
    assert (plain.code, masked.code) == (0, 0)
    assert number in plain.text and number not in masked.text
    assert "张三" in masked.text


def test_csv_to_the_terminal() -> None:
    done = sbparse("extract", SEED, "--format", "csv")
    rows = list(csv.reader(io.StringIO(done.text)))
    assert done.code == 0
    assert any("2018-09" in cell for row in rows for cell in row)


@pytest.mark.parametrize("ending", ["json", "csv", "xlsx", "txt"])
def test_the_file_s_ending_is_the_format(ending: str, tmp_path: Path) -> None:
    target = tmp_path / f"结果.{ending}"
    done = sbparse("extract", SEED, "-o", target)
    assert (done.code, done.out, done.err) == (0, b"", "")
    assert [path.name for path in tmp_path.iterdir()] == [target.name]
    if ending == "xlsx":
        assert openpyxl.load_workbook(target).sheetnames
    else:
        assert "2018-09" in target.read_text("utf-8-sig")


def test_format_goes_before_the_ending(tmp_path: Path) -> None:
    target = tmp_path / "result.dat"
    assert sbparse("extract", SEED, "-o", target, "--format", "json").code == 0
    assert json.loads(target.read_text("utf-8"))["schema"] == "sbparse.extract/1"


def test_one_bad_file_among_good_ones(bad: Path, tmp_path: Path) -> None:
    target = tmp_path / "all.json"
    done = sbparse("extract", SEED, bad, MONTHLY, tmp_path / "none.pdf", "-o", target)
    assert done.code == 2
    lines = done.err.splitlines()
    assert [line.split("：")[0] for line in lines] == [str(bad), str(tmp_path / "none.pdf")]
    files = [entry["source"]["file"] for entry in json.loads(target.read_text("utf-8"))]
    assert [Path(file).name for file in files] == [SEED.name, MONTHLY.name]


@pytest.mark.parametrize(("lang", "text"), [("zh", "文件已损坏"), ("en", "the file is damaged")])
def test_messages_speak_the_language_asked_for(lang: str, text: str, bad: Path) -> None:
    assert text in failed(sbparse("extract", bad, "--lang", lang))
    assert text in failed(sbparse("extract", bad, SBPARSE_LANG=lang))
    other = "en" if lang == "zh" else "zh"
    assert text in failed(sbparse("extract", bad, "--lang", lang, SBPARSE_LANG=other))


def test_an_unwritable_output(tmp_path: Path) -> None:
    assert "nowhere" in failed(sbparse("extract", SEED, "-o", tmp_path / "nowhere" / "x.json"))
    folder = tmp_path / "folder.json"
    folder.mkdir()
    assert str(folder) in failed(sbparse("extract", SEED, "-o", folder))
    assert [path.name for path in tmp_path.iterdir()] == ["folder.json"]


def test_an_output_whose_format_cannot_be_told(tmp_path: Path) -> None:
    line = failed(sbparse("extract", SEED, "-o", tmp_path / "x.docx"))
    assert "x.docx" in line and "json" in line
    assert "xlsx" in failed(sbparse("extract", SEED, "--format", "xlsx"))


@pytest.mark.parametrize("arguments", [(), ("x.pdf", "--format", "yaml"), ("x.pdf", "--engine", "tesseract"), ("x.pdf", "--nonsense")])
def test_a_wrong_command_line_is_one_line(arguments: tuple[str, ...]) -> None:
    assert "--help" in failed(sbparse("extract", *arguments))
    assert "see sbparse --help" in failed(sbparse("extract", *arguments, "--lang", "en"))


def test_findings_do_not_change_the_exit_code(tmp_path: Path) -> None:
    """``extract`` gives no verdict: a record at odds with itself is read, and says so."""
    import pikepdf

    part = tmp_path / "part.pdf"
    with pikepdf.open(FIXTURES / "x5_wrapped_names.pdf") as document:
        del document.pages[1]
        document.save(part)
    done = sbparse("extract", part, "--format", "json")
    rules = {finding["rule"] for finding in json.loads(done.text)["records"][0]["findings"]}
    assert done.code == 0 and "incomplete-pages" in rules
