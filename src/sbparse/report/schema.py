"""The JSON Schemas of what ``extract``, ``check``, ``diff`` and ``verify`` print (draft 2020-12), from the same enumerations as the data.

``scripts/make_schema.py`` writes them to ``schema/``; a test compares those files and validates real output against them. Objects are
closed: a key that the contract does not name is an error here.
"""

from collections.abc import Sequence
from dataclasses import fields
from enum import StrEnum
from typing import Final

from sbparse.findings import RULES, Outcome, Severity
from sbparse.history.model import Evidence
from sbparse.record.model import PAID_BY_PERSON, Insurance, PrintBasis, Supplement
from sbparse.report.changes_data import DIFF_SCHEMA
from sbparse.report.record_data import EXTRACT_SCHEMA, Data
from sbparse.report.review_data import CHECK_SCHEMA
from sbparse.report.verification_data import VERIFY_SCHEMA
from sbparse.review.changed_rows import EMPLOYMENT_FIELDS, WHATS
from sbparse.review.model import Verdict
from sbparse.signing.model import Kind, Later, Trust
from sbparse.traces.model import TRACES, State, Weight

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

_TEXT: Final[Data] = {"type": "string"}
_FLAG: Final[Data] = {"type": "boolean"}
_COUNT: Final[Data] = {"type": "integer", "minimum": 0}
_POSITION: Final[Data] = {"type": "integer", "minimum": 1}


def extract_schema() -> Data:
    """The schema of ``sbparse extract --format json``: one file's object, or a list of them for several files."""
    extraction = _closed(
        {
            "schema": {"const": EXTRACT_SCHEMA},
            "source": _closed({"file": _TEXT, "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"}, "pages": _COUNT}),
            "records": _list(_ref("record")),
            "skipped_pages": _list(_POSITION),
        }
    )
    either: Data = {"anyOf": [_ref("extraction"), {**_list(_ref("extraction")), "minItems": 2}]}
    parts = _record_parts() | {"extraction": extraction, "record": _closed(_record(), {"recognised": _list(_ref("recognised"))})}
    return _document("extract", EXTRACT_SCHEMA, either, _values() | parts)


def check_schema() -> Data:
    """The schema of ``sbparse check --format json``."""
    check = _closed(
        {
            "schema": {"const": CHECK_SCHEMA},
            "verdict": _enum(Verdict),
            "records": _list(_ref("record")),
            "history": _list(_ref("declared")),
            "findings": _list(_ref("finding")),
            "checks": {**_list(_ref("check")), "minItems": len(RULES), "maxItems": len(RULES)},
            "suggested_history": _list(_ref("suggested")),
            "suggested_assessments": _list(_ref("assessment")),
            "cumulative": _ref("cumulative"),
            "print_window": _or_null(_ref("print_window")),
            "eligibility": _or_null(_ref("eligibility")),
        }
    )
    parts = _record_parts() | {"record": _closed({"file": _TEXT} | _record(), {"recognised": _list(_ref("recognised"))})} | _review_parts()
    return _document("check", CHECK_SCHEMA, check, _values() | parts)


def diff_schema() -> Data:
    """The schema of ``sbparse diff --format json``."""
    changes = _closed(
        {
            "schema": {"const": DIFF_SCHEMA},
            "same": _FLAG,
            "before": _ref("print"),
            "after": _ref("print"),
            "uncompared": _list(_ref("period")),
            "employments": _list(_ref("employment_change")),
            "contributions": _list(_ref("contribution_change")),
            "totals": _or_null(_list(_ref("figure"))),
            "supplement": _list(_ref("supplement_change")),
            "header": _list(_ref("header_change")),
            "caveats": _list(_TEXT),
            "sentences": _list(_TEXT),
        }
    )
    values = {name: value for name, value in _values().items() if name in ("month", "day", "money")}
    return _document("diff", DIFF_SCHEMA, changes, values | _change_parts())


