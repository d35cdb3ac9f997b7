"""A record that was read: the reader's own account of each glyph says what is replaced by what, and what record must come of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import Final

from sbparse.mask import catalogue
from sbparse.mask.fates import Fates
from sbparse.mask.figures import amounts_of, other_figures
from sbparse.mask.substitution import Substitution
from sbparse.page.words import Word, fold_each
from sbparse.record.model import Contribution, Employment, Insurance, Person, RightsRecord, Totals
from sbparse.record.read import ReadRecord
from sbparse.record.reading import Sheet
from sbparse.values.money import parse_amount
from sbparse.values.place import Box
from sbparse.values.text import fold

_NAMES: Final = frozenset({"name", "employer", "district"})
_WHOLE: Final = ("id_number", "serial", "code")
_BALANCE: Final = "account_balance"
_MATCHED: Final = frozenset(
    {
        "label", "caption", "filler", "page-number", "print_date", "account_year", "pension_months", "medical_months", "backfilled_months",
        "rural_months", "transferred_months", "pension_lump_sum_months", "medical_lump_sum_months",
    }
)  # fmt: skip
"""What the reader matched character by character."""

_IN_CELLS: Final = frozenset(
    {
        "query_date",
        "query_period",
        "start",
        "end",
        "months",
        "period",
        "index",
        "month",
        *(f"{insurance}.months" for insurance in Insurance),
    }
)
"""What stands where a month, a day or a count should, and is one only if it looks like one."""


def expected(records: Sequence[ReadRecord], substitution: Substitution) -> tuple[RightsRecord, ...]:
    """The records that the masked file must give.

    Raises:
        NoFiguresError: see ``mask.figures``.
    """
    figures = other_figures([read.record for read in records], substitution.rng)
    return tuple(_renamed(record, substitution) for record in figures)


def _renamed(record: RightsRecord, substitution: Substitution) -> RightsRecord:
    printed = record.print_date.day if record.print_date else None
    person = record.person
    return replace(
        record,
        person=Person(
            name=person.name and substitution.text(person.name),
            id_number=person.id_number and substitution.number_of_person(person.id_number),
            employer=person.employer and substitution.text(person.employer),
        ),
        code=record.code and substitution.token(record.code),
        serial=record.serial and substitution.serial(record.serial, printed),
        issuer=record.issuer and office(record.issuer, substitution),
        employments=tuple(_job(row, substitution) for row in record.employments),
    )


def _job(row: Employment, substitution: Substitution) -> Employment:
    return replace(row, employer=substitution.text(row.employer), district=row.district and substitution.text(row.district))


def office(name: str, substitution: Substitution) -> str:
    """An issuing office: how such names end stays, since the reader knows the line by it."""
    at = len(name) - _ending(name)
    return substitution.text(name[:at]) + name[at:]


def _ending(name: str) -> int:
    """How many characters at the end of an office's name are those of all offices."""
    return next((len(ending) for ending in catalogue.OFFICE_ENDINGS if fold(name).endswith(ending)), 0)


