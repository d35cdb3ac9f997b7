"""What counts as a submission, in folders and in manifests: everything that was handed in is told of, and nothing twice."""

import os
from pathlib import Path

import pytest
from audit_build import outcome_of, outcomes_of, submit

from sbparse.audit.outcome import Standing
from sbparse.audit.reports import Reports
from sbparse.audit.submission import MOST_FILES, Submission, distinct, submissions
from sbparse.errors import UnusableFileError


def touch(folder: Path, *names: str) -> Path:
    """Files without content: discovery goes by names alone."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    return folder


def found(folder: Path, **options: list[Path]) -> list[Submission]:
    return list(submissions(folder, **options))


def flaws(folder: Path) -> dict[str, str | None]:
    return {one.name: one.flaw and one.flaw.key for one in found(folder)}


def names_in(submission: Submission) -> list[str]:
    return [Path(file).name for file in (*submission.records, submission.history or "")]


def test_every_sub_folder_is_a_submission_in_the_order_of_the_names(tmp_path):
    touch(tmp_path, "b/r.pdf", "b/h.xlsx", "a/z.PDF", "a/a.pdf", "a/h.csv", "c/r.pdf", "c/h.docx", "d/r.pdf", "d/h.json")
    all_found = found(tmp_path)
    assert [one.name for one in all_found] == ["a", "b", "c", "d"]
    assert names_in(all_found[0]) == ["a.pdf", "z.PDF", "h.csv"]
    assert not any(one.flaw for one in all_found)


def test_a_folder_of_papers_without_sub_folders_is_one_submission(tmp_path):
    touch(tmp_path / "张三", "r.pdf", "h.xlsx")
    assert [one.name for one in found(tmp_path / "张三")] == ["张三"]


def test_nested_folders_are_submissions_named_by_their_path(tmp_path):
    touch(tmp_path, "研发部/张三/r.pdf", "研发部/张三/h.xlsx", "测试部/李四/r.pdf", "测试部/李四/h.xlsx")
    assert flaws(tmp_path) == {"测试部/李四": None, "研发部/张三": None}


def test_hidden_files_lock_files_and_hidden_folders_are_nobodys(tmp_path):
    touch(tmp_path, "a/r.pdf", "a/h.xlsx", "a/~$h.xlsx", "a/.h.xlsx.swp.csv", "a/.r.pdf", ".git/r.pdf", ".git/h.csv")
    (one,) = found(tmp_path)
    assert names_in(one) == ["r.pdf", "h.xlsx"]


def test_a_file_beside_sub_folders_is_told_of(tmp_path):
    touch(tmp_path, "a/r.pdf", "a/h.xlsx", "lost.pdf", "readme.txt")
    assert flaws(tmp_path) == {"lost.pdf": "audit.loose-file", "a": None}
    assert Standing.UNUSABLE in {outcome.standing for outcome in outcomes_of(tmp_path) if outcome.name == "lost.pdf"}


@pytest.mark.parametrize(
    ("files", "flaw"),
    [
        (["r.pdf", "h.xlsx"], None),
        (["h.xlsx"], "audit.no-pdf"),
        (["scan.jpg"], "audit.no-pdf"),
        (["r.pdf"], "audit.no-history"),
        (["r.pdf", "old.xls"], "audit.no-history"),
        (["r.pdf", "h.xlsx", "contract.docx", "notes.csv", "x.json"], None),
        (["r.pdf", "h.xlsx", "i.xlsx", "h.csv"], "audit.several-histories"),
        (["r.pdf", "h.docx", "h.csv"], "audit.several-histories"),
        ([f"{number}.pdf" for number in range(MOST_FILES)] + ["h.csv"], None),
        ([f"{number}.pdf" for number in range(MOST_FILES + 1)] + ["h.csv"], "audit.too-many-files"),
    ],
)
def test_what_a_sub_folder_lacks_or_has_too_much_of(tmp_path, files, flaw):
    touch(tmp_path / "a", *files)
    touch(tmp_path / "b", "r.pdf", "h.xlsx")
    assert flaws(tmp_path) == {"a": flaw, "b": None}


def test_the_workbook_goes_before_other_files_as_the_history(tmp_path):
    touch(tmp_path / "a", "a.csv", "b.docx", "c.xlsx", "r.pdf")
    assert names_in(found(tmp_path / "a")[0]) == ["r.pdf", "c.xlsx"]


def test_several_histories_are_named(tmp_path):
    touch(tmp_path / "a", "r.pdf", "旧.xlsx", "新.xlsx")
    touch(tmp_path / "b", "r.pdf", "h.xlsx")
    (unused,) = outcomes_of(tmp_path)[0].unused
    assert unused.file is None and "新.xlsx" in unused.why and "旧.xlsx" in unused.why


def test_pictures_kept_in_a_folder_of_the_submission_are_no_submission(tmp_path):
    touch(tmp_path, "a/r.pdf", "a/h.xlsx", "a/pictures/1.jpg", "a/pictures/more/2.jpg", "b/only/3.jpg")
    assert flaws(tmp_path) == {"a": None, "b/only": "audit.no-pdf"}


@pytest.mark.parametrize("make", [lambda folder: None, lambda folder: touch(folder, "readme.txt"), lambda folder: (folder / "a").mkdir()])
def test_a_folder_without_any_submission_is_refused(tmp_path, make):
    make(tmp_path)
    with pytest.raises(UnusableFileError) as caught:
        found(tmp_path)
    assert caught.value.what.key == "audit.no-submission"


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(UnusableFileError) as caught:
        found(tmp_path / "none")
    assert caught.value.what.key == "audit.cannot-open"


def test_links_to_folders_are_not_followed_but_told_of(tmp_path):
    touch(tmp_path, "all/a/r.pdf", "all/a/h.xlsx", "elsewhere/r.pdf", "elsewhere/h.xlsx")
    (tmp_path / "all" / "b").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "all" / "loop").symlink_to(tmp_path / "all")
    assert flaws(tmp_path / "all") == {"b": "audit.linked-folder", "loop": "audit.linked-folder", "a": None}


def test_a_link_to_a_file_is_the_file(tmp_path):
    submit(tmp_path / "all" / "a")
    (tmp_path / "all" / "a" / "record.pdf").rename(tmp_path / "kept.pdf")
    (tmp_path / "all" / "a" / "record.pdf").symlink_to(tmp_path / "kept.pdf")
    assert outcomes_of(tmp_path / "all")[0].standing is Standing.PASS


def test_a_folder_that_cannot_be_looked_into_is_told_of(tmp_path, monkeypatch):
    touch(tmp_path, "a/r.pdf", "a/h.xlsx", "b/r.pdf", "b/h.xlsx", "c/r.pdf", "c/h.xlsx")
    scandir = os.scandir

    def closed(path: str) -> object:  # tests may run as root, whom no permission stops
        if Path(path).name == "b":
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    assert flaws(tmp_path) == {"a": None, "b": "audit.cannot-open", "c": None}


def test_the_audits_own_output_inside_the_folder_is_no_submission(tmp_path):
    touch(tmp_path, "a/r.pdf", "a/h.xlsx", "audit.xlsx", "reports/a.xlsx", "reports/deep/a.xlsx")
    own = [tmp_path / "audit.xlsx", tmp_path / "reports"]
    assert [one.name for one in found(tmp_path, without=own)] == ["a"]
    assert len(found(tmp_path)) > 1


def test_the_own_output_is_known_by_another_path_too(tmp_path, monkeypatch):
    touch(tmp_path, "all/a/r.pdf", "all/a/h.xlsx", "all/reports/a.xlsx")
    monkeypatch.chdir(tmp_path / "all")
    assert [one.name for one in found(Path("../all"), without=[Path("reports")])] == ["a"]


def test_names_that_are_no_unicode_are_shown_and_kept_apart(tmp_path):
    gbk = [os.fsdecode(name.encode("gbk")) for name in ("张三", "李四")]
    for number, name in enumerate(gbk):
        submit(tmp_path / name, mark=number).joinpath("record.pdf").rename(tmp_path / name / f"{name}.pdf")
    outcomes = outcomes_of(tmp_path)
    assert [outcome.standing for outcome in outcomes] == [Standing.PASS] * 2
    assert len({outcome.name for outcome in outcomes}) == 2
    "".join(outcome.name for outcome in outcomes).encode()  # fit to be written


def test_a_name_given_twice_becomes_two_names():
    names = ["a", "a", "a (2)", "b", "a"]
    told = [one.name for one in distinct(Submission(name, (), None) for name in names)]
    assert told[:2] == ["a", "a (2)"] and told[3] == "b"
    assert len(set(told)) == 5


# Manifests ----------------------------------------------------------------------------------------------------------------------------


def manifest(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    file = folder / "manifest.csv"
    file.write_bytes(text.encode(encoding))
    return file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize(
    "header", ["编号,社保记录,申报表,提交日期", "名称,权益记录,工作经历,提交纸质材料日期", "name,records,history,submitted"]
)
def test_headings_in_chinese_and_english_in_every_encoding_of_excel(tmp_path, header, encoding):
    (one,) = found(manifest(tmp_path, f"{header}\n张三,甲.pdf,乙.xlsx,2023.8.15\n", encoding))
    assert one == Submission("张三", (str(tmp_path / "甲.pdf"),), str(tmp_path / "乙.xlsx"), "2023.8.15")


def test_columns_in_any_order_with_others_between(tmp_path):
    (one,) = found(manifest(tmp_path, "备注, history ,x,records\n?,h.csv,,r.pdf\n"))
    assert (one.name, one.records, one.history, one.submitted) == ("2", (str(tmp_path / "r.pdf"),), str(tmp_path / "h.csv"), None)


@pytest.mark.parametrize(
    ("header", "missing"), [("name,records", "工作经历"), ("name,history", "权益记录"), ("name", "工作经历"), ("", "权益记录")]
)
def test_a_missing_column_is_named(tmp_path, header, missing):
    with pytest.raises(UnusableFileError) as caught:
        found(manifest(tmp_path, f"{header}\na,b,c\n"))
    assert caught.value.what.key == "audit.manifest-columns" and missing in caught.value.line("zh")


@pytest.mark.parametrize("data", [b"\x81", b'records,history\n"r.pdf,h.csv\n', b"records,history\n" + b"x" * 200_000])
def test_what_is_no_csv_is_refused(tmp_path, data):
    (tmp_path / "manifest.csv").write_bytes(data)
    with pytest.raises(UnusableFileError) as caught:
        found(tmp_path / "manifest.csv")
    assert caught.value.what.key == "audit.no-manifest"


def test_a_manifest_without_rows_is_refused(tmp_path):
    with pytest.raises(UnusableFileError) as caught:
        found(manifest(tmp_path, "records,history\n\n , \n"))
    assert caught.value.what.key == "audit.no-submission"


def test_lists_relative_and_absolute_paths_and_addresses(tmp_path):
    row = f"a; b/c.pdf ；{tmp_path}/d.pdf;memory://e.pdf;,../h.xlsx"
    (one,) = found(manifest(tmp_path, f"records,history\n{row}\n"))
    assert one.records == (str(tmp_path / "a"), str(tmp_path / "b/c.pdf"), f"{tmp_path}/d.pdf", "memory://e.pdf")
    assert one.history == f"{tmp_path}/../h.xlsx"


def test_short_rows_and_empty_cells_have_flaws(tmp_path):
    text = "name,records,history\nfull,r.pdf,h.csv\nno history,r.pdf\nno record,,h.csv\ntwo,r.pdf,h.csv;i.csv\n,,\nonly name\n"
    assert flaws(manifest(tmp_path, text)) == {
        "full": None,
        "no history": "audit.no-history",
        "no record": "audit.no-pdf",
        "two": "audit.several-histories",
        "only name": "audit.no-pdf",
    }


def test_rows_without_a_name_are_named_by_their_row_and_never_alike(tmp_path):
    text = "name,records,history\n,r.pdf,h.csv\n2,r.pdf,h.csv\nx,r.pdf,h.csv\nx,s.pdf,h.csv\n"
    assert list(flaws(manifest(tmp_path, text))) == ["2", "2 (2)", "x", "x (2)"]


def test_a_manifest_reads_what_its_rows_name(tmp_path):
    submit(tmp_path / "papers" / "one")
    submit(tmp_path / "papers" / "two", "06_print_day_31")
    text = (
        "名称,权益记录,工作经历,提交日期\n一,papers/one/record.pdf,papers/one/history.xlsx,\n"
        "二,papers/two/record.pdf,papers/two/history.xlsx,\n三,papers/none.pdf,papers/one/history.xlsx,\n四,papers,papers/one/history.xlsx,\n"
    )
    outcomes = {outcome.name: outcome for outcome in outcomes_of(manifest(tmp_path, text))}
    assert [outcome.standing for outcome in outcomes.values()] == [Standing.PASS, Standing.FAIL, Standing.UNUSABLE, Standing.UNUSABLE]
    assert [row.file for row in outcomes["三"].unused] == ["none.pdf"]


def test_the_day_of_submission_is_the_rows_own(tmp_path):
    submit(tmp_path / "p")
    rows = "".join(
        f"{name},p/record.pdf,p/history.xlsx,{day}\n" for name, day in [("soon", "2023.4.10"), ("late", "2031-1-1"), ("bad", "soon")]
    )
    soon, late, bad = outcomes_of(manifest(tmp_path, f"name,records,history,submitted\n{rows}"))
    assert "print-date-stale" not in {row.rule for row in soon.findings}
    assert "print-date-stale" in {row.rule for row in late.findings}
    assert bad.standing is Standing.UNUSABLE and "soon" in bad.unused[0].why


def test_a_pipe_named_like_a_paper_keeps_nobody_waiting(tmp_path):
    submit(tmp_path / "a")
    os.mkfifo(tmp_path / "a" / "second.pdf")
    outcome = outcome_of(tmp_path / "a")
    assert outcome.standing is Standing.UNUSABLE and [row.file for row in outcome.unused] == ["second.pdf"]


_HOSTILE = [
    "../x",
    "../../x",
    "/etc/x",
    "a/../../x",
    "..",
    ".",
    "/",
    "a/",
    "con",
    "aux.txt",
    "a:b",
    "x\\..\\y",
    "\x00",
    "a\nb",
    "." * 5,
    " ",
]


@pytest.mark.parametrize("name", [*_HOSTILE, "长" * 300, "~/x"])
def test_no_name_leads_a_report_out_of_its_folder(tmp_path, name):
    folder = tmp_path / "reports"
    file = Reports(folder).file(Submission(name, (), None))
    assert file is not None and folder in file.parents
    assert ".." not in file.relative_to(folder).parts
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()
    assert list(tmp_path.iterdir()) == [folder]


def test_names_that_come_to_one_file_name_are_told_apart():
    names = ["a:b", "a?b", "a_b", "../a", "_/a", "a/./b", "a/b", "长" * 90 + "一", "长" * 90 + "二", "CON", "_CON"]
    files = [Reports(Path("r")).name(Submission(name, (), None)) for name in names]
    assert len(set(files)) == len(names)
