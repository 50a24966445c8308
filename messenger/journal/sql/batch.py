"""Jobs that wait for the writer, and how a batch of them is committed in one transaction."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as NoConnection

from messenger.journal.contract import Conflict
from messenger.journal.sql.records import merge
from messenger.journal.sql.remembered import Remembered
from messenger.journal.sql.writing import commit_drafts
from messenger.model.changes import Change, Draft
from messenger.model.record import Record

Answer = asyncio.Future[Any]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DraftJob:
    """A draft to commit; answered with its change."""

    draft: Draft
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RecordsJob:
    """Side records to merge; answered with None."""

    records: Sequence[Record]
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WorkJob:
    """Anything else to write; answered with what the work returns."""

    work: Callable[[Connection], Any]
    answer: Answer


Job = DraftJob | RecordsJob | WorkJob


@dataclass(frozen=True, slots=True, kw_only=True)
class Committed:
    """What a batch came to: the new changes in order, and an answer for each job (an exception is raised there)."""

    changes: Sequence[Change]
    answers: Sequence[tuple[Job, Any]]


def commit(connection: Connection, jobs: Sequence[Job], at: datetime, remembered: Remembered) -> Committed:
    """Do all jobs, inside the caller's transaction. A draft's Conflict stops no other.

    What is remembered is then true of this transaction: it must be thrown away should that be undone.
    """
    drafts = [job for job in jobs if isinstance(job, DraftJob)]
    records = [job for job in jobs if isinstance(job, RecordsJob)]
    answers: list[tuple[Job, Any]] = [(job, None) for job in records]
    changes: Sequence[Change] = ()
    if drafts:
        settled = commit_drafts(connection, [job.draft for job in drafts], at, remembered)
        changes = settled.changes
        answers += zip(drafts, settled.answers, strict=True)
    if records:
        merge(connection, (record for job in records for record in job.records))
    for job in jobs:
        if isinstance(job, WorkJob):
            remembered.forget()
            answers.append((job, job.work(connection)))
    return Committed(changes=changes, answers=answers)


def answer(committed: Committed) -> None:
    """Tell every caller who still waits."""
    for job, result in committed.answers:
        if isinstance(result, Conflict):
            refuse([job], result)
        elif not job.answer.done():
            job.answer.set_result(result)


def refuse(jobs: Sequence[Job], error: Exception) -> None:
    """Raise the error at every caller who still waits."""
    for job in jobs:
        if not job.answer.done():
            job.answer.set_exception(error)


def is_engine_failure(error: Exception) -> bool:
    """Tell whether the database as a whole fails (full, locked, gone), rather than one job being wrong.

    Two who write the same key at once on different nodes meet as an IntegrityError: a repetition mends it.
    """
    if isinstance(error, IntegrityError):
        return False
    return isinstance(error, DBAPIError | NoConnection | OSError)
