"""Words of pages in memory, and what is seen of them."""

from collections.abc import Sequence

from page_in_memory import Text, page
from sbparse.page.runs import words_of
from sbparse.page.words import Word


def words(texts: Sequence[Text], size: float = 10.0) -> list[Word]:
    return flat(words_of(page(texts, size=size)).by_line)


def flat(by_line: Sequence[Sequence[Word]]) -> list[Word]:
    return [word for line in by_line for word in line]


def shown(found: Sequence[Word]) -> list[str]:
    return [word.text for word in found]
