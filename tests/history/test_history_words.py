"""申报级别 and 学历 are read in the words of the rule set, the user's own where one is given, by every command."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from history_files import csv_text, docx, json_text, xlsx
from openpyxl import load_workbook

from commanding import run
from sbparse.api import read_records, reconcile
from sbparse.errors import HistoryError
from sbparse.history.load import history_of, read_history
from sbparse.policy import RuleSet, default_ruleset, load_ruleset
from sbparse.report.forms.content import FormContent
from sbparse.report.forms.workbook import form_workbook

CASE = Path(__file__).parents[2] / "fixtures/check/02_start_mismatch"
RECORD = CASE / "record.pdf"
ROWS = [["单位", "起止时间"], ["北京竹间光电技术研究所", "2017.5-2023.3"]]
# A level and a 学历 that the shipped rule set does not have, each with a spelling of its own.
OWN = (
    ('"正高级工程师" = ["正高级职称"]', '"正高级工程师" = ["正高级职称"]\n"首席工程师" = ["首席", "Principal"]'),
    (
        'first = "07-01", last = "10-10", levels = ["正高级工程师"]',
        'first = "05-01", last = "10-10", levels = ["正高级工程师", "首席工程师"]',
    ),
    ('"中专" = ["中等专科"', '"高中" = ["普通高中"]\n"中专" = ["中等专科"'),
    (
        "routes = [",
        'routes = [\n  { level = "首席工程师", education = "高中", name = "从事本专业 4年以上", needs = [{ kind = "从事", years = 4 }] },',
    ),
)
CLAIM = [["申报级别", "首席"], ["学历", "普通高中"], ["从事本专业起始时间", "2017.5"], ["提交纸质材料日期", "2023-05-20"]]


@pytest.fixture(scope="module")
def own_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import sbparse.policy

    text = (Path(sbparse.policy.__file__).parent / "beijing.toml").read_text("utf-8")
    for old, new in OWN:
        assert text.count(old) == 1
        text = text.replace(old, new)
    path = tmp_path_factory.mktemp("rules") / "own.toml"
    path.write_text(text, "utf-8")
    return path


@pytest.fixture(scope="module")
def own(own_file: Path) -> RuleSet:
    return load_ruleset(own_file)


def workbook(claim: list[list[str]], rows: list[list[str]] = ROWS) -> bytes:
    return xlsx({"工作经历": rows, "申报信息": claim})


KINDS: dict[str, Callable[[], bytes]] = {
    "h.xlsx": lambda: workbook(CLAIM),
    "h.docx": lambda: docx([ROWS, CLAIM]),
    "h.json": lambda: json_text({"工作经历": [dict(zip(*ROWS, strict=True))], "申报信息": dict(CLAIM)}).encode(),
}


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_file_is_read_in_the_words_of_the_rule_set(tmp_path: Path, own: RuleSet, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(KINDS[name]())
    for claim in (read_history(path, own).claim, read_history(path, ruleset=own).claim, history_of(path.read_bytes(), name, own).claim):
        assert (claim.level, claim.education) == ("首席工程师", "高中")
    for read in (
        lambda: read_history(path),
        lambda: read_history(str(path), default_ruleset()),
        lambda: history_of(path.read_bytes(), name),
    ):
        with pytest.raises(HistoryError) as error:
            read()
        assert "首席" in error.value.line() and "普通高中" in error.value.line()


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("首席工程师（首席）", "首席工程师"),
        ("首席/首席工程师", "首席工程师"),
        ("PRINCIPAL", "首席工程师"),
        ("中级", "工程师"),
        ("首席/中级", None),
    ],
)
def test_brackets_strokes_and_capitals(own: RuleSet, text: str, level: str | None) -> None:
    data = workbook([["申报级别", text], ["姓名", "张三"]])
    if level is None:
        with pytest.raises(HistoryError, match="“首席/中级”不在其中"):
            history_of(data, "h", own)
    else:
        assert history_of(data, "h", own).claim.level == level


def test_a_csv_asks_no_rule_set(tmp_path: Path, own: RuleSet) -> None:
    assert history_of(csv_text(ROWS).encode(), "h", own) == history_of(csv_text(ROWS).encode(), "h")


def test_the_words_reach_the_review_through_the_api(tmp_path: Path, own: RuleSet, own_file: Path) -> None:
    path = tmp_path / "h.xlsx"
    path.write_bytes(workbook(CLAIM))
    records = read_records(RECORD)
    for ruleset in (own, own_file, str(own_file)):
        eligibility = reconcile(records, path, ruleset=ruleset).eligibility
        assert eligibility is not None
        assert (eligibility.level, [route.route for route in eligibility.routes]) == ("首席工程师", ["从事本专业 4年以上"])
        assert eligibility.eligible
    with pytest.raises(HistoryError):
        reconcile(records, path)


def test_a_check_with_another_rule_set(capsys, tmp_path: Path, own_file: Path) -> None:
    path = tmp_path / "h.xlsx"
    path.write_bytes(workbook(CLAIM))
    code, out, err = run(capsys, "check", RECORD, path, "--ruleset", own_file, "--format", "json")
    assert (code, err) == (0, "")
    eligibility = json.loads(out)["eligibility"]
    assert (eligibility["level"], eligibility["eligible"]) == ("首席工程师", True)


@pytest.mark.parametrize(
    ("claim", "where", "text", "known"),
    [
        ([["学历", "高中"], ["申报级别", "院士"]], "申报信息 第 2 行 B2", "院士", "高级工程师、正高级工程师、首席工程师"),
        ([["学历", "研究生"], ["姓名", "张三"]], "申报信息 第 1 行 B1", "研究生", "博士研究生、硕士研究生、本科、大专、高中、中专"),
    ],
)
def test_a_word_that_the_rule_set_lacks_is_refused_with_its_place_and_the_words_there_are(
    capsys, tmp_path: Path, own_file: Path, claim: list[list[str]], where: str, text: str, known: str
) -> None:
    path = tmp_path / "h.xlsx"
    path.write_bytes(workbook(claim))
    code, out, err = run(capsys, "check", RECORD, path, "--ruleset", own_file)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert str(path) in err and where in err and f"“{text}”" in err and known in err


def test_the_shipped_rule_set_refuses_what_only_another_one_knows(capsys, tmp_path: Path) -> None:
    path = tmp_path / "h.xlsx"
    path.write_bytes(workbook(CLAIM))
    code, _, err = run(capsys, "check", RECORD, path)
    assert code == 2 and "B1" in err and "“首席”" in err and "首席工程师" not in err
    assert "B2" in err and "“普通高中”" in err


@pytest.mark.parametrize("name", ["h.xlsx", "h.json"])
def test_a_declaration_in_other_words_is_corrected(capsys, tmp_path: Path, own: RuleSet, own_file: Path, name: str) -> None:
    rows = [ROWS[0], [ROWS[1][0], "2017.4-2023.3"]]
    declared, target = tmp_path / name, tmp_path / "corrected.xlsx"
    data = json_text({"工作经历": [dict(zip(*rows, strict=True))], "申报信息": dict(CLAIM)}).encode()
    declared.write_bytes(workbook(CLAIM, rows) if name == "h.xlsx" else data)
    code, _, err = run(capsys, "fix", RECORD, declared, "--ruleset", own_file, "-o", target)
    assert (code, err) == (0, "")
    history = read_history(target, own)
    assert (str(history.stints[0].start), history.claim.level, history.claim.education) == ("2017-05", "首席工程师", "高中")


def offered(data: bytes, cell: str) -> str | None:
    sheet = load_workbook(BytesIO(data))["申报信息"]
    [rule] = [rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref]
    return rule.formula1 if rule.type == "list" else None


@pytest.mark.parametrize("records", [[], [RECORD]])
def test_a_form_offers_the_words_of_the_rule_set(capsys, tmp_path: Path, own_file: Path, records: list[Path]) -> None:
    target = tmp_path / "form.xlsx"
    assert run(capsys, "form", *records, "--ruleset", own_file, "-o", target)[0] == 0
    assert offered(target.read_bytes(), "B4") == '"助理工程师,工程师,高级工程师,正高级工程师,首席工程师"'
    assert offered(target.read_bytes(), "B5") == '"博士研究生,硕士研究生,本科,大专,高中,中专"'


def named(tmp_path: Path, *words: str) -> RuleSet:
    """The shipped rule set with more words for a 学历."""
    import sbparse.policy

    text = (Path(sbparse.policy.__file__).parent / "beijing.toml").read_text("utf-8")
    more = "".join(f"{json.dumps(word, ensure_ascii=False)} = []\n" for word in words)
    path = tmp_path / "more.toml"
    path.write_text(text.replace('"中专" = [', f'{more}"中专" = ['), "utf-8")
    return load_ruleset(path)


SHIPPED_LENGTH = len("博士研究生,硕士研究生,本科,大专,中专")


@pytest.mark.parametrize(
    ("words", "listed"),
    [
        (["高中"], True),
        (["高" * (255 - SHIPPED_LENGTH - 1)], True),
        (["高" * (255 - SHIPPED_LENGTH)], False),
        (["高中,中专"], False),
        (['高"中'], False),
    ],
)
def test_words_that_a_workbook_cannot_list_are_not_offered(tmp_path: Path, words: list[str], listed: bool) -> None:
    data = form_workbook(FormContent(), 2026, ruleset=named(tmp_path, *words))
    assert (offered(data, "B5") is not None) == listed
    assert offered(data, "B4") is not None
    if listed:
        assert offered(data, "B5") == '"' + ",".join(["博士研究生", "硕士研究生", "本科", "大专", *words, "中专"]) + '"'
