"""Audits: whole folders of submissions reviewed at once, each in a process of its own, and held against each other.

>>> from sbparse.audit import audit, frame
>>> table = frame(audit("submissions"))  # doctest: +SKIP
"""

from sbparse.audit.api import audit
from sbparse.audit.exports import frame
from sbparse.audit.outcome import FoundRow, Outcome, Standing, Unused
from sbparse.audit.submission import Submission, submissions

__all__ = ["FoundRow", "Outcome", "Standing", "Submission", "Unused", "audit", "frame", "submissions"]
