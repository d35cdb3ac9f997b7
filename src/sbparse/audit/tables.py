"""The four tables of an audit as rows of values, made one by one from what is kept: the same for a workbook and for Parquet."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias

from sbparse.audit.across import AcrossFinding
from sbparse.audit.outcome import FoundRow, Outcome, Standing
from sbparse.findings import RULES, Severity
from sbparse.messages import Lang, message, render
from sbparse.record.model import Insurance

Value: TypeAlias = str | int | date | None
Row: TypeAlias = tuple[Value, ...]
Kind: TypeAlias = Literal["text", "number", "day", "link"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in programs, which is also that of its heading in the catalogue; its kind; its width in digits (a Chinese
    character takes two)."""

    name: str
    kind: Kind = "text"
    width: int = 12


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, its columns, and its rows, which are made anew at each call."""

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterator[Row]]


_OVERVIEW: Final = (
    Column("position", "number", 7),
    Column("submission", width=24),
    Column("person", width=10),
    Column("standing", width=18),
    Column("errors", "number", 8),
    Column("warnings", "number", 8),
    Column("infos", "number", 8),
    Column("shared", "number", 10),
    Column("not_run", "number", 10),
    Column("valid_until", "day", 13),
    *(Column(f"{insurance}_months", "number", 9) for insurance in Insurance),
    Column("level", width=12),
    Column("eligible", width=10),
    Column("eligible_from", width=12),
    Column("unused", "number", 10),
    Column("report", "link", 12),
)
_FINDINGS: Final = (
    Column("position", "number", 7),
    Column("submission", width=24),
    Column("person", width=10),
    Column("severity", width=11),
    Column("rule_title", width=24),
    Column("message", width=60),
    Column("suggestion", width=50),
    Column("declared", width=34),
    Column("recorded", width=34),
    Column("file", width=22),
    Column("page", "number", 8),
    Column("row", "number", 10),
    Column("rule", width=24),
)
_UNUSED: Final = (
    Column("position", "number", 7),
    Column("submission", width=24),
    Column("file", width=30),
    Column("consequence", width=16),
    Column("why", width=80),
)
_STATISTICS: Final = (
    Column("group", width=16),
    Column("item", width=34),
    Column("severity", width=11),
    Column("submissions", "number", 10),
    Column("times", "number", 10),
    Column("rule", width=26),
)


QUIET: Final = frozenset({"not-signed"})
"""Rules whose informations are true of nearly every submission: they are counted in 统计 and listed nowhere else."""


class Tables:
    """The tables of an audit.

    Args:
        outcomes: gives the outcomes in the run's order, anew at each call.
        shared: what the submissions have in common.
        lang: the language of headings and words.
    """

    def __init__(self, outcomes: Callable[[], Iterator[Outcome]], shared: Sequence[AcrossFinding], lang: Lang) -> None:
        self._outcomes = outcomes
        self._shared = shared
        self._lang: Lang = lang
        self._said: dict[str, str] = {}
        self._by_position: dict[int, list[AcrossFinding]] = defaultdict(list)
        for finding in shared:
            for position, _ in finding.submissions:
                self._by_position[position].append(finding)

    def all(self) -> tuple[Table, ...]:
        """总览, 问题明细, 无法处理, 统计."""
        return (
            Table("overview", _OVERVIEW, lambda: map(self._overview, *self._numbered())),
            Table("findings", _FINDINGS, self._findings),
            Table("unused", _UNUSED, self._unused),
            Table("statistics", _STATISTICS, self._statistics),
        )

    def heading(self, column: Column) -> str:
        return self._say(f"column.{column.name}")

    def _say(self, key: str) -> str:
        return self._words(f"audit.{key}")

    def _words(self, key: str) -> str:
        """A sentence without values; kept, since the same few stand in every row."""
        if key not in self._said:
            self._said[key] = render(message(key), self._lang)
        return self._said[key]

    def _numbered(self) -> tuple[Iterator[int], Iterator[Outcome]]:
        return iter(range(1, 2**31)), self._outcomes()

    def _overview(self, position: int, outcome: Outcome) -> Row:
        eligible = "unknown" if outcome.eligible is None else "yes" if outcome.eligible else "no"
        return (
            position,
            outcome.name,
            outcome.person,
            self._say(f"standing.{outcome.standing}"),
            outcome.errors,
            outcome.warnings,
            outcome.infos - len(outcome.findings) + len(_listed(outcome)),
            len(self._by_position.get(position - 1, ())),
            outcome.not_run,
            date.fromisoformat(outcome.valid_until) if outcome.valid_until else None,
            *(outcome.cumulative.get(insurance) for insurance in Insurance),
            outcome.level,
            self._say(f"eligible.{eligible}"),
            outcome.eligible_from,
            len(outcome.unused),
            outcome.report,
        )

    def _findings(self) -> Iterator[Row]:
        for position, outcome in zip(*self._numbered(), strict=False):
            for row in (*_listed(outcome), *map(self._told, self._by_position.get(position - 1, ()))):
                yield (
                    position,
                    outcome.name,
                    outcome.person,
                    self._severity(row.severity),
                    self.rule_title(row.rule),
                    row.message,
                    row.suggestion,
                    row.declared,
                    row.recorded,
                    row.file,
                    row.page,
                    row.row,
                    row.rule,
                )

    def _told(self, finding: AcrossFinding) -> FoundRow:
        return FoundRow(finding.rule, str(finding.severity), render(finding.message, self._lang), self._say(f"rule.{finding.rule}.remedy"))

    def _severity(self, severity: str) -> str:
        return self._words(f"report.severity.{severity}")

    def rule_title(self, rule: str) -> str:
        return self._words(f"report.rule.{rule}.title" if rule in RULES else f"audit.rule.{rule}.title")

    def _unused(self) -> Iterator[Row]:
        for position, outcome in zip(*self._numbered(), strict=False):
            consequence = "not-reviewed" if outcome.standing is Standing.UNUSABLE else "left-out"
            for unused in outcome.unused:
                yield position, outcome.name, unused.file, self._say(f"consequence.{consequence}"), unused.why

    def _statistics(self) -> Iterator[Row]:
        standings: Counter[str] = Counter()
        submissions: Counter[tuple[str, str]] = Counter()
        times: Counter[tuple[str, str]] = Counter()
        for outcome in self._outcomes():
            standings[outcome.standing] += 1
            found = [(row.rule, row.severity) for row in outcome.findings]
            times.update(found)
            submissions.update(set(found))
        sharing: dict[tuple[str, str], set[int]] = defaultdict(set)
        for finding in self._shared:
            key = (finding.rule, str(finding.severity))
            times[key] += 1
            sharing[key].update(position for position, _ in finding.submissions)
        submissions.update({key: len(positions) for key, positions in sharing.items()})
        for standing in Standing:
            yield self._say("group.standing"), self._say(f"standing.{standing}"), None, standings[standing], None, None
        weights = list(Severity)
        for rule, severity in sorted(times, key=lambda key: (-submissions[key], weights.index(Severity(key[1])), key[0])):
            counts = submissions[rule, severity], times[rule, severity]
            yield self._say("group.rule"), self.rule_title(rule), self._severity(severity), *counts, rule


def _listed(outcome: Outcome) -> list[FoundRow]:
    """The findings that are listed one by one."""
    return [row for row in outcome.findings if row.rule not in QUIET]
