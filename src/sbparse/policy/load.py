"""Reads a rule set from TOML and checks it: everything needed is there, nothing unknown, nothing that contradicts itself."""

import tomllib
from functools import cache
from pathlib import Path

from sbparse.errors import RuleSetError
from sbparse.messages import message
from sbparse.policy.build import ruleset_of
from sbparse.policy.model import RuleSet
from sbparse.policy.table import FlawError, Table


def load_ruleset(path: str | Path | None = None) -> RuleSet:
    """The rule set of a file, or the shipped one for None.

    Raises:
        RuleSetError: the file cannot be read, is no TOML, or a table lacks a key, has an unknown one or a value that makes no sense; the
            error names the table, the key and what is wrong.
    """
    if path is None:
        return default_ruleset()
    try:
        return _parse(Path(path).read_text("utf-8-sig"))
    except OSError as error:
        raise RuleSetError(message("policy.unreadable", reason=error.strerror or ""), file=str(path)) from None
    except UnicodeDecodeError:
        raise RuleSetError(message("policy.not-utf8"), file=str(path)) from None
    except tomllib.TOMLDecodeError as error:
        raise RuleSetError(message("policy.not-toml", reason=str(error)), file=str(path)) from None
    except FlawError as flaw:
        raise RuleSetError(flaw.what, file=str(path), place=message("policy.place", key=flaw.key)) from None


@cache
def default_ruleset() -> RuleSet:
    """The rule set that the package ships, ``beijing.toml``."""
    return _parse(Path(__file__).with_name("beijing.toml").read_text("utf-8"))


def _parse(text: str) -> RuleSet:
    return ruleset_of(Table(tomllib.loads(text), ""))
