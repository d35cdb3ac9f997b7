"""Hypothesis profiles of the whole suite, and pdfium started as a program starts it.

``ci`` draws the same examples on every run; ``HYPOTHESIS_PROFILE=thorough`` draws new ones, and many.
"""

import os
import signal

from hypothesis import HealthCheck, settings

from sbparse.page.native import pdfium

# Test modules import pypdfium2, which would start pdfium with the machine's fonts: the reader then relies on its guard against lost glyphs.
pdfium()

# A shell that starts something in the background has it ignore Ctrl-C, and its children with it; tests send that signal to commands.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Nothing here asserts how long something takes: the machine may be busy with other things.
_PATIENT = settings(deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])

settings.register_profile("ci", _PATIENT, derandomize=True, max_examples=60)
settings.register_profile("thorough", _PATIENT, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
