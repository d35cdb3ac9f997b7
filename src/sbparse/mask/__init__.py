"""Masking: a record's PDF with the same shape and nobody's data in it, to be sent with a report of what fails.

``source`` is the original as both engines read it; ``painted_file`` takes it apart into what its pages paint (``model``, ``painting``) and
what the reader sees of it (``pages``). ``fates`` says what becomes of each character, by its kind; ``roles`` where the record was read;
``substitution`` and ``figures`` draw what stands for what; ``catalogue`` holds the form's own words. ``fonts`` cuts the fonts down and
gives codes to stand-ins, ``fontdicts``, ``drawnfont``, ``fontparts`` and ``programs`` write them, ``writing`` paints a new file, ``proof``
looks in it for anything of the old one (``secrets``), ``masking`` is the whole.
"""

from sbparse.mask.masking import Masked, masked
from sbparse.mask.source import Way

__all__ = ["Masked", "Way", "masked"]
