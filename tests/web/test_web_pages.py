"""The pages by their addresses: the way through, what is refused and how it is told, what is forgotten."""

import asyncio
import re
import sys
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from web_pages import BROKEN, CASES, ROOT, confirmed, fields_of, run, sent, site

import sbparse.web
from sbparse import read_records, reconcile
from sbparse.messages import catalogue
from sbparse.web.app import MOST_TYPED
from sbparse.web.desk import MOST_CASES
from sbparse.web.upload import Limits


async def _walk(name="02_start_mismatch", **options):
    async with site() as here:
        report = await confirmed(here, name, **options)
        case = str(report.url).rsplit("/", 1)[0]
        fields = fields_of(report.text)
        taken = await here.client.post(f"{case}/report", data={**fields, "do": "take-all"})
        books = {
            each: await here.client.get(f"{case}/file/{each}")
            for each in ("report.html", "report.xlsx", "declaration.xlsx", "corrected.xlsx")
        }
        return report, fields, taken, books


def test_from_files_to_a_corrected_form():
    report, fields, taken, books = run(_walk)
    assert "起始月份与记录不一致" in report.text
    assert fields["stints-2-period"] == "2017.4-2023.3"
    assert "核对通过" in taken.text
    assert 'value="2017.5-2023.3"' in taken.text
    assert "take:" not in taken.text
    assert {answer.status_code for answer in books.values()} == {200}
    assert all("attachment" in answer.headers["content-disposition"] for answer in books.values())
    assert books["report.html"].text.startswith("<!doctype html>")
    # The declared workbook itself, corrected and marked.
    sheet = openpyxl.load_workbook(BytesIO(books["declaration.xlsx"].content)).worksheets[0]
    corrected = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "2017.5-2023.3")
    assert "2017.4-2023.3" in corrected.comment.text


@pytest.mark.parametrize("name", sorted(path.name for path in CASES.iterdir()))
def test_the_page_says_what_the_command_says_and_taking_all_over_leaves_no_stint_error(name):
    review = reconcile(read_records(CASES / name / "record.pdf"), CASES / name / "history.xlsx")
    report, _, taken, books = run(lambda: _walk(name))
    assert re.findall(r'<article class="finding finding-(\w+)"', report.text) == [str(each.severity) for each in review.findings]
    assert not re.search(r'href="#finding-\d+">× 错误 (?:起始|结束|更名|单位|考核)', taken.text)
    assert books["corrected.xlsx"].status_code == 200


def test_without_a_declaration_the_form_is_started_from_the_record():
    report, fields, _, books = run(lambda: _walk(history=False, level="工程师", education="本科", submitted="2023-04-08"))
    assert "已按权益记录预填" in report.text
    assert fields["stints-2-period"] == "2017.5-至今"
    assert (fields["claim-level"], fields["claim-education"], fields["claim-submitted"]) == ("工程师", "本科", "2023-04-08")
    names = openpyxl.load_workbook(BytesIO(books["declaration.xlsx"].content)).sheetnames
    assert names[:4] == ["工作经历", "更名", "申报信息", "考核情况"]


def test_numbers_are_masked_on_every_page_and_kept_in_the_form():
    async def main():
        async with site() as here:
            first = await here.client.post("/", **sent("02_start_mismatch", history=False))
            report = await here.client.post(str(first.url))
            case = str(report.url).rsplit("/", 1)[0]
            kept = await here.client.post(f"{case}/report", data={**fields_of(report.text), "do": "check"})
            page = await here.client.get(f"{case}/file/report.html")
            return [first, report, kept, page], await here.client.get(f"{case}/file/declaration.xlsx")

    number = read_records(CASES / "02_start_mismatch/record.pdf").records[0].person.id_number
    pages, form = run(main)
    for page in pages:
        assert number not in page.text
        assert number[:3] + "*" in page.text
    sheet = openpyxl.load_workbook(BytesIO(form.content))["申报信息"]
    assert number in [row[1].value for row in sheet.iter_rows()]


def test_a_number_in_a_file_s_name_is_masked_too():
    number = read_records(CASES / "02_start_mismatch/record.pdf").records[0].person.id_number
    form = sent("02_start_mismatch")
    form["files"] = [(field, (f"{number}-{name}", data, kind)) for field, (name, data, kind) in form["files"]]

    async def main():
        async with site() as here:
            first = await here.client.post("/", **form)
            return first, await here.client.post(str(first.url))

    for answer in run(main):
        assert answer.status_code == 200 and number not in answer.text


def test_everything_typed_is_escaped():
    async def main():
        async with site() as here:
            report = await confirmed(here, "02_start_mismatch")
            nasty = "<script>alert(1)</script>\"'>"
            data = {**fields_of(report.text), "stints-2-employer": nasty, "claim-name": nasty, "do": "check"}
            return await here.client.post(str(report.url), data=data)

    answer = run(main)
    assert "alert(1)" in answer.text
    assert "<script>alert" not in answer.text


