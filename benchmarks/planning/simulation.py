"""A small discrete-event simulation: a clock, processes that wait, and the resources they wait for.

A process is a generator. It yields the seconds it waits, or something to wait for (``Slots.request``).
"""

from __future__ import annotations

import heapq
import itertools
from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass

Resume = Callable[[], None]
Waiting = Callable[[Resume], None]
"""Something that calls back once the waiting is over."""

Process = Generator["float | Waiting", None, None]


class Simulation:
    """The clock, in seconds, and what happens when. Simultaneous events happen in the order they were planned."""

    def __init__(self) -> None:
        self.now = 0.0
        self._plan: list[tuple[float, int, Resume]] = []
        self._order = itertools.count()

    def after(self, seconds: float, action: Resume) -> None:
        """Plan an action. Raises ValueError for one in the past."""
        if seconds < 0:
            raise ValueError(f"Nothing can be planned {-seconds} seconds ago.")
        heapq.heappush(self._plan, (self.now + seconds, next(self._order), action))

    def start(self, process: Process, delay: float = 0.0) -> None:
        """Let a process begin after ``delay`` seconds."""
        self.after(delay, lambda: self._advance(process))

    def run(self) -> float:
        """Let everything happen; the moment of the last event."""
        while self._plan:
            self.now, _, action = heapq.heappop(self._plan)
            action()
        return self.now

    def _advance(self, process: Process) -> None:
        try:
            wait = next(process)
        except StopIteration:
            return
        if isinstance(wait, int | float):
            self.after(wait, lambda: self._advance(process))
        else:
            wait(lambda: self._advance(process))


class Slots:
    """So many at once; the others wait in the order they came."""

    def __init__(self, simulation: Simulation, capacity: int) -> None:
        self._simulation = simulation
        self.capacity = capacity
        self.busy = 0
        self._queue: deque[Resume] = deque()

    @property
    def waiting(self) -> int:
        return len(self._queue)

    def request(self) -> Waiting:
        """To be yielded; once the process goes on it holds a slot and has to ``release`` it."""

        def wait(resume: Resume) -> None:
            if self.busy < self.capacity:
                self.busy += 1
                self._simulation.after(0, resume)
            else:
                self._queue.append(resume)

        return wait

    def release(self) -> None:
        """Hand the slot to the next in the queue, or free it."""
        if self._queue:
            self._simulation.after(0, self._queue.popleft())
        else:
            self.busy -= 1


class TokenBucket:
    """AWS's and others' way of limiting rates: ``size`` tokens at first, ``rate`` new ones a second, never above."""

    def __init__(self, simulation: Simulation, size: float, rate: float) -> None:
        self._simulation = simulation
        self.size, self.rate = size, rate
        self._level, self._at = size, 0.0
        self.taken = 0.0
        self.refused = 0
        self.first_refusal: float | None = None

    def has(self, tokens: float = 1.0) -> bool:
        """Whether there are so many tokens now."""
        self._refill()
        return self._level >= tokens - 1e-9

    def take(self, tokens: float = 1.0) -> bool:
        """True where there were enough tokens: they are gone then."""
        if not self.has(tokens):
            self.refused += 1
            if self.first_refusal is None:
                self.first_refusal = self._simulation.now
            return False
        self._level -= tokens
        self.taken += tokens
        return True

    def delay(self, tokens: float = 1.0) -> float:
        """Seconds until the tokens are there, which are taken now: what waits is served in order."""
        self._refill()
        self._level -= tokens
        self.taken += tokens
        return max(0.0, -self._level / self.rate)

    def _refill(self) -> None:
        self._level = min(self.size, self._level + (self._simulation.now - self._at) * self.rate)
        self._at = self._simulation.now


class Worker:
    """One queue of work that is done at a speed which doubles while there is a backlog, up to a limit: a database that
    scales."""

    def __init__(self, simulation: Simulation, speed: float, most: float, doubling_seconds: float) -> None:
        self._simulation = simulation
        self.speed, self.most = speed, most
        self._least = speed
        self._doubling_seconds = doubling_seconds
        self._grown_at = 0.0
        self._free_at = 0.0
        self.done = 0.0

    @property
    def backlog(self) -> float:
        """Seconds that new work would wait."""
        return max(0.0, self._free_at - self._simulation.now)

    def delay(self, work: float) -> float:
        """Seconds until ``work`` is done, behind everything that came before."""
        now = self._simulation.now
        if self.backlog > 0 and now - self._grown_at >= self._doubling_seconds:
            grown = min(self.most, self.speed * 2)
            self._free_at = now + self.backlog * self.speed / grown
            self.speed, self._grown_at = grown, now
        self._free_at = max(self._free_at, now) + work / self.speed
        self.done += work
        return self._free_at - now


LEAST_SHARED = 100
"""Lambda refuses to reserve more than what leaves so many for all other functions."""


@dataclass
class Account:
    """Lambda's limit on what runs at once in an account and region. Reserved shares are taken off what others have."""

    limit: int
    running: int = 0
    """Of the functions without a share of their own."""

    most: int = 0

    def reserve(self, share: int) -> None:
        """Sets a share apart. Raises ValueError where AWS would refuse: others keep at least ``LEAST_SHARED``."""
        if self.limit - share < LEAST_SHARED:
            raise ValueError(f"A share of {share} would leave {self.limit - share}; AWS keeps {LEAST_SHARED} for all.")
        self.limit -= share


class FunctionPool:
    """The containers of one function: warm ones are used again, new ones start cold, and too many are refused."""

    def __init__(
        self,
        simulation: Simulation,
        account: Account,
        cold_seconds: float,
        *,
        reserved: int | None = None,
        kept: int = 0,
        new_per_ten_seconds: float = 1000,
    ) -> None:
        self._account = account
        self._simulation = simulation
        self._cold_seconds = cold_seconds
        self._reserved = reserved
        self._new = TokenBucket(simulation, new_per_ten_seconds, new_per_ten_seconds / 10)
        self._idle = kept
        self.containers = kept
        self.running = 0
        self.most = 0
        self.started = self.cold = self.refused = 0
        self.first_refusal: float | None = None
        if reserved is not None:
            account.reserve(reserved)

    def start(self) -> float | None:
        """Seconds until the call begins (a cold start's, or 0), or None where it is refused."""
        at_limit = (
            self._account.running >= self._account.limit if self._reserved is None else self.running >= self._reserved
        )
        if at_limit or (not self._idle and not self._new.take()):
            self.refused += 1
            if self.first_refusal is None:
                self.first_refusal = self._simulation.now
            return None
        self.started += 1
        self.running += 1
        self.most = max(self.most, self.running)
        if self._reserved is None:
            self._account.running += 1
            self._account.most = max(self._account.most, self._account.running)
        if self._idle:
            self._idle -= 1
            return 0.0
        self.cold += 1
        self.containers += 1
        return self._cold_seconds

    def end(self) -> None:
        """The call is over; its container stays warm."""
        self.running -= 1
        self._idle += 1
        if self._reserved is None:
            self._account.running -= 1
