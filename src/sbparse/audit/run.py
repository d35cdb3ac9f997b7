"""An audit from its beginning to its end: submissions found, those already known taken over, the others examined and kept."""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass

from sbparse.audit.batches import Waiting
from sbparse.audit.contents import Settings
from sbparse.audit.outcome import Standing
from sbparse.audit.reports import Reports
from sbparse.audit.state import State
from sbparse.audit.submission import Submission
from sbparse.audit.workers import Place


@dataclass(frozen=True, slots=True)
class Step:
    """One submission done: its position in the run, and whether its outcome had been kept from an earlier run."""

    position: int
    kept: bool


def run(submissions: Iterable[Submission], state: State, settings: Settings, place: Place, reports: Reports) -> Generator[Step, None, None]:
    """Do what is to be done, a step a submission, in the order in which they come to an end.

    After the last step the state has an outcome for every submission of the run.
    """
    state.begin()
    known: list[Step] = []

    def serves(key: str, submission: Submission) -> bool:
        """Whether an outcome is kept, and its report where it has one is still there and not another outcome's."""
        standing, file = state.standing(key), reports.file(submission)
        return standing is Standing.UNUSABLE or (standing is not None and (file is None or (state.reported(file) == key and file.exists())))

    def waiting() -> Iterator[Waiting | None]:
        # Where nothing is kept there is nothing to look for, and all is read where it is examined alone.
        looked_at = place.keys if state.holds_any else place.unseen
        for one in looked_at(enumerate(submissions)):
            keys = (one.key, settings.lost(one.key)) if one.key else ()
            kept = next((key for key in keys if serves(key, one.submission)), None)
            if kept:
                usable = state.standing(kept) is not Standing.UNUSABLE
                state.note(one.position, one.submission.name, kept, reports.name(one.submission) if usable else None)
                known.append(Step(one.position, kept=True))
                yield None
            else:
                yield one

    for done in place.examine(waiting()):
        while known:
            yield known.pop(0)
        if done is not None:
            report = reports.write(done.submission, done.examined)
            state.keep(done.position, done.submission.name, done.key, done.examined, report, reports.file(done.submission), more=done.more)
            yield Step(done.position, kept=False)