def test_an_entry_that_cannot_be_read_is_told_and_kept():
    async def main():
        async with site() as here:
            report = await confirmed(here, "02_start_mismatch")
            data = {**fields_of(report.text), "stints-2-period": "2018 到现在吧", "do": "check"}
            bad = await here.client.post(str(report.url), data=data)
            file = await here.client.get(f"{str(report.url).rsplit('/', 1)[0]}/file/report.xlsx")
            good = await here.client.post(str(report.url), data={**data, "stints-2-period": "2017.5-2023.3"})
            return bad, file, good

    bad, file, good = run(main)
    assert "尚未核对" in bad.text and "起止时间" in bad.text
    assert 'value="2018 到现在吧"' in bad.text
    assert 'class="verdict' not in bad.text
    assert file.status_code == 422
    assert "尚未核对" not in good.text and "核对通过" in good.text


def test_rows_are_added_and_removed():
    async def main():
        async with site() as here:
            report = await confirmed(here, "02_start_mismatch")
            fields = fields_of(report.text)
            added = await here.client.post(str(report.url), data={**fields, "do": "add:stints"})
            removed = await here.client.post(str(report.url), data={**fields_of(added.text), "do": "remove:stints:3"})
            return fields_of(added.text), fields_of(removed.text), fields

    added, removed, before = run(main)
    assert "stints-3-employer" in added
    assert removed == before


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_both_languages_say_everything_in_themselves(lang):
    async def main():
        async with site(lang) as here:
            start = await here.client.get("/")
            first = await here.client.post(f"/?lang={lang}", **sent("02_start_mismatch"))
            report = await here.client.post(str(first.url))
            other = await here.client.get(f"{report.url}?lang={'en' if lang == 'zh' else 'zh'}")
            return start, first, report, other

    pages = run(main)
    expected = {"zh": ["zh-CN", "zh-CN", "zh-CN", "en"], "en": ["en", "en", "en", "zh-CN"]}[lang]
    assert [re.search(r'<html lang="([^"]+)"', page.text)[1] for page in pages] == expected
    assert ("核对未通过" in pages[2].text) is (lang == "zh")
    assert ("核对未通过" in pages[3].text) is (lang == "en")


@pytest.mark.parametrize("name", ["no-extra", "port"])
def test_catalogue_has_both_languages(name):
    assert f"web.error.{name}" in catalogue("zh") and f"web.error.{name}" in catalogue("en")


def test_every_sentence_of_the_pages_is_in_both_languages():
    keys = [{key for key in catalogue(lang) if key.startswith("web.")} for lang in ("zh", "en")]
    assert keys[0] == keys[1]


def test_every_sentence_of_the_pages_is_said_somewhere():
    """By its whole key, or by the part before one that is put together."""
    folder = Path(sbparse.web.__file__).parent
    files = [*folder.rglob("*.py"), *folder.rglob("*.jinja"), folder.parent / "cli/web.py"]
    said = "\n".join(path.read_text("utf-8") for path in files)
    keys = [key.removeprefix("web.") for key in catalogue("zh") if key.startswith("web.")]
    unsaid = [key for key in keys if f'"{key}"' not in said and f'"web.{key}"' not in said and f"{key.rpartition('.')[0]}." not in said]
    assert unsaid == []


def answer_to(files, **options):
    async def main():
        async with site(**options) as here:
            return await here.client.post("/", files=files, data={"level": ""}), len(here.desk)

    return run(main)


def test_files_that_cannot_be_used_are_told_in_one_line_and_forgotten():
    pdf = (CASES / "02_start_mismatch/record.pdf").read_bytes()
    for files, said in [
        ([("records", ("a.pdf", b"no pdf", ""))], "a.pdf"),
        ([("records", ("a.pdf", pdf[:1000], ""))], "a.pdf"),
        ([("records", ("a.pdf", pdf, "")), ("history", ("b.xlsx", b"PK\x03\x04 no", ""))], "b.xlsx"),
        ([("history", ("b.csv", b"x", ""))], "没有选择权益记录"),
    ]:
        answer, left = answer_to(files)
        assert (answer.status_code, left) == (422, 0)
        assert re.search(rf'role="alert">[^<]*{said}', answer.text)


def test_a_child_that_breaks_down_is_one_line_on_the_page():
    answer, left = answer_to([("records", ("a.pdf", b"%PDF-", ""))], command=BROKEN)
    assert (answer.status_code, left) == (422, 0)
    assert 'role="alert">处理这个文件时程序中断' in answer.text


SLOW = """
import sys
from sbparse.web import child, jobs
read = jobs.JOBS["read"]
def hang(parcel):
    while "slow.pdf" in parcel.values["files"]: pass
    return read(parcel)
jobs.JOBS["read"] = hang
child.main(int(sys.argv[1]))
"""


