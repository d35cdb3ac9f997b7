"""Amounts in yuan, kept with the decimals that were printed; never a float."""

import re
from decimal import Decimal
from typing import Final

from sbparse.values.text import fold

# Digits with or without thousands separators (whole groups of three), at most two decimals.
_AMOUNT: Final = re.compile(r"(\d+|\d{1,3}(?:,\d{3})+)(\.\d{1,2})?", re.ASCII)
_DASHES: Final = re.compile(r"[-/]*")


def blank(text: str) -> bool:
    """Whether a cell says nothing: empty, or only dashes (``—``, ``------``) or a stroke."""
    return _DASHES.fullmatch(fold(text)) is not None


def parse_amount(text: str) -> Decimal | None:
    """An amount in yuan as printed, less thousands separators; None for a blank cell or a dash.

    Decimals are kept: ``12,345.60`` is ``Decimal("12345.60")``.

    Raises:
        ValueError: the text is neither blank nor an amount.
    """
    match = _AMOUNT.fullmatch(text) or _AMOUNT.fullmatch(fold(text))  # most need no folding
    if match is not None:
        return Decimal(match[0].replace(",", ""))
    if blank(text):
        return None
    raise ValueError(f"not an amount: {text!r}")
