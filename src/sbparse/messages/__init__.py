"""The one catalogue of everything a user reads, in Chinese and in English.

Code never holds a sentence: it holds a :class:`Message`, the key of a sentence with what goes into it, and whoever shows it calls
:func:`render` with the user's language. The sentences live beside this file, one TOML file a part of the program::

    [review.start-mismatch]
    zh = "起始月份不一致：申报 {actual}，社保记录 {expected}"
    en = "start month differs: declared {actual}, the record says {expected}"
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final, Literal, TypeAlias

Lang: TypeAlias = Literal["zh", "en"]
LANGS: Final[tuple[Lang, ...]] = ("zh", "en")

_JOINER: Final[dict[Lang, str]] = {"zh": "、", "en": ", "}


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence of the catalogue and the values in it.

    Attributes:
        key: the sentence's name in the catalogue, such as ``review.start-mismatch``.
        params: the values of its ``{placeholders}``: texts, numbers, months, other messages, or lists of these (joined with 、).
    """

    key: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(self.key)


def message(key: str, /, **params: object) -> Message:
    """Shorthand for :class:`Message`: ``message("cli.no-file", file=path)``."""
    return Message(key, params)


@cache
def catalogue(lang: Lang) -> dict[str, str]:
    """All sentences of one language by key."""
    return {key: sentence for file in _files() for key, sentence in _sentences(file, lang).items()}


@cache
def _files() -> tuple[Path, ...]:
    return tuple(sorted(Path(__file__).parent.glob("*.toml")))


@cache
def _sentences(file: Path, lang: Lang) -> dict[str, str]:
    return dict(_flat(tomllib.loads(file.read_text("utf-8")), "", lang))


def _flat(table: Mapping[str, object], prefix: str, lang: Lang) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.", lang)
        elif name == lang:
            yield prefix.removesuffix("."), str(value)


@cache
def _files_for(part: str) -> tuple[Path, ...]:
    """All files, the part's own first, so that a command loads few others."""
    return tuple(sorted(_files(), key=lambda file: file.stem != part))


def _sentence(key: str, lang: Lang) -> str:
    for file in _files_for(key.partition(".")[0]):
        if key in (sentences := _sentences(file, lang)):
            return sentences[key]
    raise KeyError(key)


def render(text: Message, lang: Lang = "zh") -> str:
    """The sentence in ``lang``.

    Raises:
        KeyError: the catalogue has no such sentence, or the sentence names a value that the message lacks; both are bugs, and a test
            over all messages of the code looks for them.
    """
    return _sentence(text.key, lang).format_map({name: _shown(value, lang) for name, value in text.params.items()})


def _shown(value: object, lang: Lang) -> str:
    if isinstance(value, Message):
        return render(value, lang)
    if isinstance(value, Iterable) and not isinstance(value, str | Mapping) and type(value).__name__ != "Period":
        return _JOINER[lang].join(_shown(item, lang) for item in value)
    return str(value)
