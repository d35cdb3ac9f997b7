"""The piece of a PDF page that proves a finding, as a picture in which numbers and codes are covered.

:func:`~sbparse.report.evidence.gather.evidence_of` makes the pictures of a review; reports only place them.
"""

from sbparse.report.evidence.model import Evidence, Picture

__all__ = ["Evidence", "Picture"]