def test_a_hostile_upload_does_not_block_another():
    async def main():
        async with site(command=(sys.executable, "-c", SLOW), seconds=8.0) as here:
            hostile = asyncio.create_task(here.client.post("/", files=[("records", ("slow.pdf", b"%PDF-", ""))]))
            good = await here.client.post("/", **sent("02_start_mismatch"))
            pending = not hostile.done()
            return good, pending, await hostile, len(here.desk)

    good, pending, hostile, left = run(main)
    assert good.status_code == 200 and str(good.url).endswith("/confirm")
    assert pending
    assert hostile.status_code == 422 and "处理超时" in hostile.text
    assert left == 1


def test_a_fault_of_the_page_is_one_sentence():
    async def main():
        async with site() as here:
            here.desk.get = None  # what follows cannot be foreseen
            return await here.client.get(f"{ROOT}/case/x/report")

    answer = run(main)
    assert answer.status_code == 500
    assert "程序出错" in answer.text and "Traceback" not in answer.text
    assert answer.headers["content-security-policy"]


def test_a_full_desk():
    async def main():
        async with site() as here:
            for _ in range(MOST_CASES):
                here.desk.put((), None, {}, "zh")
            return await here.client.post("/", **sent("02_start_mismatch"))

    assert run(main).status_code == 503


def test_a_form_that_says_that_it_is_too_large():
    async def main():
        async with site() as here:
            headers = {"Content-Type": "multipart/form-data; boundary=x", "Content-Length": str(Limits().total + 1)}
            return await here.client.post("/", content=b"--x", headers=headers)

    answer = run(main)
    assert (answer.status_code, answer.headers["connection"]) == (413, "close")
    assert "64 MB" in answer.text


def test_a_declaration_that_is_too_large_to_be_typed():
    async def main():
        async with site() as here:
            report = await confirmed(here, "02_start_mismatch")
            return [
                (await here.client.post(str(report.url), content=b"a=" + b"x" * size)).status_code
                for size in (MOST_TYPED - 2, MOST_TYPED - 1)
            ]

    assert run(main) == [200, 413]


def test_a_report_needs_a_confirmed_reading():
    async def main():
        async with site() as here:
            first = await here.client.post("/", **sent("02_start_mismatch"))
            case = str(first.url).rsplit("/", 1)[0]
            return await here.client.get(f"{case}/report"), await here.client.get(f"{case}/file/report.html")

    report, file = run(main)
    assert str(report.url).endswith("/confirm")
    assert file.status_code == 404


def page_of(answer):
    return re.search(r'data-page="([^"]+)"', answer.text)[1]


def test_closing_the_page_clears_the_files_and_idling_as_well():
    async def main():
        async with site() as here:
            first = await here.client.post("/", **sent("02_start_mismatch"))
            page = page_of(first)
            case = str(first.url).rsplit("/", 1)[0]
            again = await here.client.get(str(first.url))
            await here.client.post(f"{case}/close/{page}")
            here.clock.now += 100
            kept = await here.client.get(str(first.url))
            for each in (again, kept):
                await here.client.post(f"{case}/close/{page_of(each)}")
            here.clock.now += 15
            gone = await here.client.get(str(first.url))
            other = await here.client.post("/", **sent("02_start_mismatch"))
            here.clock.now += 600
            idle = await here.client.get(str(other.url))
            return kept, gone, idle, len(here.desk)

    kept, gone, idle, left = run(main)
    assert [kept.status_code, gone.status_code, idle.status_code, left] == [200, 410, 410, 0]
    assert "文件已清除" in gone.text


def test_files_are_cleared_on_demand():
    async def main():
        async with site() as here:
            report = await confirmed(here, "02_start_mismatch")
            return await here.client.post(str(report.url).replace("/report", "/forget")), len(here.desk)

    answer, left = run(main)
    assert left == 0 and "文件已清除" in answer.text


@pytest.mark.parametrize(
    "path",
    ["/no", "/case/x/report", "/case/x/confirm", "/case/x/file/report.html", "/case/x/picture/0.png", "/static/../app.py", "/static/no.js"],
)
def test_what_is_not_there(path):
    async def main():
        async with site() as here:
            return await here.client.get(f"{ROOT}{path}")

    assert run(main).status_code in (404, 410)


def test_pictures_are_those_of_the_pages():
    async def main():
        async with site() as here:
            first = await here.client.post("/", **sent("02_start_mismatch"))
            addresses = re.findall(r'<img src="([^"]+)"', first.text)
            return [await here.client.get(f"http://127.0.0.1:8123{each}") for each in addresses]

    pictures = run(main)
    assert [picture.headers["content-type"] for picture in pictures] == ["image/png"] * 2
    assert all(picture.content.startswith(b"\x89PNG") for picture in pictures)
