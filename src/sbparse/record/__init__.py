"""The record: what stands on the pages, as typed values, each with its place.

``layouts`` says as data how the known forms look; ``read`` turns page words into a :class:`~sbparse.record.model.RightsRecord`;
``integrity`` holds the record against its own arithmetic. Knows pages and values, nothing of a declared history.
"""
