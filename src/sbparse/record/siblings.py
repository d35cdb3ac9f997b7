"""Papers that are not the record but are handed in for it: named when they come alone (DOMAIN section 5)."""

import re
from collections.abc import Iterable
from typing import Final

from sbparse.messages import Message, message

# First match wins: pattern of the page's folded text, name of the paper in the catalogue.
PAPERS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("back-payments", re.compile(r"\(参保人员补缴信息\)|个人权益记录.{0,4}补缴信息")),
    ("employer-list", re.compile(r"\(单位职工缴费信息\)|单位职工缴费信息")),
    ("national-slip", re.compile(r"个人权益记录单")),
    ("contribution-certificate", re.compile(r"参保缴费凭证|转移接续凭证")),
    ("other-region", re.compile(r"(?:参保证明|参保缴费证明|历年参保缴费明细|缴费证明|参保缴费记录|缴费明细表)")),
    ("contract", re.compile(r"劳动合同|聘用合同|劳务合同|聘用协议")),
    ("leaving", re.compile(r"离职证明|解除劳动合同|终止劳动合同")),
    ("other-record", re.compile(r"社会保险个人权益记录")),
)


def paper_of(texts: Iterable[str]) -> Message | None:
    """The paper that pages (their folded texts) seem to be; None where no title is known."""
    joined = "\n".join(texts)
    return next((message(f"paper.{name}") for name, pattern in PAPERS if pattern.search(joined)), None)


def is_sibling(text: str) -> bool:
    """Whether a page with the record's own main title is one of its siblings."""
    return any(pattern.search(text) for name, pattern in PAPERS if name in ("back-payments", "employer-list", "national-slip"))
