"""Record and declaration as two lanes on one axis of months: worked out once as data, then drawn as SVG, block characters or a sheet.

:mod:`~sbparse.report.timeline.build` makes a :class:`~sbparse.report.timeline.model.Timeline` of a review; every face only draws it.
"""
