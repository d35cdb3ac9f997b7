"""From TOML tables to a :class:`RuleSet`, table by table, each checked against the others it refers to."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise

from sbparse.messages import message
from sbparse.policy.model import Cap, DayLimit, EligibilityRoute, Need, NeedKind, PersonalPayer, RateRow, RuleSet, Titles, Window
from sbparse.policy.table import FlawError, Table
from sbparse.values.text import fold

_TABLES = ("print-date", "posting", "windows", "eligibility", "educations", "titles", "dispatch", "personal-payer", "rates", "caps")
_INSURANCES = ("pension", "unemployment", "medical")
_LEAP_YEAR = 2000  # a window may end on 29 February


def ruleset_of(root: Table) -> RuleSet:
    """The rule set of a parsed file.

    Raises:
        FlawError: a key is missing, unknown or makes no sense.
    """
    name = root.text("name")
    tables = {key: root.table(key) for key in _TABLES}
    root.done()
    sources = {key: table.text("source") for key, table in tables.items()}
    titles = _titles(tables["titles"])
    educations = _spellings(tables["educations"])
    prints, posting, agencies = tables["print-date"], tables["posting"], tables["dispatch"]
    ruleset = RuleSet(
        name=name,
        print_limit=DayLimit(prints.number("limit_days"), prints.truth("limit_day_passes")),
        verification_days=prints.number("verification_days"),
        lag_months=posting.number("lag_months"),
        windows=_windows(tables["windows"], titles),
        routes=_routes(tables["eligibility"], titles, educations),
        educations=educations,
        titles=titles,
        agencies=agencies.texts("agencies"),
        payer=PersonalPayer(*(_folded(tables["personal-payer"].texts(k)) for k in ("words", "employer_endings"))),
        rates={insurance: _rates(tables["rates"], insurance) for insurance in _INSURANCES},
        caps=_caps(tables["caps"]),
        sources=sources,
    )
    for table in tables.values():
        table.done()
    return ruleset


def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(fold(word) for word in words)


def _windows(table: Table, titles: Titles) -> tuple[Window, ...]:
    return tuple(_window(row, titles) for row in table.tables("periods"))


def _window(row: Table, titles: Titles) -> Window:
    window = Window(row.text("name"), _day(row, "first"), _day(row, "last"), frozenset(row.texts("levels")))
    for level in sorted(window.levels):
        _known(row, "levels", level, titles)
    if window.last < window.first:
        raise FlawError(row.path("last"), message("policy.ends-before"))
    row.done()
    return window


def _day(row: Table, key: str) -> tuple[int, int]:
    text = row.text(key)
    try:
        day = date.fromisoformat(f"{_LEAP_YEAR}-{text}")
    except ValueError:
        raise FlawError(row.path(key), message("policy.not-day")) from None
    return day.month, day.day


def _known(row: Table, key: str, title: str, titles: Titles) -> None:
    if titles.title(title) != title:
        raise FlawError(row.path(key), message("policy.unknown-title", title=title))


def _routes(table: Table, titles: Titles, educations: Mapping[str, str]) -> tuple[EligibilityRoute, ...]:
    return tuple(_route(row, titles, educations) for row in table.tables("routes"))


def _route(row: Table, titles: Titles, educations: Mapping[str, str]) -> EligibilityRoute:
    needs = tuple(_need(need, titles) for need in row.tables("needs"))
    route = EligibilityRoute(row.text("level"), row.text("education"), row.text("name"), needs)
    _known(row, "level", route.level, titles)
    if educations.get(fold(route.education)) != route.education:
        raise FlawError(row.path("education"), message("policy.unknown-education", education=route.education))
    row.done()
    return route


def _need(row: Table, titles: Titles) -> Need:
    kinds = [kind.value for kind in NeedKind]
    if row.text("kind") not in kinds:
        raise FlawError(row.path("kind"), message("policy.unknown-need", kinds=kinds))
    kind = NeedKind(row.text("kind"))
    need = Need(kind, row.number("years", least=1), row.text("title") if kind is NeedKind.TITLE else None)
    if need.title:
        _known(row, "title", need.title, titles)
    row.done()
    return need


def _titles(table: Table) -> Titles:
    return Titles(
        series=_spellings(table.table("series")),
        none=frozenset(word.lower() for word in _folded(table.texts("none"))),
        others=frozenset(_folded(table.texts("others"))),
    )


def _spellings(table: Table) -> dict[str, str]:
    """Folded spelling to the word itself, for every word of a table ``word = [spellings]``; one spelling may not mean two words."""
    meaning: dict[str, str] = {}
    for word in [key for key in table.rest() if key != "source"]:
        for spelling in (word, *table.texts(word)):
            if meaning.setdefault(fold(spelling), word) != word:
                raise FlawError(table.path(word), message("policy.two-meanings", spelling=spelling, other=meaning[fold(spelling)]))
    return meaning


def _rates(table: Table, insurance: str) -> tuple[RateRow, ...]:
    rows = tuple(_rate(row) for row in table.tables(insurance))
    for earlier, later in pairwise(rows):
        if earlier.end is None or later.start is None or later.start <= earlier.end:
            raise FlawError(table.path(insurance), message("policy.overlap"))
    return rows


def _rate(row: Table) -> RateRow:
    flat = row.decimals("flat") if row.has("flat") else (Decimal(0),)
    rate = RateRow(row.month("from"), row.month("to"), row.decimals("rates"), flat)
    if rate.start and rate.end and rate.end < rate.start:
        raise FlawError(row.path("to"), message("policy.ends-before"))
    if rate.rates[-1] >= 1:
        raise FlawError(row.path("rates"), message("policy.not-share"))
    row.done()
    return rate


def _caps(table: Table) -> dict[int, Cap]:
    caps: dict[int, Cap] = {}
    for row in table.tables("years"):
        year = row.number("year", least=1992)
        if year in caps:
            raise FlawError(row.path("year"), message("policy.overlap"))
        own = Decimal(row.number("medical_maternity", least=1)) if row.has("medical_maternity") else None
        caps[year] = Cap(Decimal(row.number("cap", least=1)), own)
        row.done()
    return caps
