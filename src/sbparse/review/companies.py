"""Which employer a name means in this review: dispatch and renames read away, agencies known."""

from collections.abc import Iterable
from dataclasses import dataclass

from sbparse.employer.dispatch import Dispatch, parse_dispatch
from sbparse.employer.names import normal
from sbparse.employer.renames import RenameBook, Renaming
from sbparse.history.model import DeclaredHistory
from sbparse.policy import RuleSet


@dataclass(frozen=True, slots=True)
class Companies:
    """The insured company behind each name.

    Attributes:
        book: the declared renames.
        agencies: keys (:meth:`of`) of the dispatch agencies: those of the rule set and the part before 派遣至 of any declared row.
    """

    book: RenameBook
    agencies: frozenset[str]

    @classmethod
    def of_history(cls, history: DeclaredHistory, ruleset: RuleSet) -> "Companies":
        book = RenameBook.of(history.renames)
        declared = (dispatch.agency for dispatch in dispatches(s.employer for s in history.stints))
        return cls(book, frozenset(book.company_of(name) for name in (*ruleset.agencies, *declared)))

    def of(self, name: str) -> str:
        """The key of the company that insures under a name: for ``甲派遣至乙`` 甲's, for a former name its successor's."""
        return self.book.company_of(insurer(name))

    def same(self, one: str, other: str) -> bool:
        return self.of(one) == self.of(other)

    def is_agency(self, name: str) -> bool:
        return self.of(name) in self.agencies

    def renames(self, name: str) -> tuple[Renaming, ...]:
        """The renames of the company that insures under a name, in time order."""
        return self.book.rename_months(insurer(name))


def insurer(name: str) -> str:
    """The insured employer that a name says: the part before 派遣至, or the whole name."""
    dispatch = parse_dispatch(name)
    return dispatch.agency if dispatch else name


def host(name: str) -> str | None:
    """Where a name says that the person works, None where it names no dispatch."""
    dispatch = parse_dispatch(name)
    return dispatch.host if dispatch else None


def dispatches(names: Iterable[str]) -> list[Dispatch]:
    return [dispatch for dispatch in map(parse_dispatch, names) if dispatch]


def equal(one: str, other: str) -> bool:
    """Whether two names are equal in normal form, renames left aside."""
    return normal(one) == normal(other)
