"""What is done for a case in the workshop: its files read, its entries checked, its downloads made; each once for a language."""

from sbparse.web.desk import Case
from sbparse.web.parcel import Parcel, Plain
from sbparse.web.screens import text
from sbparse.web.work import JobFailedError, Workshop


class RefusedJobError(Exception):
    """A job gave an error about its inputs, or no result; the text is for the page."""


async def reading(workshop: Workshop, case: Case) -> Parcel:
    """What was read, in the case's language."""
    lang = case.lang
    if lang not in case.readings:
        case.readings[lang] = await done(workshop, "read", case, {"chosen": case.chosen})
    return case.readings[lang]


async def check(workshop: Workshop, case: Case) -> None:
    """Have the entries of now checked, if they were not."""
    lang, entries = case.lang, case.entries
    if lang in case.results or lang in case.trouble:
        return
    try:
        result = await done(workshop, "check", case, {})
    except RefusedJobError as refused:
        if case.entries is entries:
            case.trouble[lang] = str(refused)
        return
    if case.entries is entries:  # else they were changed meanwhile, in another window
        case.results[lang] = result.values


async def done(workshop: Workshop, job: str, case: Case, extra: Plain) -> Parcel:
    """A job with the case's files and entries, and what else it needs; RefusedJobError where it gives no result."""
    history = case.history.name if case.history else None
    values = {
        "lang": case.lang,
        "files": [each.name for each in case.records],
        "history": history,
        "history_name": history,
        "entries": case.entries,
        **extra,
    }
    blobs = [each.data for each in (*case.records, *([case.history] if case.history else []))]
    try:
        result = await workshop.run(job, values, blobs)
    except JobFailedError as failed:
        raise RefusedJobError(text(f"failed.{failed.why}", case.lang)) from None
    if "error" in result.values:
        raise RefusedJobError(str(result.values["error"]))
    return result
