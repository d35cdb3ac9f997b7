"""The files that went into a review, as its reports name them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath


@dataclass(frozen=True, slots=True)
class Input:
    """A file: its name and the SHA-256 of its bytes (hex), where the caller knows it."""

    file: str
    sha256: str | None = None


def short_names(files: Iterable[str]) -> dict[str, str]:
    """Files by their names without folders, which are nobody's business in a report that is passed on; whole where two would be alike."""
    known = list(dict.fromkeys(files))
    shared = Counter(PurePath(file).name for file in known)
    return {file: file if shared[PurePath(file).name] > 1 else PurePath(file).name for file in known}
