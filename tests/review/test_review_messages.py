"""Every sentence a review can say is in the catalogue, in both languages, with the same values in it."""

import re
from pathlib import Path
from string import Formatter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from review_build import BLUE, check, history, record
from review_worlds import worlds, wrong

import sbparse.review
from sbparse.messages import catalogue, render

MINE = [key for key in catalogue("zh") if key.split(".")[0] in {"review", "policy"}]


def fields(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_both_languages_say_the_same_things():
    zh, en = catalogue("zh"), catalogue("en")
    assert [key for key in MINE if key not in en] == []
    assert [k for k in en if k.split(".")[0] in {"review", "policy"} and k not in zh] == []
    assert [key for key in MINE if fields(zh[key]) != fields(en[key])] == []


def test_chinese_sentences_have_full_width_punctuation():
    half = re.compile(r"[\u4e00-\u9fff”][,;:?!]|[,;:?!][\u4e00-\u9fff“]|[\u4e00-\u9fff]\(|\)[\u4e00-\u9fff]")
    assert [key for key in MINE if half.search(catalogue("zh")[key])] == []


def everything(result):
    for finding in result.findings:
        yield finding.message
        if finding.suggestion:
            yield finding.suggestion
    yield from (c.reason for c in result.checks if c.reason)
    if result.eligibility and result.eligibility.note:
        yield result.eligibility.note


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_is_found_can_be_shown(data):
    world = data.draw(worlds())
    result = check(world.record, data.draw(wrong(world)))
    for lang in ("zh", "en"):
        for sentence in everything(result):
            text = render(sentence, lang)
            assert text and "{" not in text and "Message(" not in text and "None" not in text


def test_a_message_shows_both_sides():
    result = check(record((BLUE, "2017-05/2023-03")), history((BLUE, "2017.4-2023.3")))
    assert "申报 2017-04" in render(result.findings[0].message) and "记录 2017-05" in render(result.findings[0].message)


def test_sentences_of_the_code_are_in_the_catalogue():
    """The keys that are written out in the code; composed ones are met by the cases of the other tests."""

    source = "".join(path.read_text("utf-8") for path in Path(sbparse.review.__file__).parent.rglob("*.py"))
    keys = set(re.findall(r'message\(\s*"(review\.[^"]+)"', source))
    assert len(keys) > 40 and [key for key in keys if key not in catalogue("zh")] == []
