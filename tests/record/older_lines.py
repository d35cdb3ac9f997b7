"""Pages of the older site in memory, line by line, and what is read of them."""

from record_sheets import Text, page

from sbparse.record.model import Insurance, RightsRecord
from sbparse.record.older import read_older
from sbparse.record.parts import PageParts, page_parts
from sbparse.record.reading import sheet_of

PENSION, MEDICAL = Insurance.PENSION, Insurance.MEDICAL
XS = (50.0, 120.0, 200.0, 280.0, 360.0, 440.0)
HEADER = "缴费年月 缴费类型 缴费基数 单位缴费 个人缴费 缴费单位名称"
CAPTION = "2014年养老保险缴费信息"
TITLE = "北京市社会保险个人权益记录（参保人员缴费信息）"
NAME, NUMBER = "姓名：张样例", "社会保障号码：110199199003070017"


def placed(*lines: str) -> list[Text]:
    """Lines of a page; those of a table in its columns, ``_`` for a blank cell."""
    texts: list[Text] = []
    for at, line in enumerate(lines):
        words = line.split()
        row = len(words) == len(XS)
        texts += (
            [(x, 90.0 + 20 * at, word) for x, word in zip(XS, words, strict=True) if word != "_"] if row else [(50.0, 90.0 + 20 * at, line)]
        )
    return texts


def parts(*lines: str, number: int = 1) -> PageParts:
    return page_parts(sheet_of(page(placed(*lines), number=number)))


def month(
    text: str, kind: str = "正常缴费", base: str = "5000.00", share: str = "800.00", personal: str = "400.00", employer: str = "甲公司"
) -> str:
    return f"{text} {kind} {base} {share} {personal} {employer}"


def read(*lines: str) -> tuple[RightsRecord, list[tuple[str, object]], list[str]]:
    made = parts(*lines)
    record = read_older([made], "older.pdf")
    assert all((f.rule, f.severity) == ("unreadable-text", "error") and f.where is not None for f in record.findings)
    return record, [(f.message.key, f.message.params["text"]) for f in record.findings], [line.text for line in made.sheet.unread()]


def table(*rows: str, caption: str = CAPTION) -> tuple[str, ...]:
    return (TITLE, NAME, NUMBER, caption, HEADER, *rows)


def months(record: RightsRecord, insurance: Insurance = PENSION) -> list[str]:
    return [str(row.period.start) for row in record.contributions if row.amounts[insurance].months]
