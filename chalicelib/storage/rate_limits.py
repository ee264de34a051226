"""Counting requests per window: exactly, in one atomic operation in Redis; per container where Redis is away.

The same operation tells whether the caller is barred (by a log-out), so that a request asks Redis once.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from chalicelib.storage.cache import Cache

_COUNT = """
local answer = {}
local allowed = 1
local windows = #ARGV / 2
local bar = KEYS[windows + 1]
if bar and redis.call('EXISTS', bar) == 1 then return answer end
for i = 1, windows do
    local used = tonumber(redis.call('GET', KEYS[i]) or '0')
    if used >= tonumber(ARGV[2 * i - 1]) then allowed = 0 end
end
for i = 1, windows do
    local key = KEYS[i]
    local used
    if allowed == 1 then
        used = redis.call('INCR', key)
        if used == 1 then redis.call('EXPIRE', key, ARGV[2 * i]) end
    else
        used = tonumber(redis.call('GET', key) or '0')
    end
    table.insert(answer, used)
    table.insert(answer, redis.call('TTL', key))
end
table.insert(answer, allowed)
return answer
"""
"""All windows are counted or none, so that a refused request uses up nothing. No numbers where the caller is barred."""

MOST_SUBJECTS = 10_000
"""Windows that a container without Redis remembers before it forgets the ended ones."""


@dataclass(frozen=True)
class Limit:
    """So many requests in so many seconds."""

    bucket: str
    requests: int
    seconds: int


@dataclass(frozen=True)
class Allowance:
    """How a subject stands in its tightest window. ``reset_seconds`` from now."""

    allowed: bool
    limit: int
    remaining: int
    reset_seconds: int
    barred: bool | None = False
    """None where Redis is away and could not tell."""


@dataclass
class _Window:
    ends: float
    used: int = 0


class RateLimits:
    """Counts. Never fails: without Redis each container counts for itself."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._windows: dict[str, _Window] = {}
        self._lock = threading.Lock()

    def count(self, subject: str, limits: Sequence[Limit], bar: str | None = None) -> Allowance:
        """Count one request of the subject (a user or an address) against all limits, if none is used up.

        Where the key ``bar`` exists the subject is barred: nothing is counted and nothing allowed.
        """
        # The braces keep them together in a cluster.
        keys = [f"ratelimit:{{{subject}}}:{limit.bucket}" for limit in limits]
        arguments = [str(number) for limit in limits for number in (limit.requests, limit.seconds)]
        answer = self._cache.script(_COUNT, keys if bar is None else [*keys, bar], arguments)
        if answer is None:
            used, allowed = self._count_here(keys, limits)
            return replace(_tightest(allowed, used, limits), barred=None if bar else False)
        if not answer:
            return Allowance(False, limits[0].requests, 0, 0, barred=True)
        *flat, flag = (int(number) for number in answer)
        used = [
            (flat[2 * i], flat[2 * i + 1] if flat[2 * i + 1] > 0 else limit.seconds) for i, limit in enumerate(limits)
        ]
        return _tightest(bool(flag), used, limits)

    def _count_here(self, keys: Sequence[str], limits: Sequence[Limit]) -> tuple[list[tuple[int, int]], bool]:
        now = time.monotonic()
        with self._lock:
            if len(self._windows) > MOST_SUBJECTS:
                self._windows = {key: window for key, window in self._windows.items() if window.ends > now}
            windows = []
            for key, limit in zip(keys, limits, strict=True):
                window = self._windows.get(key)
                if window is None or window.ends <= now:
                    window = self._windows[key] = _Window(now + limit.seconds)
                windows.append(window)
            allowed = all(window.used < limit.requests for window, limit in zip(windows, limits, strict=True))
            for window in windows:
                window.used += allowed
            return [(window.used, math.ceil(window.ends - now)) for window in windows], allowed


def _tightest(allowed: bool, used: Sequence[tuple[int, int]], limits: Sequence[Limit]) -> Allowance:
    """The window with the least left; of those that are used up, the one that lasts longest."""
    left = [
        (max(limit.requests - count, 0), -seconds, limit.requests)
        for (count, seconds), limit in zip(used, limits, strict=True)
    ]
    remaining, negative_seconds, limit = min(left)
    return Allowance(allowed, limit, remaining, -negative_seconds)
