"""The declaration as a workbook to be filled in: blank, started from a record, or corrected after a review.

``content`` says what stands in a form, ``sheets`` which sheets and columns it has (CONTRACT section 2), ``guidance`` how it helps the
person who fills it in, ``marks`` how a cell tells what is still to do or was changed; ``workbook`` writes it. What goes in is decided
elsewhere (``review.draft``, ``review.correct``).
"""
