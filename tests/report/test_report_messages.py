import re

import pytest

from sbparse.findings import RULES
from sbparse.messages import catalogue
from sbparse.record.model import Insurance, PrintBasis
from sbparse.report.terminal.prose import wrapped

OWN = sorted(key for key in catalogue("zh") if key.startswith("report."))


def test_every_rule_has_title_explanation_and_example():
    parts = {key.split(".", 2)[2] for key in OWN if key.startswith("report.rule.")}
    assert parts == {f"{rule}.{part}" for rule in RULES for part in ("title", "holds", "example")}


def test_every_value_of_an_enumeration_has_a_word():
    words = [f"report.insurance.{value}" for value in Insurance] + [f"report.basis.{value}" for value in PrintBasis]
    assert set(words) <= set(OWN)


@pytest.mark.parametrize("key", OWN)
def test_both_languages_say_the_same_things(key):
    zh, en = catalogue("zh")[key], catalogue("en")[key]
    assert set(re.findall(r"{(\w+)}", zh)) == set(re.findall(r"{(\w+)}", en))


@pytest.mark.parametrize("key", OWN)
def test_chinese_is_written_with_chinese_punctuation(key):
    assert not re.search(r"[\u4e00-\u9fff][,:;!?()]|[,:;!?()][\u4e00-\u9fff]", catalogue("zh")[key])


@pytest.mark.parametrize("key", OWN)
def test_wording_is_neutral(key):
    assert not re.search("无问题|作假|造假|伪造|虚假|骗", catalogue("zh")[key])


@pytest.mark.parametrize("rule", RULES)
def test_a_title_is_short(rule):
    assert len(wrapped(catalogue("zh")[f"report.rule.{rule}.title"], 34)) == 1
