"""Whether the text of a page was decoded to anything: converters lose the tables that tell which character a glyph is."""

import re
from collections.abc import Sequence
from typing import Final

UNDECODABLE: Final = 0.1
"""More undecoded characters than this share of those beyond ASCII, and a text is of no use."""

_FEW: Final = 20
"""So few undecoded characters say nothing of a page."""

_LOST: Final = re.compile("[\ufffd\ue000-\uf8ff\u3400-\u4dbf]")


def undecoded(chars: Sequence[str]) -> int:
    """How many characters mean nothing: replacement characters, private use, and ideographs of extension A, which no paper has and which a
    lost table makes of ordinary ones."""
    return len(_LOST.findall("".join(chars)))


def beyond_ascii(chars: Sequence[str]) -> int:
    """How many characters are none of ASCII."""
    return sum(not char.isascii() for char in chars)


def is_undecodable(chars: Sequence[str]) -> bool:
    """Whether a page's text is of no use."""
    lost = undecoded(chars)
    return lost > _FEW and is_lost(lost, beyond_ascii(chars))  # most pages have none, and need no counting


def is_lost(lost: int, beyond: int) -> bool:
    """Whether a page with so many undecoded characters among those beyond ASCII is of no use."""
    return lost > max(_FEW, UNDECODABLE * beyond)
