"""An audit for programs: submissions in, outcomes out."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from hashlib import sha256
from pathlib import Path

from sbparse.audit.contents import ReportFormat, Settings
from sbparse.audit.outcome import Outcome
from sbparse.audit.reports import Reports
from sbparse.audit.run import run
from sbparse.audit.state import State
from sbparse.audit.submission import distinct, submissions
from sbparse.audit.workers import Processes
from sbparse.messages import Lang
from sbparse.policy.load import load_ruleset


def settings_of(
    *,
    salt: str,
    lang: Lang = "zh",
    show_ids: bool = False,
    submitted: date | None = None,
    ruleset: Path | str | None = None,
    report: ReportFormat | None = None,
    seconds: float = 120.0,
    megabytes: int = 2048,
) -> Settings:
    """The settings of an audit; RuleSetError where the rule set cannot be used."""
    from sbparse import __version__

    rules = load_ruleset(ruleset) if ruleset else None
    digest = sha256(Path(ruleset).read_bytes()).hexdigest() if ruleset else None
    return Settings(__version__, lang, show_ids, submitted, rules, digest, report, salt, seconds, megabytes)


def audit(
    paths: Path | str | Iterable[Path | str],
    *,
    jobs: int = 0,
    submitted: date | None = None,
    ruleset: Path | str | None = None,
    state: Path | str | None = None,
    reports: Path | str | None = None,
    report: ReportFormat = "html",
    lang: Lang = "zh",
    show_ids: bool = False,
    seconds: float = 120.0,
    megabytes: int = 2048,
) -> Iterator[Outcome]:
    """Audit submissions; gives their outcomes as they come to an end, in any order.

    A program that calls it must guard its start with ``if __name__ == "__main__":``, as for all processes that are spawned.

    Args:
        paths: folders of submissions, or manifests.
        jobs: processes at once; 0 for as many as there are cores.
        submitted: the day of the submissions, where a manifest names none.
        ruleset: a rule set file in place of the shipped rules.
        state: a file in which outcomes are kept from run to run; none are kept without one.
        reports: a folder for a report a submission, in the format ``report``.
        lang, show_ids: the language of the findings, and whether numbers of persons stand in them.
        seconds, megabytes: what a submission, and what a process may cost.

    Raises:
        UnusableFileError: there is no submission, or the state file is in use or is none.
        RuleSetError: the rule set cannot be used.
    """
    sources = [paths] if isinstance(paths, Path | str) else list(paths)
    folder = Reports(Path(reports) if reports else None, report)
    with State(Path(state) if state else None) as kept:
        settings = settings_of(
            salt=kept.salt,
            lang=lang,
            show_ids=show_ids,
            submitted=submitted,
            ruleset=ruleset,
            report=report if reports else None,
            seconds=seconds,
            megabytes=megabytes,
        )
        found = distinct(one for source in sources for one in submissions(Path(source)))
        with closing(run(found, kept, settings, Processes(jobs, settings), folder)) as steps:
            for step in steps:
                yield kept.outcome(step.position)
