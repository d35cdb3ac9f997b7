"""The JSON Schemas of attestations and confirmations (draft 2020-12), from the same enumerations as the data; closed, as all are."""

from enum import StrEnum
from typing import Final, get_args

from sbparse.attest.confirm import What
from sbparse.attest.data import ATTEST_SCHEMA, CONFIRM_SCHEMA
from sbparse.attest.model import Role
from sbparse.findings import RULES, Outcome, Severity
from sbparse.record.document import Engine
from sbparse.report.record_data import Data
from sbparse.report.schema import DIALECT
from sbparse.review.model import Verdict

_HASH: Final[Data] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_TEXT: Final[Data] = {"type": "string"}
_FLAG: Final[Data] = {"type": "boolean"}
_COUNT: Final[Data] = {"type": "integer", "minimum": 0}
_DAY: Final[Data] = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_MONTH: Final[Data] = {"type": "string", "pattern": r"^(19|20|21)\d{2}-(0[1-9]|1[0-2])$"}
_RULE: Final[Data] = {"enum": list(RULES)}


def attest_schema() -> Data:
    """The schema of what ``sbparse verify --attest`` writes."""
    return _document(
        "attest",
        {
            "schema": {"const": ATTEST_SCHEMA},
            "version": _TEXT,
            "ruleset": _closed({"name": _TEXT, "sha256": _HASH}),
            "settings": _closed(
                {
                    "submitted": _or_null(_DAY),
                    "print_date": _or_null(_DAY),
                    "engine": {"enum": list(get_args(Engine))},
                    "signatures": _FLAG,
                    "scans": _FLAG,
                }
            ),
            "inputs": {**_list(_closed({"role": _enum(Role), "sha256": _HASH, "bytes": _COUNT})), "minItems": 1},
            "result": _closed(
                {
                    "verdict": _or_null(_enum(Verdict)),
                    "checks": _list(_closed({"rule": _RULE, "outcome": _enum(Outcome)})),
                    "findings": _list(_closed(_finding())),
                    "signatures": _list(_or_null(_FLAG)),
                    "sha256": _HASH,
                }
            ),
        },
    )


def confirm_schema() -> Data:
    """The schema of ``sbparse verify --confirm FILE --format json``."""
    difference = _closed({"what": _enum(What), "attested": _or_null(_TEXT), "now": _or_null(_TEXT), "message": _TEXT})
    keys: dict[str, Data] = {
        "schema": {"const": CONFIRM_SCHEMA},
        "confirmed": _FLAG,
        "result_compared": _FLAG,
        "differences": _list(difference),
    }
    return _document("confirm", keys)


def _finding() -> dict[str, Data]:
    return {
        "rule": _RULE,
        "severity": _enum(Severity),
        "history_row": _or_null(_COUNT),
        "record": _or_null(_COUNT),
        "employment": _or_null(_COUNT),
        "months": _list(_MONTH),
        "page": _or_null(_COUNT),
    }


def _document(name: str, keys: dict[str, Data]) -> Data:
    return {"$schema": DIALECT, "$id": f"urn:sbparse:schema:{name}:1", "title": f"sbparse.{name}/1", **_closed(keys)}


def _closed(keys: dict[str, Data]) -> Data:
    return {"type": "object", "properties": keys, "required": list(keys), "additionalProperties": False}


def _list(items: Data) -> Data:
    return {"type": "array", "items": items}


def _or_null(schema: Data) -> Data:
    return {"anyOf": [schema, {"type": "null"}]}


def _enum(values: type[StrEnum]) -> Data:
    return {"enum": [str(value) for value in values]}
