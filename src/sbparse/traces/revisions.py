"""``revision``: what updates behind the end of a file changed on the record's pages.

An update is written behind a file and leaves what was there before (ISO 32000-2, 7.5.6), so the earlier file is still in it, byte by byte,
and is opened like any other. Signatures are not asked here: ``signing.later`` tells of those.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from sbparse.errors import SbparseError
from sbparse.messages import message
from sbparse.traces.canvas import Glyph, PageTooFull, inside, middle, told
from sbparse.traces.model import Fact, Trace, Weight, fact, seen
from sbparse.traces.opened import OpenFile
from sbparse.values.place import Box, Place, hull

MOST_REVISIONS: Final = 8
"""Earlier revisions that are looked at, the newest ones."""

_END: Final = re.compile(rb"startxref\s+\d+\s+%%EOF")
_LINEARIZED: Final = re.compile(rb"/Linearized\s")
_START: Final = 1024


def ends_of(data: bytes) -> list[int]:
    """Where each revision of a file ends, oldest first; a linearised file's first part is none (ISO 32000-2, annex F)."""
    ends = [match.end() for match in _END.finditer(data)]
    return ends[1:] if len(ends) > 1 and _LINEARIZED.search(data[:_START]) else ends


def revision(data: bytes, file: str, pages: Mapping[int, Box | None]) -> Trace:
    """What each update changed in the text of the record's pages.

    Args:
        data: the file's bytes.
        file: its name.
        pages: the record's pages by their numbers, each with the box around its values.
    """
    ends = ends_of(data)[:-1]
    kept = ends[-MOST_REVISIONS:]
    skipped = [message("traces.unchecked.revisions", count=len(kept))] if len(ends) > len(kept) else []
    revisions = [read for end in (*kept, len(data)) if kept and (read := _texts(data[:end], file, pages))]
    if len(revisions) < 2:
        return seen("revision", (), skipped)
    steps = list(pairwise(revisions))
    facts = [each for before, after in steps for number, body in pages.items() for each in _between(before, after, number, body)]
    facts += [each for before, after in steps for each in _page_counts(before, after)]
    if not facts:
        facts = [fact("revision-other", weight=Weight.MENTION, harmless="revision", count=len(revisions) - 1)]
    return seen("revision", facts, skipped)


@dataclass(frozen=True, slots=True)
class _Texts:
    """A revision: how many pages it has, and the glyphs of the record's."""

    count: int
    glyphs: dict[int, list[Glyph]]


def _texts(data: bytes, file: str, pages: Collection[int]) -> _Texts | None:
    """A revision as it opens by itself; None where it does not."""
    try:
        with OpenFile(data, file) as opened:
            found = _Texts(opened.page_count, {})
            for number in pages:
                with suppress(PageTooFull, SbparseError):
                    found.glyphs[number] = opened.glyphs(number)
            return found
    except SbparseError:
        return None


def _between(before: _Texts, after: _Texts, number: int, body: Box | None) -> Iterator[Fact]:
    if number not in before.glyphs or number not in after.glyphs:
        return
    old, new = before.glyphs[number], after.glyphs[number]
    gone, came = _less(old, new), _less(new, old)
    if not gone and not came:
        return
    where = Place(number, hull([glyph.box for glyph in (*gone, *came)]))
    ours = body is not None and any(inside(middle(glyph.box), body) for glyph in (*gone, *came))
    key = "revision-text" if gone and came else "revision-added" if came else "revision-removed"
    texts = {"page": number, "before": told(gone), "after": told(came)}
    yield fact(key, where, weight=Weight.LOOK if ours else Weight.MENTION, harmless="revision", **texts)


def _less(some: Sequence[Glyph], others: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs of a page that do not stand on another."""
    left = Counter(map(_key, others))
    kept: list[Glyph] = []
    for glyph in some:
        key = _key(glyph)
        if left[key]:
            left[key] -= 1
        else:
            kept.append(glyph)
    return kept


def _key(glyph: Glyph) -> tuple[str, int, int]:
    return (glyph.char, round(glyph.base[0]), round(glyph.base[1]))


def _page_counts(before: _Texts, after: _Texts) -> Iterator[Fact]:
    if before.count != after.count:
        yield fact("revision-pages", weight=Weight.MENTION, harmless="revision", before=before.count, after=after.count)
