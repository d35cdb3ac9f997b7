"""Record against declared history: stints, alignment, one pure function a rule, and the corrections that follow.

``review`` takes records, a history and a rule set and returns a :class:`~sbparse.review.model.Review`; it reads no file and shows nothing.
"""
