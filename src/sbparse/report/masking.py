"""ID numbers and 校验码 hidden in what is meant to be passed on.

With 校验码 and 查询流水号 anybody can look the record up at the office, so the code is hidden as well; the serial alone opens nothing.
"""

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from sbparse.record.model import RightsRecord

if TYPE_CHECKING:  # what extract prints must not load the history
    from sbparse.history.model import Claim

Mask: TypeAlias = Callable[[str], str]
"""Gives a text back with every secret in it hidden."""

T = TypeVar("T")

ID_NUMBER_SHAPE: Final = r"[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]"
"""A person's 18-digit number as a pattern: area, birth date, serial, check digit (GB 11643)."""

# Any other number of a person, in a file's name or in a quoted text.
_ID_NUMBER: Final = re.compile(rf"(?<![0-9A-Za-z]){ID_NUMBER_SHAPE}(?![0-9A-Za-z])", re.ASCII)


def hide_nothing(text: str) -> str:
    """The mask of output that stays with its owner."""
    return text


def mask_number(number: str) -> str:
    """An ID number with the birth date and more hidden: ``110***********1234``; a short one keeps only its last two characters."""
    kept = (3, 4) if len(number) >= 15 else (0, 2) if len(number) >= 6 else (0, 0)
    return number[: kept[0]] + "*" * (len(number) - sum(kept)) + number[len(number) - kept[1] :]


def mask_code(code: str) -> str:
    """A 校验码 with all but its first character hidden."""
    return code[:1] + "*" * (len(code) - 1)


def mask_for(records: Iterable[RightsRecord], claim: "Claim | None" = None) -> Mask:
    """A mask for the numbers and codes of these records and this claim, wherever they stand in a text."""
    hidden: dict[str, str] = {}
    for record in records:
        if record.person.id_number:
            hidden[record.person.id_number] = mask_number(record.person.id_number)
        if record.code:
            hidden[record.code] = mask_code(record.code)
    if claim and claim.id_number:
        hidden[claim.id_number] = mask_number(claim.id_number)
    # The longest first, so that no secret is cut by a shorter one; whole words only, so that a code of digits spares amounts.
    words = "|".join(re.escape(secret) for secret in sorted(hidden, key=lambda s: (-len(s), s)))
    known = re.compile(rf"(?<![0-9A-Za-z.])(?:{words})(?![0-9A-Za-z.])") if words else None

    def mask(text: str) -> str:
        if known is not None:
            text = known.sub(lambda match: hidden[match[0]], text)
        return _ID_NUMBER.sub(lambda match: mask_number(match[0]), text)

    return mask


def masked(data: T, mask: Mask) -> T:
    """JSON data with the mask applied to every text in it; keys stay."""
    return _masked(data, mask)  # type: ignore[return-value]  # the shape is kept, which the type system cannot say


def _masked(data: object, mask: Mask) -> object:
    if isinstance(data, str):
        return mask(data)
    if isinstance(data, dict):
        return {key: _masked(value, mask) for key, value in data.items()}
    if isinstance(data, list):
        return [_masked(value, mask) for value in data]
    return data
