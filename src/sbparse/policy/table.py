"""A TOML table read key by key: each key has the kind that is asked for, and keys that nobody asked for are a flaw."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from sbparse.messages import Message, message
from sbparse.values.month import Month

T = TypeVar("T")


class FlawError(Exception):
    """Something in a rule set does not make sense.

    Attributes:
        key: dotted name of the table and key.
        what: what is wrong there.
    """

    def __init__(self, key: str, what: Message) -> None:
        super().__init__(key)
        self.key = key
        self.what = what


class Table:
    """A table and its dotted name. Every getter raises :class:`FlawError` for a missing key or a value of another kind."""

    def __init__(self, values: Mapping[str, object], name: str) -> None:
        self._values = values
        self._asked: set[str] = set()
        self.name = name

    def has(self, key: str) -> bool:
        return key in self._values

    def text(self, key: str) -> str:
        value = self._value(key, str)
        if not value.strip():
            raise FlawError(self.path(key), message("policy.empty"))
        return value

    def number(self, key: str, least: int = 0) -> int:
        value = self._value(key, int)
        if isinstance(value, bool) or value < least:
            raise FlawError(self.path(key), message("policy.too-small", least=least))
        return value

    def truth(self, key: str) -> bool:
        return self._value(key, bool)

    def texts(self, key: str, *, least: int = 1) -> tuple[str, ...]:
        values = self._value(key, list)
        if len(values) < least or not all(isinstance(v, str) and v.strip() for v in values):
            raise FlawError(self.path(key), message("policy.not-texts"))
        return tuple(values)

    def decimals(self, key: str) -> tuple[Decimal, ...]:
        """Amounts or rates, written as texts so that none passes through a binary fraction; not negative, each once, ascending."""
        try:
            values = tuple(Decimal(text) for text in self.texts(key))
        except InvalidOperation:
            raise FlawError(self.path(key), message("policy.not-decimals")) from None
        if not all(v.is_finite() and v >= 0 for v in values) or list(values) != sorted(set(values)):
            raise FlawError(self.path(key), message("policy.not-decimals"))
        return values

    def month(self, key: str) -> Month | None:
        """A month written YYYY-MM; None where the key is absent (open on that side)."""
        if not self.has(key):
            return None
        try:
            return Month.parse(self.text(key))
        except ValueError:
            raise FlawError(self.path(key), message("policy.not-month")) from None

    def table(self, key: str) -> "Table":
        return Table(self._value(key, dict), self.path(key))

    def tables(self, key: str) -> "list[Table]":
        rows = self._value(key, list)
        if not rows or not all(isinstance(row, dict) for row in rows):
            raise FlawError(self.path(key), message("policy.not-rows"))
        return [Table(row, f"{self.path(key)}[{i}]") for i, row in enumerate(rows, 1)]

    def rest(self) -> Iterator[str]:
        """The keys not asked for so far."""
        return (key for key in self._values if key not in self._asked)

    def done(self) -> None:
        """Says that everything known was asked for; a key left over is a flaw, not a silent skip."""
        for key in self.rest():
            raise FlawError(self.path(key), message("policy.unknown-key"))

    def path(self, key: str) -> str:
        return f"{self.name}.{key}" if self.name else key

    def _value(self, key: str, kind: type[T]) -> T:
        self._asked.add(key)
        if key not in self._values:
            raise FlawError(self.path(key), message("policy.missing"))
        value = self._values[key]
        if not isinstance(value, kind):
            raise FlawError(self.path(key), message("policy.wrong-kind", kind=message(f"policy.kind.{kind.__name__}")))
        return value
