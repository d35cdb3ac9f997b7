"""What a PDF shows of how it was made and changed, beside any signature: facts with their harmless readings, and never a verdict.

One module tells one part of the story, one pure function a trace; ``look`` runs them all over a file's bytes. Nothing here runs while a
record is read: the traces are asked for by ``verify`` and by the reports of ``check``, and read the file again.
"""

from sbparse.traces.look import traces_of
from sbparse.traces.model import TRACES, Fact, State, Trace, TraceReport, Weight

__all__ = ["TRACES", "Fact", "State", "Trace", "TraceReport", "Weight", "traces_of"]