def verify_schema() -> Data:
    """The schema of ``sbparse verify --format json``: one file's object, or a list of them for several files."""
    signature = {
        "format": _or_null(_TEXT),
        "kind": _enum(Kind),
        "byte_range": _list({"type": "integer"}),
        "time_stamp": _FLAG,
        "signer": _or_null(_TEXT),
        "issuer": _or_null(_TEXT),
        "claimed_time": _or_null({"type": "string", "format": "date-time"}),
        "revision": _or_null(_POSITION),
        "intact": _or_null(_FLAG),
        "trust": _or_null(_enum(Trust)),
        "later": _or_null(_enum(Later)),
        "unchecked": _or_null(_TEXT),
    }
    change: dict[str, Data] = {"record": _or_null(_COUNT), "item": _TEXT, "as_signed": _or_null(_TEXT), "now": _or_null(_TEXT)}
    file: dict[str, Data] = {
        "schema": {"const": VERIFY_SCHEMA},
        "source": _closed({"file": _TEXT, "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"}, "bytes": _COUNT}),
        "revisions": _or_null(_POSITION),
        "text_revision": _or_null(_POSITION),
        "uncovered_bytes": _or_null({"type": "integer"}),
        "remnants": _COUNT,
        "signatures": _list(_closed(signature)),
        "findings": _list(_closed(_finding())),
        "not_run": _list(_closed({"rule": _ref("rule"), "reason": _TEXT})),
        "changed": _or_null(_list(_closed(change))),
        "uncompared": _or_null(_TEXT),
        "traces": {**_list(_closed(_trace())), "minItems": len(TRACES), "maxItems": len(TRACES)},
    }
    either: Data = {"anyOf": [_ref("file"), {**_list(_ref("file")), "minItems": 2}]}
    values = {name: value for name, value in _values().items() if name in ("month", "rule", "bbox", "where")}
    return _document("verify", VERIFY_SCHEMA, either, values | {"file": _closed(file)})


def _trace() -> dict[str, Data]:
    fact: dict[str, Data] = {"fact": _TEXT, "harmless": _TEXT, "weight": _enum(Weight), "where": _or_null(_ref("where"))}
    return {"trace": {"enum": list(TRACES)}, "state": _enum(State), "facts": _list(_closed(fact)), "unchecked": _list(_TEXT)}


def _document(name: str, title: str, root: Data, parts: dict[str, Data]) -> Data:
    return {"$schema": DIALECT, "$id": f"urn:sbparse:schema:{name}:1", "title": title, **root, "$defs": parts}


