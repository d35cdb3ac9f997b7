"""The signatures of files as plain data, ready for JSON (``sbparse.verify/1``)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from sbparse.messages import Lang, render
from sbparse.record.second import Difference
from sbparse.report.record_data import Data, finding_data, sentence
from sbparse.report.traces import traces_data
from sbparse.signing.model import SealReport
from sbparse.traces.model import TraceReport

if TYPE_CHECKING:  # it takes the extra
    from sbparse.record.verification import VerifiedFile

VERIFY_SCHEMA: Final = "sbparse.verify/1"


def verifications_data(files: "Sequence[tuple[VerifiedFile, TraceReport]]", *, lang: Lang = "zh") -> Data | list[Data]:
    """The object of one file, or a list of them."""
    objects = [verification_data(file, traces, lang=lang) for file, traces in files]
    return objects[0] if len(objects) == 1 else objects


def verification_data(file: "VerifiedFile", traces: TraceReport, *, lang: Lang = "zh") -> Data:
    """A file with its signatures in the order of its form, what the rules say of them, and what was changed afterwards, and its traces.

    ``text_revision`` is the revision that every command reads; ``changed`` is null where nothing follows the last signature.
    """
    report = file.report
    return {
        "schema": VERIFY_SCHEMA,
        "source": {"file": file.file, "sha256": file.sha256, "bytes": report.sealed.size},
        "revisions": report.revisions,
        "text_revision": report.revisions,
        "uncovered_bytes": report.sealed.uncovered if any(each.seal.end for each in report.seals) else None,
        "remnants": report.sealed.remnants,
        "signatures": [_signature(each, lang) for each in report.seals],
        "findings": [finding_data(finding, lang) for finding in file.ruling.findings],
        "not_run": [{"rule": rule, "reason": sentence(why, lang)} for rule, why in file.ruling.not_run.items()],
        "changed": None if file.changed is None else [_change(each, lang) for each in file.changed],
        "uncompared": sentence(file.uncompared, lang),
        "traces": traces_data(traces, lang=lang),
    }


def _signature(each: SealReport, lang: Lang) -> Data:
    return {
        "format": each.seal.sub_filter,
        "kind": str(each.seal.kind),
        "byte_range": list(each.seal.byte_range),
        "time_stamp": each.stamp,
        "signer": each.signer,
        "issuer": each.issuer,
        "claimed_time": each.claimed.isoformat() if each.claimed else None,
        "revision": each.revision,
        "intact": each.intact,
        "trust": str(each.trust) if each.trust else None,
        "later": str(each.later) if each.later else None,
        "unchecked": sentence(each.unchecked, lang),
    }


def _change(each: Difference, lang: Lang) -> Data:
    return {"record": each.record, "item": render(each.field, lang), "as_signed": each.pdfium, "now": each.pdfplumber}
