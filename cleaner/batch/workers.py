"""Processes that work on batches: results in order, and a page that kills one harms no other.

Each worker is a process with a thread that talks to it. If the process dies or takes too
long, it is replaced, and the batch's records are tried again, each alone and under the
same limit. What fails alone is given up with its reason.

On Linux all are forked from one process that has loaded before what cleaning needs (see
`cleaner.batch.preloaded`) and has no threads. Elsewhere each starts from nothing.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from types import TracebackType
from typing import Any, Final, Protocol

from cleaner.batch.each import reason
from cleaner.batch.records import Batch, Outcome, joined
from cleaner.batch.sources import RunError

_log: Final = logging.getLogger(__name__)

AHEAD: Final = 4
"""Batches per worker that are read before they are needed or wait for their turn to be
written: enough that no worker waits while another has a batch that takes several times as
long as most, few enough for memory."""

_StartMethod = ForkServerContext | SpawnContext

STARTING: Final = 300
"""Seconds that a worker may take until it is ready."""


class Job(Protocol):
    """What the workers do. It is sent to them."""

    def __call__(self, batch: Batch) -> Outcome:
        """Work on a batch."""

    def refused(self, batch: Batch, why: str) -> Outcome:
        """Give the outcome of a batch of one record that was given up."""


class Workers:
    """A number of processes that do a job.

    Arguments:
        job: what they do; it and its answers must go through pickle.
        count: how many processes.
        timeout: seconds that a batch, or a record alone, may take.
    """

    def __init__(self, job: Job, count: int, timeout: float) -> None:
        self._job, self._count, self._timeout = job, count, timeout
        self._threads = ThreadPoolExecutor(count, "cleaner-worker")
        self._own = threading.local()
        self._processes: set[_Process] = set()
        self._closed = False
        self._start = _start_method()

    def outcomes(self, batches: Iterable[Batch]) -> Iterator[tuple[Batch, Outcome]]:
        """Give each batch with its outcome, in order; batches are read as they are needed."""
        waiting: deque[tuple[Batch, Future[Outcome]]] = deque()
        for batch in batches:
            waiting.append((batch, self._threads.submit(self._outcome, batch)))
            while waiting and (waiting[0][1].done() or len(waiting) >= AHEAD * self._count + 1):
                batch, outcome = waiting.popleft()
                yield batch, outcome.result()
        while waiting:
            batch, outcome = waiting.popleft()
            yield batch, outcome.result()

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._closed = True
        for process in list(self._processes):
            process.kill()
        self._threads.shutdown(cancel_futures=True)

    def _outcome(self, batch: Batch) -> Outcome:
        if not batch.length:
            return Outcome()
        try:
            return self._ask(batch)
        except _LostError:
            return joined(self._alone(one) for one in batch.alone())

    def _alone(self, batch: Batch) -> Outcome:
        try:
            return self._ask(batch)
        except _LostError as error:
            return self._job.refused(batch, str(error))

    def _ask(self, batch: Batch) -> Outcome:
        """Let this thread's process work on a batch. Raises _LostError if it does not."""
        process: _Process | None = getattr(self._own, "process", None)
        if process is None:
            if self._closed:
                raise RunError("the workers were stopped")
            process = self._own.process = _Process(self._job, self._start)
            self._processes.add(process)
            process.wait()
        try:
            return process.ask(batch, self._timeout)
        except _DeadError:
            process.kill()
            self._processes.discard(process)
            self._own.process = None
            raise


def _start_method() -> _StartMethod:
    """Return how processes are started; where they are forked, let what they need be loaded."""
    if sys.platform == "linux":
        forked = multiprocessing.get_context("forkserver")
        forked.set_forkserver_preload(["cleaner.batch.preloaded"])
        try:
            _start_server()  # it gets ready while the first batches are read
            return forked
        except OSError as error:  # its socket's path may be too long, or the disk full
            _log.warning("workers start anew, which takes longer: %s", reason(error))
    # Not forked from this process: what it has locked would stay so.
    return multiprocessing.get_context("spawn")


def _start_server() -> None:
    """Start what workers are forked from, so that it leaves interrupts to this process."""
    resource_tracker.ensure_running()  # now, for it lets interrupts through again
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()  # with the signals that are blocked
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)


class _LostError(Exception):
    """A batch got no answer; the message says why."""


class _DeadError(_LostError):
    """The process is gone, too."""


class _Process:
    """A worker process and the connection to it."""

    def __init__(self, job: Job, start: _StartMethod) -> None:
        self._connection, theirs = start.Pipe()
        self._process = start.Process(target=_serve, args=(theirs, job), daemon=True)
        try:
            self._process.start()
        except (EOFError, OSError) as error:
            raise RunError(f"a worker did not start: {reason(error)}") from error
        theirs.close()

    def wait(self) -> None:
        """Wait until it is ready. Raises RunError if it never is."""
        lost: Exception | None = None
        try:
            if self._connection.poll(STARTING):
                self._connection.recv_bytes()
                return
        except (EOFError, OSError) as error:
            lost = error
        self.kill()
        raise RunError(f"a worker did not start: {self._end()}") from lost

    def ask(self, batch: Batch, timeout: float) -> Outcome:
        """Send a batch and return its outcome."""
        try:
            self._connection.send_bytes(pickle.dumps(batch))
            if not self._connection.poll(timeout):
                raise _DeadError(f"it took longer than {timeout:g} seconds")
            answer = pickle.loads(self._connection.recv_bytes())
        except (EOFError, OSError) as error:
            raise _DeadError(f"it killed the process that worked on it ({self._end()})") from error
        if isinstance(answer, str):
            raise _LostError(answer)
        outcome: Outcome = answer
        return outcome

    def kill(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.join()

    def _end(self) -> str:
        self._process.join(10)
        code = self._process.exitcode
        if code is not None and code < 0:
            try:
                return signal.Signals(-code).name
            except ValueError:
                return f"signal {-code}"
        return f"exit code {code}"


def _serve(connection: Connection[Any, Any], job: Callable[[Batch], Outcome]) -> None:
    """Work until there is nothing more to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one decides
    threading.Thread(target=_follow, daemon=True).start()
    connection.send_bytes(b"ready")
    while True:
        try:
            batch = pickle.loads(connection.recv_bytes())
        except (EOFError, OSError):
            return
        answer: Outcome | str
        try:
            answer = job(batch)
        except Exception as error:
            answer = reason(error)
        connection.send_bytes(pickle.dumps(answer))


def _follow() -> None:
    """End this process with its parent, though it may hang."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