def _values() -> dict[str, Data]:
    return {
        "month": {"type": "string", "pattern": r"^(19|20|21)\d{2}-(0[1-9]|1[0-2])$"},
        "day": {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "money": {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"},
        "rule": {"enum": list(RULES)},
        "bbox": {
            "description": "[x0, top, x1, bottom] in PDF points, origin at the top left of the page as displayed",
            "type": "array",
            "items": {"type": "number"},
            "minItems": 4,
            "maxItems": 4,
        },
        "where": _or_null(_closed({"page": _POSITION, "bbox": _ref("bbox")})),
    }


def _record() -> dict[str, Data]:
    """The keys of a record; a review puts ``file`` before them."""
    return {
        "pages": _list(_POSITION),
        "layout": _TEXT,
        "person": _closed({"name": _or_null(_TEXT), "id_number": _or_null(_TEXT), "employer": _or_null(_TEXT)}),
        "verification": _closed({"code": _or_null(_TEXT), "serial": _or_null(_TEXT)}),
        "query_period": _or_null(_closed(_period())),
        "query_date": _or_null(_ref("day")),
        "print_date": _or_null(_closed({"date": _ref("day"), "basis": _enum(PrintBasis)})),
        "issuer": _or_null(_TEXT),
        "employments": _list(_ref("employment")),
        "contributions": _list(_ref("contribution")),
        "totals": _closed(_insurances()),
        "supplement": _ref("supplement"),
        "cumulative": _ref("cumulative"),
        "findings": _list(_ref("finding")),
    }


def _record_parts() -> dict[str, Data]:
    supplement = [
        "pension_months", "medical_months", "backfilled_months", "rural_months", "transferred_months", "pension_lump_sum_months",
        "medical_lump_sum_months",
    ]  # fmt: skip
    return {
        "employment": _closed(
            _period() | {"months": _or_null(_COUNT), "employer": _TEXT, "district": _or_null(_TEXT), "where": _ref("where")}
        ),
        "contribution": _closed(_period() | {"supplemental": _FLAG} | _insurances() | {"where": _ref("where")}),
        "supplement": _closed(
            {name: _or_null(_COUNT) for name in supplement}
            | {"account_balance": _or_null(_ref("money")), "account_year": _or_null({"type": "integer"})}
        ),
        "cumulative": _closed({str(i): _closed({"months": _or_null(_COUNT), "text": _or_null(_TEXT)}) for i in Insurance}),
        "finding": _closed(_finding()),
        "recognised": _closed({"field": _TEXT, "text": _TEXT, "confidence": {"type": "number"}, "where": _ref("where")}),
    }


def _finding() -> dict[str, Data]:
    return {
        "rule": _ref("rule"),
        "severity": _enum(Severity),
        "message": _TEXT,
        "suggestion": _or_null(_TEXT),
        "history_row": _or_null(_POSITION),
        "record": _or_null(_COUNT),
        "employment": _or_null(_COUNT),
        "expected": _or_null(_TEXT),
        "actual": _or_null(_TEXT),
        "months": _list(_ref("month")),
        "where": _ref("where"),
    }


def _review_parts() -> dict[str, Data]:
    declared = {"row": _POSITION, "employer": _TEXT, "start": _ref("month"), "end": _or_null(_ref("month")), "evidence": _enum(Evidence)}
    suggested_extra = {"ongoing": _FLAG, "work": _TEXT, "post": _TEXT, "reference": _TEXT, "evidence": _enum(Evidence)}
    route = {
        "route": _TEXT,
        "required_months": _COUNT,
        "available_months": _or_null(_COUNT),
        "met": _FLAG,
        "met_on": _or_null(_ref("month")),
    }
    return {
        "declared": _closed(declared, {"ongoing": {"const": True}}),
        "check": _closed({"rule": _ref("rule"), "outcome": _enum(Outcome)}, {"reason": _TEXT}),
        "suggested": _closed({"employer": _TEXT} | _period(), suggested_extra),
        "assessment": _closed(_period() | {"kind": _TEXT, "employer": _TEXT}),
        "print_window": _closed(
            {
                "print_date": _ref("day"),
                "submitted": _or_null(_ref("day")),
                "age_days": _or_null({"type": "integer"}),
                "limit_days": _COUNT,
                "latest_submission": _ref("day"),
                "basis": _enum(PrintBasis),
                "verification_until": _ref("day"),
            }
        ),
        "eligibility": _closed({"level": _TEXT, "eligible": _FLAG, "routes": _list(_closed(route))}, {"note": _TEXT}),
    }


def _change_parts() -> dict[str, Data]:
    row = _closed(_period() | {"months": _or_null(_COUNT), "employer": _TEXT, "district": _or_null(_TEXT)})
    figure: dict[str, Data] = {"insurance": _enum(Insurance), "figure": _one_of(WHATS)}
    return {
        "period": _closed(_period()),
        "print": _closed({"file": _TEXT, "print_date": _or_null(_ref("day")), "query_period": _or_null(_ref("period"))}),
        "employment_change": _closed(_sides(row) | {"fields": _list(_one_of(EMPLOYMENT_FIELDS))}),
        "contribution_change": _closed(
            _sides(_ref("period")) | {"supplemental": _closed({"before": _FLAG, "after": _FLAG}), "figures": _list(_ref("figure"))}
        ),
        "figure": _closed(figure | _sides({"anyOf": [_COUNT, _ref("money")]})),
        "supplement_change": _closed(
            {"field": _one_of([part.name for part in fields(Supplement) if part.name != "where"])}
            | _sides({"anyOf": [{"type": "integer"}, _ref("money")]})
        ),
        "header_change": _closed({"field": _one_of(["employer"])} | _sides(_TEXT)),
    }


def _sides(value: Data) -> dict[str, Data]:
    """What stands in the earlier and in the later print; null where one has none."""
    return {"before": _or_null(value), "after": _or_null(value)}


def _insurances() -> dict[str, Data]:
    return {str(insurance): _closed(_amounts(insurance)) for insurance in Insurance}


def _amounts(insurance: Insurance) -> dict[str, Data]:
    amounts = {"months": _or_null(_COUNT), "base": _or_null(_ref("money"))}
    return amounts | ({"personal": _or_null(_ref("money"))} if insurance in PAID_BY_PERSON else {})


def _period() -> dict[str, Data]:
    return {"start": _ref("month"), "end": _ref("month")}


def _closed(required: dict[str, Data], optional: dict[str, Data] | None = None) -> Data:
    """An object with these keys and no others."""
    return {"type": "object", "properties": required | (optional or {}), "required": list(required), "additionalProperties": False}


def _list(items: Data) -> Data:
    return {"type": "array", "items": items}


def _or_null(schema: Data) -> Data:
    return {"anyOf": [schema, {"type": "null"}]}


def _ref(part: str) -> Data:
    return {"$ref": f"#/$defs/{part}"}


def _enum(values: type[StrEnum]) -> Data:
    return _one_of([str(value) for value in values])


def _one_of(values: Sequence[str]) -> Data:
    return {"enum": list(values)}
