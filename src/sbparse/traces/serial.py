"""``serial-date`` and ``serial-district``: 查询流水号 read as district code + yyyymmddHHMMSS.

That it is made so is a hypothesis (DOMAIN section 3): what contradicts it is mentioned and never weighs.
"""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from sbparse.messages import Message, message
from sbparse.record.model import PrintBasis, RightsRecord
from sbparse.traces.model import Fact, Trace, Weight, fact, seen, unseen

DISTRICTS: Final = {
    "110101": ("东城",), "110102": ("西城",), "110103": ("崇文", "东城"), "110104": ("宣武", "西城"), "110105": ("朝阳",),
    "110106": ("丰台",), "110107": ("石景山",), "110108": ("海淀",), "110109": ("门头沟",), "110111": ("房山",), "110112": ("通州",),
    "110113": ("顺义",), "110114": ("昌平",), "110115": ("大兴", "经济技术开发"), "110116": ("怀柔",), "110117": ("平谷",),
    "110118": ("密云",), "110119": ("延庆",), "110228": ("密云",), "110229": ("延庆",),
}  # fmt: skip
"""Names of Beijing's districts by their codes in GB/T 2260, former ones among them; the development zone lies in Daxing."""

DAYS: Final = 1
"""Days that query and print may lie apart: a print asked for before midnight comes out after it."""

_FORM: Final = re.compile(r"(\d{6})(\d{14})", re.ASCII)
_PAPER: Final = (PrintBasis.PRINTED, PrintBasis.QUERY_DATE)


def serial_date(records: Sequence[RightsRecord]) -> Trace:
    """The day in the serial number against the day of the print."""
    return _each("serial-date", records, _date)


def serial_district(records: Sequence[RightsRecord]) -> Trace:
    """The district in the serial number against that of the issuing office."""
    return _each("serial-district", records, _district)


def _each(name: str, records: Sequence[RightsRecord], look: Callable[[RightsRecord], Fact | Message | None]) -> Trace:
    outcomes = [look(record) for record in records]
    reasons = [outcome for outcome in outcomes if isinstance(outcome, Message)]
    if len(reasons) == len(outcomes):
        return unseen(name, *reasons)
    return seen(name, [outcome for outcome in outcomes if isinstance(outcome, Fact)], reasons)


def _date(record: RightsRecord) -> Fact | Message | None:
    parts = _parts(record)
    if isinstance(parts, Message):
        return parts
    _, at = parts
    if record.print_date is None or record.print_date.basis not in _PAPER:
        return message("traces.unchecked.no-printed-date")
    day = record.print_date.day
    if abs((at.date() - day).days) <= DAYS:
        return None
    return fact("serial-date", record.origin, weight=Weight.MENTION, serial_day=at.date(), day=day)


def _district(record: RightsRecord) -> Fact | Message | None:
    parts = _parts(record)
    if isinstance(parts, Message):
        return parts
    code, _ = parts
    named = [name for names in DISTRICTS.values() for name in names if record.issuer and name in record.issuer]
    if code not in DISTRICTS or not named:
        return message("traces.unchecked.no-district")
    if any(name in named for name in DISTRICTS[code]):
        return None
    return fact("serial-district", record.origin, weight=Weight.MENTION, code=code, district=DISTRICTS[code][0], issuer=record.issuer)


def _parts(record: RightsRecord) -> tuple[str, datetime] | Message:
    """District code and time of a serial number; or why it does not tell them."""
    if not record.serial:
        return message("traces.unchecked.no-serial")
    match = _FORM.fullmatch(record.serial)
    try:
        return (match[1], datetime.strptime(match[2], "%Y%m%d%H%M%S")) if match else message("traces.unchecked.other-serial")
    except ValueError:
        return message("traces.unchecked.other-serial")
