"""One company under its names: what is equal, what only looks alike, and what differs.

Only :func:`normal` decides that two names are equal. Everything else here *shows*: likeness picks the wording of a finding or raises a
warning, and never accepts a name, because one character separates 中科创嘉 from 中科众创 and 第十四研究所 from 第十五研究所.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel, Levenshtein

from sbparse.employer.anatomy import Anatomy, Branch, apart, dissect, is_part_of, names_a_parent, split_branch
from sbparse.values.text import fold

# What `fold` leaves apart: quotation marks, and title marks that some forms print as quotation marks.
_QUOTES: Final = str.maketrans(dict.fromkeys("‘’‚‛＇'「」『』〝〞″", '"'))

MOST_EDITS: Final = 3
"""Characters that two spellings of one name may differ in, at most; 有限公司 and 有限责任公司 are two apart, 中科创嘉 and 中科众创 too."""
CHARACTERS_AN_EDIT: Final = 4
"""A name must have this many characters for every one that differs: of 百度 and 百合 none may differ."""
LONG_BRAND: Final = 4
"""From this length on, one differing character in a 字号 is more likely a slip than another company."""
LEAST_SCORE: Final = 40.0
"""Below this likeness (0-100) a candidate is no help to the person who has to decide."""


@lru_cache(2000)  # a review asks for its few names again and again
def normal(name: str) -> str:
    """The form to match by: widths, brackets, radicals, spaces, dots and quotation marks made one; letters keep their case.

    Source: DOMAIN section 2, "Names: raw equal, equal in normal form". Never shown instead of the name as written.
    """
    return fold(name).translate(_QUOTES)


def branch_of(name: str) -> Branch | None:
    """The part of a company that the name says (分公司, 办事处, 分院 …) with its head company; None for a company itself.

    A branch is never its head company (CONTRACT, fine print on post-is-title).
    """
    return split_branch(normal(name))


def difference(one: str, other: str) -> tuple[tuple[str, str], ...]:
    """What differs between two names, piece by piece in reading order: ``(piece of one, piece of other)``, either may be empty.

    Pieces are of the normal forms, so a mere difference of brackets or width is none; equal names give an empty tuple.
    """
    a, b = normal(one), normal(other)
    pieces: list[tuple[str, str]] = []
    equal_before = True
    for step in Indel.opcodes(a, b):  # what stays is the longest common subsequence, so 众创 / 创嘉 share their 创
        if step.tag != "equal":
            piece = a[step.src_start : step.src_end], b[step.dest_start : step.dest_end]
            if not equal_before:
                before = pieces.pop()
                piece = before[0] + piece[0], before[1] + piece[1]
            pieces.append(piece)
        equal_before = step.tag == "equal"
    return tuple(pieces)


def alike(one: str, other: str) -> bool:
    """Whether two different names are one or a few characters apart, as by a slip (rule ``employer-spelling``).

    True says nothing about being one company: a finding shows the differing characters and a person decides. False for names that are equal
    in normal form, for a branch beside its head company, and where a whole word was exchanged (蓝鲸 for 青禾): that is another name.
    """
    a, b = normal(one), normal(other)
    if a == b or (split_branch(a) is None) != (split_branch(b) is None):
        return False
    a, b = sorted((a.casefold(), b.casefold()))
    few = min(MOST_EDITS, max(len(a), len(b)) // CHARACTERS_AN_EDIT)
    return Levenshtein.distance(a, b) <= few and all(min(len(ours), len(theirs)) <= 1 for ours, theirs in difference(a, b))


def looks_like_one_company(one: str, other: str) -> bool:
    """Whether two different names may be one company before and after a rename (rule ``rename-unknown``, a warning).

    True where the 字号 is the same and nothing speaks against it: another place, another number (第十四 / 第十五研究所), a branch beside
    its head company, a part beside the whole. Names that share only a line of business do not look like one company.
    """
    a, b = normal(one), normal(other)
    if a == b:
        return False
    ours, theirs = split_branch(a), split_branch(b)
    if ours and theirs:
        return ours.part == theirs.part and (ours.head == theirs.head or _one_head(ours.head, theirs.head))
    return not ours and not theirs and _one_head(a, b)


def likeliest(name: str, candidates: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """The candidates most like a name, best first, at most ``limit``: for a person to decide, never to accept."""
    choices = list(dict.fromkeys(candidates))
    found = process.extract(name, choices, scorer=fuzz.ratio, processor=_telling, limit=limit, score_cutoff=LEAST_SCORE)
    return tuple(choice for choice, _, _ in found)


def _one_head(a: str, b: str) -> bool:
    if is_part_of(a, b) or is_part_of(b, a):
        return False
    ours, theirs = dissect(a), dissect(b)
    if apart(ours.place, theirs.place) or ours.numerals != theirs.numerals:
        return False
    return ours.core == theirs.core or _one_brand(ours, theirs)


def _one_brand(ours: Anatomy, theirs: Anatomy) -> bool:
    """The same 字号; the same with a word of two or more characters behind it; or a long one with a single slip."""
    short, long = sorted((ours.brand, theirs.brand), key=len)
    if not short:
        return False
    if long.startswith(short):
        return len(long) - len(short) != 1
    return len(short) >= LONG_BRAND and Levenshtein.distance(short, long) == 1 and not names_a_parent(short) and not names_a_parent(long)


def _telling(name: str) -> str:
    """The part of a name that tells it from others, so that 北京…有限公司 does not make any two names alike."""
    return dissect(normal(name)).core
