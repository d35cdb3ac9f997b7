"""An attestation read back. It is a stranger's file: its size, its shape and every value in it are looked at before anything is done."""

import json
import re
from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, Final, NoReturn, TypeVar, get_args

from sbparse.attest.data import ATTEST_SCHEMA
from sbparse.attest.model import Attestation, FindingMark, Input, Outcome, Role, Settings
from sbparse.errors import UnusableFileError
from sbparse.findings import RULES, Severity
from sbparse.findings import Outcome as CheckOutcome
from sbparse.messages import message
from sbparse.record.document import Engine
from sbparse.review.model import Verdict
from sbparse.values.month import Month

LARGEST: Final = 2**20
"""Bytes; one of a record with five hundred findings takes some 100 KB."""

_MOST_FILES: Final = 1000
_MOST_FINDINGS: Final = 10_000
_MOST_MONTHS: Final = 2000
_LARGEST_NUMBER: Final = 2**53
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_VERSION: Final = re.compile(r"[0-9A-Za-z.+!_-]{1,64}")
_NAME: Final = re.compile(r"[^\x00-\x1f\x7f-\x9f\ud800-\udfff]{1,200}")

T = TypeVar("T")


class _MisshapenError(Exception):
    """The path of the value that has another shape."""


def load_attestation(data: bytes, file: str) -> Attestation:
    """The attestation in a file's bytes.

    Raises:
        UnusableFileError: too large, no JSON, or not of the form that this version writes; names the key.
    """
    if len(data) > LARGEST:
        raise UnusableFileError(message("attest.error.too-large", megabytes=LARGEST // 2**20), file=file)
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=_once, parse_constant=_refused)
    except (ValueError, RecursionError):
        raise UnusableFileError(message("attest.error.not-json"), file=file) from None
    try:
        return _attestation(_keys(value, "", "schema", "version", "ruleset", "settings", "inputs", "result"))
    except _MisshapenError as where:
        raise UnusableFileError(message("attest.error.misshapen", key=str(where), schema=ATTEST_SCHEMA), file=file) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A key that stands twice means one thing to one reader and another to the next."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _refused(_: str) -> NoReturn:
    raise ValueError


def _attestation(value: dict[str, Any]) -> Attestation:
    if value["schema"] != ATTEST_SCHEMA:
        raise _MisshapenError("schema")
    rules = _keys(value["ruleset"], "ruleset", "name", "sha256")
    inputs = tuple(_each(value["inputs"], "inputs", _input, _MOST_FILES))
    if not any(each.role is Role.RECORD for each in inputs):
        raise _MisshapenError("inputs")
    return Attestation(
        version=_text(value["version"], "version", _VERSION),
        ruleset=_text(rules["name"], "ruleset.name", _NAME),
        ruleset_sha256=_text(rules["sha256"], "ruleset.sha256", _HASH),
        settings=_settings(_keys(value["settings"], "settings", "submitted", "print_date", "engine", "signatures", "scans")),
        inputs=inputs,
        outcome=_outcome(_keys(value["result"], "result", "verdict", "checks", "findings", "signatures", "sha256")),
    )


def _settings(value: dict[str, Any]) -> Settings:
    if value["engine"] not in get_args(Engine):
        raise _MisshapenError("settings.engine")
    flags = {name: _flag(value[name], f"settings.{name}") for name in ("signatures", "scans")}
    for name in (name for name, flag in flags.items() if flag is None):
        raise _MisshapenError(f"settings.{name}")
    return Settings(
        submitted=_day(value["submitted"], "settings.submitted"),
        print_date=_day(value["print_date"], "settings.print_date"),
        engine=value["engine"],
        signatures=bool(flags["signatures"]),
        scans=bool(flags["scans"]),
    )


def _input(value: object, path: str) -> Input:
    found = _keys(value, path, "role", "sha256", "bytes")
    size = _number(found["bytes"], f"{path}.bytes")
    if size is None:
        raise _MisshapenError(f"{path}.bytes")
    return Input(Role(_one_of(found["role"], f"{path}.role", Role)), _text(found["sha256"], f"{path}.sha256", _HASH), size)


def _outcome(value: dict[str, Any]) -> Outcome:
    verdict = value["verdict"]
    checks = _each(value["checks"], "result.checks", _check, len(RULES))
    if len(dict(checks)) != len(checks):
        raise _MisshapenError("result.checks")
    return Outcome(
        verdict=None if verdict is None else _one_of(verdict, "result.verdict", Verdict),
        checks=tuple(checks),
        findings=tuple(_each(value["findings"], "result.findings", _finding, _MOST_FINDINGS)),
        signatures=tuple(_each(value["signatures"], "result.signatures", _flag, _MOST_FILES)),
        sha256=_text(value["sha256"], "result.sha256", _HASH),
    )


def _check(value: object, path: str) -> tuple[str, str]:
    found = _keys(value, path, "rule", "outcome")
    return _rule(found["rule"], path), _one_of(found["outcome"], f"{path}.outcome", CheckOutcome)


def _finding(value: object, path: str) -> FindingMark:
    found = _keys(value, path, "rule", "severity", "history_row", "record", "employment", "months", "page")
    return FindingMark(
        rule=_rule(found["rule"], path),
        severity=_one_of(found["severity"], f"{path}.severity", Severity),
        history_row=_number(found["history_row"], f"{path}.history_row"),
        record=_number(found["record"], f"{path}.record"),
        employment=_number(found["employment"], f"{path}.employment"),
        months=tuple(_each(found["months"], f"{path}.months", _month, _MOST_MONTHS)),
        page=_number(found["page"], f"{path}.page"),
    )


def _keys(value: object, path: str, *names: str) -> dict[str, Any]:
    """An object with these keys and no others."""
    if not isinstance(value, dict) or value.keys() != set(names):
        raise _MisshapenError(path or "{}")
    return value


def _each(value: object, path: str, read: Callable[[object, str], T], most: int) -> Sequence[T]:
    if not isinstance(value, list) or len(value) > most:
        raise _MisshapenError(path)
    return [read(item, f"{path}[{index}]") for index, item in enumerate(value)]


def _text(value: object, path: str, form: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not form.fullmatch(value):
        raise _MisshapenError(path)
    return value


def _one_of(value: object, path: str, values: type[StrEnum]) -> str:
    if not isinstance(value, str) or value not in {str(each) for each in values}:
        raise _MisshapenError(path)
    return value


def _rule(value: object, path: str) -> str:
    if not isinstance(value, str) or value not in RULES:
        raise _MisshapenError(f"{path}.rule")
    return value


def _flag(value: object, path: str) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise _MisshapenError(path)
    return value


def _number(value: object, path: str) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _LARGEST_NUMBER:
        raise _MisshapenError(path)
    return value


def _day(value: object, path: str) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(_text(value, path, re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)))
    except ValueError:
        raise _MisshapenError(path) from None


def _month(value: object, path: str) -> Month:
    text = _text(value, path, re.compile(r"(?:19|20|21)\d{2}-(?:0[1-9]|1[0-2])", re.ASCII))
    return Month.of(int(text[:4]), int(text[5:]))
