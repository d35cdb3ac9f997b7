"""Records as one CSV table: a row an employment, a contribution or a printed total, told apart by the column 部分.

The file begins with a byte order mark, without which Excel takes Chinese CSV for another encoding. A text that a spreadsheet would take for
a formula gets an apostrophe in front; numbers stay numbers.
"""

import csv
from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import StringIO
from typing import Final, TypeAlias

from sbparse.messages import Lang
from sbparse.record.model import PAID_BY_PERSON, Amounts, Extraction, Insurance, RightsRecord
from sbparse.report.clean import encodable, starts_formula
from sbparse.report.voice import Voice
from sbparse.report.wording import insurance as insurance_name
from sbparse.values.month import Month, Period

_Value: TypeAlias = str | int | Decimal | Month | None

_LEADING: Final = ("pdf-file", "record", "part", "start", "end", "supplemental", "employer", "district", "paid-months")
_LAST: Final = "pdf-page"
_BLANK: Final = Amounts()


def extraction_csv(extractions: Sequence[Extraction], *, lang: Lang = "zh", show_ids: bool = False) -> bytes:
    """Employments, contributions and totals of all records in UTF-8 with a byte order mark, lines ended by CR LF.

    There is no ID number in the table; ``show_ids`` only decides whether one in a file's name is hidden.
    """
    voice = Voice.of_extractions(tuple(extractions), lang, show_ids=show_ids)
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(_headings(voice))
    for extraction in extractions:
        for number, record in enumerate(extraction.records, start=1):
            writer.writerows([_shown(value, voice) for value in (extraction.file, number, *row)] for row in _rows(record, voice))
    return encodable(text.getvalue()).encode("utf-8-sig")


def _headings(voice: Voice) -> list[str]:
    amounts = [voice.say(f"amount.{kind}", insurance=insurance_name(insurance)) for insurance in Insurance for kind in _kinds(insurance)]
    return [*(voice.say(f"column.{name}") for name in _LEADING), *amounts, voice.say(f"column.{_LAST}")]


def _kinds(insurance: Insurance) -> tuple[str, ...]:
    return ("months", "base", "personal") if insurance in PAID_BY_PERSON else ("months", "base")


def _rows(record: RightsRecord, voice: Voice) -> Iterator[tuple[_Value, ...]]:
    for row in record.employments:
        yield (*_period("employment", row.period, voice), None, row.employer, row.district, row.months, *_amounts({}), row.where.page)
    for line in record.contributions:
        star = "*" if line.supplemental else None
        yield (*_period("contribution", line.period, voice), star, None, None, None, *_amounts(line.amounts), line.where.page)
    if record.totals:
        yield (voice.say("part.total"), *[None] * 6, *_amounts(record.totals.amounts), record.totals.where.page)


def _period(part: str, period: Period, voice: Voice) -> tuple[_Value, ...]:
    return voice.say(f"part.{part}"), period.start, period.end


def _amounts(amounts: dict[Insurance, Amounts]) -> Iterator[_Value]:
    for insurance in Insurance:
        own = amounts.get(insurance, _BLANK)
        yield from (own.months, own.base)
        if insurance in PAID_BY_PERSON:
            yield own.personal


def _shown(value: _Value, voice: Voice) -> str:
    if not isinstance(value, str):
        return "" if value is None else format(value, "f") if isinstance(value, Decimal) else str(value)
    text = voice.quote(value)
    return f"'{text}" if starts_formula(text) else text
