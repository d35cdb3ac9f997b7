"""Nothing of the program is missing on its page: every rule, message, command, option, key of a rule set, public name."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main
from doc_follow import ROOT

import sbparse
from sbparse.cli import app
from sbparse.findings import RULES
from sbparse.messages import catalogue

HEADED = re.compile(r"^### `([^`]+)`$(.*?)(?=^#|\Z)", re.MULTILINE | re.DOTALL)
ENDS_A_COMMAND = ("attest.error.", "cli.error.", "reading.", "history.", "mask.error.", "ocr.error.", "policy.", "page.error.")


def page(name: str) -> str:
    """A page's prose, without its fenced blocks."""
    return re.sub(r"^```.*?^```$", "", (ROOT / "docs" / name).read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)


def sections(name: str) -> dict[str, str]:
    return dict(HEADED.findall(page(name)))


def test_every_rule_has_its_section_in_the_order_of_the_contract() -> None:
    assert list(sections("rules.md")) == list(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_names_its_source(rule: str) -> None:
    assert re.search(r"^Source: .+\.$", sections("rules.md")[rule].replace("\n", "\n\n"), re.MULTILINE)


def test_every_message_that_ends_a_command_has_its_section() -> None:
    keys = {key for key in catalogue("en") if key.startswith(ENDS_A_COMMAND)}
    text = page("errors.md")
    pieces = set(re.findall(r"`([^`]+)`", text[text.index("## Parts of these lines") :]))
    assert keys - set(sections("errors.md")) - pieces == set()
    assert {key for key in sections("errors.md") if key not in keys} == set()


def test_an_error_tells_cause_and_remedy() -> None:
    for name, text in sections("errors.md").items():
        assert re.search(r"^Cause: .+?\.\nRemedy: .+", text, re.MULTILINE | re.DOTALL), name


def test_every_command_and_option_is_shown_in_both_languages() -> None:
    english, chinese = (ROOT / "docs/cli.md").read_text("utf-8").split("## 中文")
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    for text in (english, chinese):
        for name, command in commands.items():
            help_text = text[text.index(f"sbparse {name} --help") :].split("\n$ ")[0]
            for option in (option for parameter in command.params for option in parameter.opts if option.startswith("-")):
                assert option in help_text, (name, option)


def test_every_key_of_a_rule_set_is_described() -> None:
    rules = tomllib.loads((ROOT / "src/sbparse/policy/beijing.toml").read_text("utf-8"))
    text = page("ruleset.md")
    described = {word for quoted in re.findall(r"`([^`]+)`", text) for word in re.split(r"[.\[\]]+", quoted)}
    assert set(_keys(rules)) - described == set()


def _keys(table: dict[str, object], *, words: bool = True) -> Iterator[str]:
    """All keys but the words that a table of spellings is made of."""
    for key, value in table.items():
        if words:
            yield key
        if isinstance(value, dict):
            yield from _keys(value, words=key not in ("levels", "educations", "series"))
        elif isinstance(value, list):
            for row in value:
                if isinstance(row, dict):
                    yield from _keys(row)


def test_every_public_name_is_described() -> None:
    text = (ROOT / "docs/api.md").read_text("utf-8")
    assert [name for name in sbparse.__all__ if name not in text] == []


def test_readme_has_one_command_to_run_and_one_to_test_and_ci_runs_both() -> None:
    readme = (ROOT / "README.md").read_text("utf-8").splitlines()
    commands = [line for line in readme if line.startswith("python3 -m venv .venv && ")]
    assert [sum(word in line for line in commands) for word in ("sbparse check", "pytest")] == [1, 1]
    assert len(commands) == 2
    script = (ROOT / ".ci/run").read_text("utf-8")
    assert "readme 'sbparse check'" in script
    assert "readme pytest" in script


def test_the_changelog_has_the_version_or_says_unreleased() -> None:
    headings = re.findall(r"^## (.+)$", Path(ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert headings
    assert headings[0] == "Unreleased" or headings[0].startswith(sbparse.__version__)
