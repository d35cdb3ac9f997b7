"""Synthetic 个人权益记录: any record, in any layout, from any producer, with its ground truth.

>>> record = make_record(1, jobs=3)
>>> pdf = build(record, ALL_STYLES[0])
>>> expected = truth(record, ALL_STYLES[0])

Beside single records: ``bundles.bundle`` (several records and foreign ``papers`` in one file, any order, pages missing), ``older_site``
(monthly tables an insurance and year), ``damage`` (encrypted, truncated, undecodable, scanned …), ``draw_chromium`` (browser prints; made
ones are in ``fixtures/chromium``). ``styles(rulings="none")`` pins a knob; ``HARD_STYLES`` may be refused, but not read wrongly.

The story: ``model`` and ``people``/``money`` make the facts, ``forms`` words them, ``paging`` (``tables``, ``rulings``, ``overlays``) lays
them out as ``marks``, ``typesetting`` cuts and orders the text objects, ``draw_*`` write the PDF, ``turning`` turns its pages.

Nothing here is real: names and employers are invented, ID numbers use the unallocated area 110199, every page says 样例 SPECIMEN.
"""

from formdraw.gallery import ALL_STYLES, HARD_STYLES, styles
from formdraw.model import FormRecord
from formdraw.people import make_record, records
from formdraw.press import build, sheets, truth
from formdraw.style import Style

__all__ = ["ALL_STYLES", "HARD_STYLES", "FormRecord", "Style", "build", "make_record", "records", "sheets", "styles", "truth"]
