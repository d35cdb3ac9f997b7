"""How people and forms write months, days and periods, and noise that changes none of them."""

from collections.abc import Callable

from hypothesis import strategies as st

from sbparse.values.dates import EARLIEST, LATEST
from sbparse.values.month import Month

READ_MONTHS = st.integers(EARLIEST * 12, LATEST * 12 + 11).map(Month)

# One that ends with a digit, and where a wrong reader would take the wrong digits, beside one that ends with a sign.
MONTHS: dict[str, Callable[[Month], str]] = {
    "2018-09": str,
    "2018-9": lambda m: f"{m.year}-{m.month}",
    "2018.9": lambda m: f"{m.year}.{m.month}",
    "2018.09": lambda m: f"{m.year}.{m.month:02d}",
    "2018/9": lambda m: f"{m.year}/{m.month}",
    "2018.9月": lambda m: f"{m.year}.{m.month}月",
    "2018年9": lambda m: f"{m.year}年{m.month}",
    "2018年9月": lambda m: f"{m.year}年{m.month}月",
    "2018年09月": lambda m: f"{m.year}年{m.month:02d}月",
    "2018年9月份": lambda m: f"{m.year}年{m.month}月份",
    "201809": lambda m: f"{m.year}{m.month:02d}",
}
DAYS: dict[str, Callable[[Month, int], str]] = {
    "2018-09-05": lambda m, d: f"{m}-{d:02d}",
    "2018-9-5": lambda m, d: f"{m.year}-{m.month}-{d}",
    "2018.9.5": lambda m, d: f"{m.year}.{m.month}.{d}",
    "2018.9.5日": lambda m, d: f"{m.year}.{m.month}.{d}日",
    "2018/09/05": lambda m, d: f"{m.year}/{m.month:02d}/{d:02d}",
    "20180905": lambda m, d: f"{m.year}{m.month:02d}{d:02d}",
    "2018年9月5日": lambda m, d: f"{m.year}年{m.month}月{d}日",
    "2018年09月05日": lambda m, d: f"{m.year}年{m.month:02d}月{d:02d}日",
    "2018年9月5号": lambda m, d: f"{m.year}年{m.month}月{d}号",
    "2018年9月5": lambda m, d: f"{m.year}年{m.month}月{d}",
}
BETWEEN = ("-", "--", "—", "——", "–", "－", "―", "~", "～", "〜", "至", "到", "起至", "->", "→", " to ")
NOW = ("至今", "今", "现在", "目前", "在职", "迄今", "至今为止", "present", "Now", "TODAY")
CLOCKS = (" 9:05", " 00:00:00", "T09:05:59", " 9:05:59.123", " 9时5分", " 23:59:59", "  09：05")

_WIDE = str.maketrans("0123456789./-~", "０１２３４５６７８９．／－～")
_DASHES = "-‐‑‒–—―−─━﹣－"


@st.composite
def noisy(draw: st.DrawFn, text: str) -> str:
    """The same text with full-width digits and signs, any dash for a hyphen, spaces around everything that is no digit."""
    text = "".join(draw(st.sampled_from(_DASHES)) if sign == "-" and draw(st.booleans()) else sign for sign in text)
    if draw(st.booleans()):
        text = text.translate(_WIDE)
    blank = draw(st.sampled_from(["", "", " ", "\u3000", "\u00a0", "\u200b"]))
    apart = "".join(sign if sign.isdigit() or (sign.isascii() and sign.isalpha()) else f"{blank}{sign}{blank}" for sign in text)
    return f"{blank}{apart}{blank}"
