"""The audit for programs: one JSON document, or Parquet files, both written as it is read."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sbparse.audit.outcome import Outcome
from sbparse.errors import UsageError
from sbparse.messages import Lang, message, render
from sbparse.record.model import Insurance
from sbparse.report.clean import encodable, escaped
from sbparse.report.whole import written_whole

if TYPE_CHECKING:  # who only wants a frame needs neither
    import pandas as pd

    from sbparse.audit.across import AcrossFinding
    from sbparse.audit.tables import Row, Table, Tables

AUDIT_SCHEMA: Final = "sbparse.audit/1"
_GROUP: Final = 10_000
"""Rows that are written to Parquet at once."""


def write_json(outcomes: Iterable[Outcome], shared: "Sequence[AcrossFinding]", target: Path, lang: Lang) -> None:
    """Write ``{"schema", "submissions": […], "shared": […]}``, a submission a line; UsageError where the file cannot be written."""
    with written_whole(target) as unfinished, unfinished.open("w", encoding="utf-8") as stream:
        stream.writelines(_pieces(outcomes, shared, lang))


def _pieces(outcomes: Iterable[Outcome], shared: "Sequence[AcrossFinding]", lang: Lang) -> Iterator[str]:
    yield f'{{"schema": "{AUDIT_SCHEMA}", "submissions": ['
    before = "\n"
    for outcome in outcomes:
        yield before + _json(asdict(outcome))
        before = ",\n"
    yield '\n], "shared": ['
    before = "\n"
    for finding in shared:
        told = {"rule": finding.rule, "severity": str(finding.severity), "message": render(finding.message, lang)}
        yield before + _json({**told, "submissions": [name for _, name in finding.submissions]})
        before = ",\n"
    yield "\n]}\n"


def _json(data: object) -> str:
    return escaped(json.dumps(data, ensure_ascii=False))


def need_parquet() -> None:
    """UsageError where pyarrow is not installed; told before a long audit, not behind it."""
    if find_spec("pyarrow") is None:
        raise UsageError(message("audit.needs-parquet"))


def write_parquet(tables: "Tables", target: Path) -> list[Path]:
    """Write 总览 to ``target`` and the other tables beside it (``audit.findings.parquet`` …); gives back the files.

    Raises:
        UsageError: pyarrow is not installed, or a file cannot be written.
    """
    need_parquet()
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {"text": pa.string(), "link": pa.string(), "number": pa.int64(), "day": pa.date32()}
    written: list[Path] = []
    for table in tables.all():
        file = target if table.name == "overview" else target.with_name(f"{target.stem}.{table.name}{target.suffix}")
        schema = pa.schema([(column.name, types[column.kind]) for column in table.columns])
        with written_whole(file) as unfinished, pq.ParquetWriter(unfinished, schema) as writer:
            for rows in _groups(table.rows()):
                writer.write_table(pa.table(_columns(table, rows), schema=schema))
        written.append(file)
    return written


def _groups(rows: "Iterator[Row]") -> "Iterator[list[Row]]":
    while group := list(islice(rows, _GROUP)):
        yield group


def _columns(table: "Table", rows: "list[Row]") -> dict[str, list[Any]]:
    across = ([encodable(value) if isinstance(value, str) else value for value in values] for values in zip(*rows, strict=True))
    return {column.name: values for column, values in zip(table.columns, across, strict=True)}


def frame(outcomes: Iterable[Outcome]) -> "pd.DataFrame":
    """The overview as a frame, a row an outcome and the same columns whatever the outcomes: name, standing, person, counts, months an
    insurance (``Int64``, blank is ``<NA>``), ``valid_until`` as a date, ``eligible`` as ``boolean``."""
    import pandas as pd

    rows = [[_cell(outcome, name) for name in _FRAME] for outcome in outcomes]
    return pd.DataFrame(rows, columns=list(_FRAME)).astype(_FRAME)


def _cell(outcome: Outcome, column: str) -> Any:
    match column:
        case "standing":
            return str(outcome.standing)
        case "unused":
            return len(outcome.unused)
        case _ if column.endswith("_months"):
            return outcome.cumulative.get(column.removesuffix("_months"))
        case _:
            return getattr(outcome, column)


_FRAME: Final = {
    **dict.fromkeys(("name", "standing", "person"), "object"),
    **dict.fromkeys(("errors", "warnings", "infos", "not_run"), "Int64"),
    "valid_until": "datetime64[ns]",
    **dict.fromkeys((f"{insurance}_months" for insurance in Insurance), "Int64"),
    "level": "object",
    "eligible": "boolean",
    "eligible_from": "object",
    "unused": "Int64",
    "report": "object",
}
"""Columns of :func:`frame` and their types."""
