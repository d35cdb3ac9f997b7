"""Amounts: exactly the printed yuan, or an error; blanks are not nought."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sbparse.values.money import blank, parse_amount

AMOUNTS = st.integers(0, 10**12)
_WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


@given(AMOUNTS, st.sampled_from([0, 1, 2]), st.booleans(), st.booleans())
def test_an_amount_is_read_as_printed_with_its_decimals(units: int, places: int, thousands: bool, wide: bool) -> None:
    amount = Decimal(units).scaleb(-places)
    text = f"{amount:,.{places}f}" if thousands else f"{amount:.{places}f}"
    read = parse_amount(f" {text.translate(_WIDE) if wide else text} ")
    assert type(read) is Decimal
    assert read == amount
    assert read.as_tuple().exponent == -places, "12.30 is not 12.3: what was printed is kept"


def test_no_amount_passes_through_a_binary_fraction() -> None:
    assert str(parse_amount("9007199254740993.07")) == "9007199254740993.07"
    assert str(parse_amount("0.10")) == "0.10"


@pytest.mark.parametrize("text", ["", " ", "　", "-", "—", "------", "－－", "/", "／", "—/—", "\u200b"])
def test_a_blank_is_no_amount_and_not_nought(text: str) -> None:
    assert blank(text)
    assert parse_amount(text) is None


@pytest.mark.parametrize("text", ["0", "0.00", "０"])
def test_nought_is_an_amount(text: str) -> None:
    assert not blank(text)
    assert parse_amount(text) == 0 and parse_amount(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "-12.00", "−12", "12-", "+12", "(12)", "1.234", "12.", ".50", "1,23", "1,2345", "12,34,567", "1234,567", ",123", "1,,234", "1.2.3",
        "12,345.6,7", "1e3", "12元", "¥12", "NaN", "inf", "十二", "12.0x", "*12.00", "1/2", "12%", "\u0661\u0662",
    ],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    assert not blank(text)
    with pytest.raises(ValueError, match="not an amount"):
        parse_amount(text)


@given(st.text(st.sampled_from("0123456789.,-/ 元"), max_size=12) | st.text(max_size=6))
def test_any_text_is_blank_an_amount_or_refused(text: str) -> None:
    try:
        read = parse_amount(text)
    except ValueError:
        assert not blank(text)
        return
    assert (read is None) == blank(text)
    assert read is None or (read.is_finite() and read >= 0)
