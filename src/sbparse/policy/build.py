"""From TOML tables to a :class:`RuleSet`, table by table, each checked against the others it refers to."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise

from sbparse.messages import message
from sbparse.policy.model import Cap, DayLimit, EligibilityRoute, Need, NeedKind, PersonalPayer, RateRow, RuleSet, Titles, Window, spelled
from sbparse.policy.table import FlawError, Table
from sbparse.values.text import fold

_TABLES = (
    "print-date",
    "posting",
    "windows",
    "eligibility",
    "levels",
    "educations",
    "titles",
    "dispatch",
    "personal-payer",
    "rates",
    "caps",
)
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
    levels, educations = _levels(tables["levels"], titles), _spellings(tables["educations"])
    prints, posting, agencies = tables["print-date"], tables["posting"], tables["dispatch"]
    ruleset = RuleSet(
        name=name,
        print_limit=DayLimit(prints.number("limit_days"), prints.truth("limit_day_passes")),
        verification_days=prints.number("verification_days"),
        lag_months=posting.number("lag_months"),
        windows=_windows(tables["windows"], levels),
        routes=_routes(tables["eligibility"], levels, educations, titles),
        level_spellings=levels,
        educations=educations,
        titles=titles,
        agencies=agencies.texts("agencies"),
        payer=PersonalPayer(*(_folded(tables["personal-payer"].texts(k)) for k in ("words", "employer_endings"))),
        rates={insurance: _rates(tables["rates"], insurance) for insurance in _INSURANCES},
        caps=_caps(tables["caps"]),
        sources=sources,
    )
    _check_levels_serve(tables["levels"], ruleset)
    for table in tables.values():
        table.done()
    return ruleset


def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(fold(word) for word in words)


def _windows(table: Table, levels: Mapping[str, str]) -> tuple[Window, ...]:
    return tuple(_window(row, levels) for row in table.tables("periods"))


def _window(row: Table, levels: Mapping[str, str]) -> Window:
    window = Window(row.text("name"), _day(row, "first"), _day(row, "last"), frozenset(row.texts("levels")))
    for level in sorted(window.levels):
        if level not in levels.values():
            raise FlawError(row.path("levels"), message("policy.unknown-level", level=level))
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


def _routes(table: Table, levels: Mapping[str, str], educations: Mapping[str, str], titles: Titles) -> tuple[EligibilityRoute, ...]:
    return tuple(_route(row, levels, educations, titles) for row in table.tables("routes"))


def _route(row: Table, levels: Mapping[str, str], educations: Mapping[str, str], titles: Titles) -> EligibilityRoute:
    needs = tuple(_need(need, titles) for need in row.tables("needs"))
    route = EligibilityRoute(row.text("level"), row.text("education"), row.text("name"), needs)
    if route.level not in levels.values():
        raise FlawError(row.path("level"), message("policy.unknown-level", level=route.level))
    if route.education not in educations.values():
        raise FlawError(row.path("education"), message("policy.unknown-education", education=route.education))
    row.done()
    return route


def _need(row: Table, titles: Titles) -> Need:
    kinds = [kind.value for kind in NeedKind]
    if row.text("kind") not in kinds:
        raise FlawError(row.path("kind"), message("policy.unknown-need", kinds=kinds))
    kind = NeedKind(row.text("kind"))
    need = Need(kind, row.number("years", least=1), row.text("title") if kind is NeedKind.TITLE else None)
    if need.title and need.title not in titles.series.values():
        raise FlawError(row.path("title"), message("policy.unknown-title", title=need.title))
    row.done()
    return need


def _titles(table: Table) -> Titles:
    return Titles(
        series=_spellings(table.table("series")),
        none=frozenset(map(spelled, table.texts("none"))),
        others=frozenset(map(spelled, table.texts("others"))),
    )


def _levels(table: Table, titles: Titles) -> dict[str, str]:
    """The spellings of each level: those of its table, and where it is a title, those of the title."""
    levels = _spellings(table)
    names = frozenset(levels.values())
    for spelling, title in titles.series.items():
        if title in names and levels.setdefault(spelling, title) != title:
            raise FlawError(table.path(levels[spelling]), message("policy.two-meanings", spelling=spelling, other=title))
    return levels


def _check_levels_serve(table: Table, ruleset: RuleSet) -> None:
    """A level for which nobody can apply would be accepted in a history and then never be looked at."""
    served = frozenset().union(*(window.levels for window in ruleset.windows), {route.level for route in ruleset.routes})
    for level in ruleset.level_names:
        if level not in served:
            raise FlawError(table.path(level), message("policy.idle-level"))


def _spellings(table: Table) -> dict[str, str]:
    """Spelling to the word itself, for every word of a table ``word = [spellings]``; one spelling may not mean two words."""
    meaning: dict[str, str] = {}
    for word in [key for key in table.rest() if key != "source"]:
        for spelling in (word, *table.texts(word, least=0)):
            other = meaning.setdefault(spelled(spelling), word)
            if other != word:
                raise FlawError(table.path(word), message("policy.two-meanings", spelling=spelling, other=other))
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
