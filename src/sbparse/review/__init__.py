"""Record against declared history: stints, alignment, one pure function a rule, and the corrections that follow.

``review`` takes records, a history and a rule set and returns a :class:`~sbparse.review.model.Review`; it reads no file and shows nothing.
The story in order: ``prints`` settles which print speaks for which months, ``stints`` unites the rows, ``facts`` and ``possible`` say
which months can have been paid, ``clock`` what the record can know, ``align`` (with ``grouping``) which declared rows answer which stints.
``case`` holds all that; the ``rules`` look at it; ``suggest``, ``assess`` and ``eligibility`` say what would be right; ``review`` puts it
together.
"""

from sbparse.review.model import Review, Source
from sbparse.review.review import review

__all__ = ["Review", "Source", "review"]