@dataclass(slots=True)
class Roles:
    """Settles the glyphs of a record's pages by what the reader read them as."""

    before: RightsRecord
    after: RightsRecord
    substitution: Substitution

    def settle(self, fates: Fates) -> None:
        """All glyphs of one page that the reader accounts for; what is left is settled by kind."""
        uses = fates.sheet.uses
        by_use: dict[str, list[int]] = {}
        for line in fates.sheet.lines:
            for glyph in line.glyphs:
                if glyph in uses:
                    by_use.setdefault(uses[glyph], []).append(glyph)
        for use in _NAMES & by_use.keys():
            fates.replace(by_use[use], [self.substitution.char(fates.seen.chars[glyph][0]) for glyph in by_use[use]])
        for use in _WHOLE:
            self._whole(fates, by_use.get(use, []))
        self._issuer(fates, by_use.get("issuer", []))
        self._amounts(fates)
        self._balance(fates, [g for line in fates.sheet.lines for g in line.glyphs if uses.get(g) in (_BALANCE, "filler")])
        for use in _MATCHED & by_use.keys():
            fates.keep(by_use[use])
        for line in fates.sheet.lines:
            for use, glyphs in groupby(line.glyphs, key=lambda glyph: uses.get(glyph, "")):
                cell = list(glyphs) if use in _IN_CELLS else []
                text = fold_each("".join(fates.seen.chars[glyph][0] for glyph in cell))
                if catalogue.is_known(text) or catalogue.BARE_DATE.fullmatch(text):
                    fates.keep(cell)
        fates.keep(glyph for glyph in by_use.get("table-header", ()) if catalogue.is_piece(fold_each(fates.seen.chars[glyph][0])))

    def _whole(self, fates: Fates, glyphs: list[int]) -> None:
        """A number over however many words and lines: its replacement, digit by digit."""
        text = fold_each("".join(fates.seen.chars[glyph][0] for glyph in glyphs))
        made = self.substitution.tokens.get(text)
        if made is not None:
            fates.replace(glyphs, made)

    def _issuer(self, fates: Fates, glyphs: list[int]) -> None:
        text = "".join(fates.seen.chars[glyph][0] for glyph in glyphs)
        if self.before.issuer and text:
            at = text.find(self.before.issuer)
            if at >= 0:
                office_of = glyphs[at : at + len(self.before.issuer)]
                fates.keep(office_of[len(office_of) - _ending(self.before.issuer) :])
                fates.replace(office_of, self.after.issuer or "")

    def _balance(self, fates: Fates, glyphs: list[int]) -> None:
        """The sentence with the balance: its amount, and the form's words around."""
        text = fold_each("".join(fates.seen.chars[glyph][0] for glyph in glyphs))
        digits = [at for at, char in enumerate(text) if char.isdigit() or char in ",."]
        old, new = self.before.supplement.account_balance, self.after.supplement.account_balance
        run = next((run for run in _joined(digits) if _amount("".join(text[at] for at in run)) == old), None)
        if run and new is not None:
            fates.replace([glyphs[at] for at in run], _in_shape(new, "".join(text[at] for at in run)))
            fates.keep([glyph for at, glyph in enumerate(glyphs) if at not in run])

    def _amounts(self, fates: Fates) -> None:
        """Every amount in the tables, by the row and the column that it stands in; where rows were put together, by itself."""
        alone = self._by_themselves()
        for word, use in _words(fates.sheet):
            insurance, _, name = use.rpartition(".")
            if name not in ("base", "personal"):
                continue
            cells = _row_at(self._rows(), fates.seen.page.displayed(word.box), fates.seen.page.number) if insurance else None
            amount = _amount(word.folded)
            old, new = (getattr(row.amounts.get(Insurance(insurance)), name, None) for row in cells) if cells else (None, None)
            if old != amount or new is None:
                new = alone.get(amount) if amount is not None else None
            if new is not None:
                fates.replace(word.glyphs, _in_shape(new, word.folded))

    def _by_themselves(self) -> dict[Decimal, Decimal]:
        """Amounts that became the same everywhere."""
        pairs = set(zip(amounts_of(self.before), amounts_of(self.after), strict=True))
        olds = [old for old, _ in pairs]
        return {old: new for old, new in pairs if olds.count(old) == 1}

    def _rows(self) -> Iterator[tuple[Contribution | Totals, Contribution | Totals]]:
        yield from zip(self.before.contributions, self.after.contributions, strict=True)
        if self.before.totals and self.after.totals:
            yield self.before.totals, self.after.totals


def _joined(positions: Sequence[int]) -> Iterable[list[int]]:
    runs: list[list[int]] = []
    for at in positions:
        if runs and at == runs[-1][-1] + 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _words(sheet: Sheet) -> Iterator[tuple[Word, str]]:
    """The words that the reader read as one thing."""
    for word in sheet.words:
        uses = {sheet.uses.get(glyph) for glyph in word.glyphs}
        use = uses.pop() if len(uses) == 1 else None
        if use:
            yield word, use


def _row_at(
    rows: Iterable[tuple[Contribution | Totals, Contribution | Totals]], box: Box, page: int
) -> tuple[Contribution | Totals, Contribution | Totals] | None:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    inside: Callable[[Box], bool] = lambda b: b[0] - 0.5 <= x <= b[2] + 0.5 and b[1] <= y <= b[3]  # noqa: E731
    return next((pair for pair in rows if pair[0].where.page == page and inside(pair[0].where.bbox)), None)


def _amount(text: str) -> Decimal | None:
    try:
        return parse_amount(text)
    except ValueError:
        return None


def _in_shape(amount: Decimal, printed: str) -> str:
    """An amount with the separators of another of the same digits."""
    digits = iter(format(amount, "f").replace(".", ""))
    return "".join(next(digits) if char.isdigit() else char for char in printed)
