"""The table of radicals, held against the Unicode database: complete, each to one ordinary character, in its simplified form."""

import re
import unicodedata

import pytest

from sbparse.values.radicals import ORDINARY

KANGXI = range(0x2F00, 0x2FD6)
SUPPLEMENT = range(0x2E80, 0x2EF4)
# The Kangxi radicals whose Unicode decomposition is a traditional form, with the simplified one that the form prints.
SIMPLIFIED = dict(
    zip("戶見貝車長門靑韋頁風飛馬魚鳥鹵麥黃黽齊齒龍龜", "户见贝车长门青韦页风飞马鱼鸟卤麦黄黾齐齿龙龟", strict=True),
)


@pytest.mark.parametrize("code", KANGXI, ids=lambda code: f"U+{code:04X}")
def test_a_kangxi_radical_is_its_unicode_character_in_simplified_form(code: int) -> None:
    decomposed = unicodedata.normalize("NFKC", chr(code))
    assert ORDINARY[code] == SIMPLIFIED.get(decomposed, decomposed)


def test_every_radical_has_its_character() -> None:
    """U+2E9A is not assigned; Unicode knows no ideograph for U+2E80, a mere repetition mark."""
    assert set(ORDINARY) == {*KANGXI, *SUPPLEMENT} - {0x2E80, 0x2E9A}


def test_every_target_is_one_ordinary_character() -> None:
    for radical, plain in ORDINARY.items():
        assert len(plain) == 1, chr(radical)
        assert ord(plain) not in ORDINARY, chr(radical)
        assert unicodedata.name(plain).startswith("CJK UNIFIED IDEOGRAPH"), chr(radical)
        assert unicodedata.normalize("NFKC", plain) == plain, chr(radical)


# Where Unicode names a simplified form (C-SIMPLIFIED FISH, SIMPLIFIED WHEAT), the Kangxi radical of that name goes to the same character.
BY_NAME = {unicodedata.name(chr(code)).removeprefix("KANGXI RADICAL "): ORDINARY[code] for code in KANGXI}
NAMED = {code: re.sub("^CJK RADICAL ([CJ]-)?SIMPLIFIED ", "", unicodedata.name(chr(code))) for code in ORDINARY if code in SUPPLEMENT}
# These have a form of their own on the left of a character.
ASIDE = {"SPEECH": "讠", "GOLD": "钅", "SILK": "纟", "EAT": "饣", "HALF TREE TRUNK": "丬", "WALK": "辶"}


@pytest.mark.parametrize("code", [code for code, name in NAMED.items() if name in BY_NAME], ids=lambda code: NAMED[code])
def test_a_simplified_radical_is_its_simplified_character(code: int) -> None:
    assert ORDINARY[code] == ASIDE.get(NAMED[code], BY_NAME[NAMED[code]])
