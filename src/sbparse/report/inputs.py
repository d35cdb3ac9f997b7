"""The files that went into a review, as its reports name them."""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sbparse.review.model import Review


@dataclass(frozen=True, slots=True)
class Input:
    """A file: its name and the SHA-256 of its bytes (hex), where the caller knows it."""

    file: str
    sha256: str | None = None


def with_short_names(review: Review, inputs: Sequence[Input]) -> tuple[Review, list[Input]]:
    """The review and its inputs with files by their names alone."""
    names = short_names([*(source.file for source in review.sources), review.history.file, *(entry.file for entry in inputs)])
    sources = tuple(replace(source, file=names[source.file]) for source in review.sources)
    history = replace(review.history, file=names[review.history.file])
    distinct = dict.fromkeys(replace(entry, file=names[entry.file]) for entry in inputs)
    return replace(review, sources=sources, history=history), list(distinct)


def short_names(files: Iterable[str]) -> dict[str, str]:
    """Files by their names without folders, which are nobody's business in a report that is passed on; whole where two would be alike."""
    names = {file: os.path.basename(file) for file in files}  # noqa: PTH119 - an audit's thousands
    shared = Counter(names.values())
    return {file: file if shared[name] > 1 else name for file, name in names.items()}
