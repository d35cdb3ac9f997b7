"""Screens: plain values laid out by templates, in the catalogue's words. Everything is escaped by the template engine."""

from collections.abc import Mapping
from functools import cache, partial
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sbparse.history.model import Evidence
from sbparse.messages import Lang, Message, message, render
from sbparse.policy import default_ruleset
from sbparse.report.masking import mask_number
from sbparse.web.desk import Case
from sbparse.web.entries import CLAIM_KEYS, SHEETS
from sbparse.web.parcel import Plain
from sbparse.web.upload import Limits

STEPS: Final = ("start", "confirm", "report")
CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "level": tuple(default_ruleset().level_names),
    "education": tuple(default_ruleset().education_names),
    "evidence": tuple(str(each) for each in Evidence),
}
"""What may be chosen in an item or a column."""


def start_screen(root: str, lang: Lang, idle: float, *, error: str | None = None, notice: str | None = None) -> str:
    """The first page: files, level, education, day of submission."""
    limits = Limits()
    sizes = {"file": limits.file // 2**20, "total": limits.total // 2**20, "files": limits.files}
    return _shown("start", root, lang, idle, step="start", error=error, notice=notice, limits=sizes, choices=CHOICES)


def confirm_screen(root: str, case: Case, page: str, reading: Plain, idle: float, *, error: str | None = None) -> str:
    """What was read, like the form, beside the page."""
    return _shown("confirm", root, case.lang, idle, step="confirm", case=case, page=page, reading=reading, error=error)


def report_screen(root: str, case: Case, page: str, idle: float, *, notes: list[str], error: str | None = None) -> str:
    """The result with the declaration to be changed; ``error`` where the entries could not be checked."""
    result = case.results.get(case.lang)
    number = case.entries["claim"].get("id_number", "")
    return _shown(
        "report",
        root,
        case.lang,
        idle,
        step="report",
        case=case,
        page=page,
        error=error,
        notes=notes,
        # The report's own templates escaped these; they come from the child that rendered them.
        summary=Markup(result["summary"]) if result else None,  # noqa: S704
        sections=Markup(result["sections"]) if result else None,  # noqa: S704
        result=result,
        suggestions=result["suggestions"] if result else [],
        found=result["found"] if result else [],
        sheets={table: columns for table, (_, columns) in SHEETS.items()},
        items=CLAIM_KEYS,
        choices=CHOICES,
        masked=mask_number(number) if number else "",
    )


def message_screen(root: str, lang: Lang, idle: float, name: str) -> str:
    """A page with one thing to say: ``gone`` or ``missing``."""
    return _shown("message", root, lang, idle, step=None, name=name)


def _shown(template: str, root: str, lang: Lang, idle: float, **values: Any) -> str:
    say = partial(_say, lang)
    common: Mapping[str, object] = {
        "root": root,
        "lang": lang,
        "say": say,
        "word": partial(_word, lang),
        "minutes": round(idle / 60),
        "steps": STEPS,
        "case": None,
        "page": None,
    }
    return _environment().get_template(f"{template}.html.jinja").render({**common, **values})


def _say(lang: Lang, key: str, /, **params: object) -> str:
    return render(Message(f"web.{key}", params), lang)


def _word(lang: Lang, key: str) -> str:
    """A label that the reports have as well."""
    return render(Message(f"report.{key}"), lang)


def text(key: str, lang: Lang, **params: object) -> str:
    """The catalogue's sentence ``web.<key>``."""
    return render(message(f"web.{key}", **params), lang)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("sbparse.web", "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
