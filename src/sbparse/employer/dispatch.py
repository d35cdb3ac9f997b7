"""劳务派遣: a person insured by an agency and working for its client.

The guide's form is ``<agency>派遣至<host>``; people also write 劳务派遣至, 派遣到, 派驻, 派往, 外派至 or put the host in brackets, and
all are read the same way (CONTRACT, fine print on the dispatch agency; DOMAIN section 2). The insured employer is the part before
派遣至; the host's name is free.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from sbparse.values.text import plain

_VERB: Final = r"(?:劳务)?(?:派遣[至到往]|外派[至到往]|派驻[至到往在]?|派[至往])"
# Without 至 or 到 behind it 派遣 is part of a name: 北京某某劳务派遣有限公司.
_DISPATCH: Final = re.compile(rf"(?P<agency>.+?)[-—–,，、:：]*(?P<open>[(（\[［【〔]?){_VERB}[:：]?(?P<host>.+)")
_CLOSERS: Final = {"(": ")）", "（": "）)", "[": "]］", "［": "］]", "【": "】", "〔": "〕"}

FORM: Final = "{agency}派遣至{host}"
"""How a dispatched stint is declared."""


@dataclass(frozen=True, slots=True)
class Dispatch:
    """``agency`` employs and insures, ``host`` is where the person works; both as written."""

    agency: str
    host: str


@lru_cache(2000)  # a review asks for its few names again and again
def parse_dispatch(name: str) -> Dispatch | None:
    """Agency and host of a declared employer, or None where the name says no dispatch.

    Radicals and spaces are cleaned (:func:`sbparse.values.text.plain`), brackets may be of either width.
    """
    match = _DISPATCH.fullmatch(plain(name))
    if match is None:
        return None
    host = match["host"]
    if match["open"] and host[-1] in _CLOSERS[match["open"]]:
        host = host[:-1]
    return Dispatch(match["agency"], host) if host else None


def dispatch_form(agency: str, host: str) -> str:
    """The form in which the guide wants a dispatched stint: ``<agency>派遣至<host>``."""
    return FORM.format(agency=agency, host=host)
