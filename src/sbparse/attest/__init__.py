"""What was answered from what: a small file that another run of the same version confirms or refutes.

``model`` says what an attestation holds, ``make`` works one out, ``data`` writes it as canonical JSON (``sbparse.attest/1``) and what came
of a confirmation (``sbparse.confirm/1``), ``load`` reads one back as a stranger's file, ``confirm`` works it out again and tells what is
different.

It is no signature: whoever has the inputs can write one. What it is worth is that anybody else who has them can repeat the work.
"""

from sbparse.attest.confirm import Confirmation, Deviation, confirmed
from sbparse.attest.make import attested
from sbparse.attest.model import Attestation, FindingMark, Input, Inputs, Outcome, Role, Settings

__all__ = [
    "Attestation",
    "Confirmation",
    "Deviation",
    "FindingMark",
    "Input",
    "Inputs",
    "Outcome",
    "Role",
    "Settings",
    "attested",
    "confirmed",
]
