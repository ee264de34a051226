"""A circuit breaker that all containers share through Redis: a service that is down is left alone for a while.

Closed: calls go through, failures within a window are counted. Open: no calls. After a while half-open: one probe,
whose outcome closes or opens it again. Where Redis is away each container keeps its own.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from enum import StrEnum

from chalicelib.storage.cache import Cache

_STATE = """
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local function number(name) return tonumber(redis.call('HGET', KEYS[1], name) or '0') end
"""

_PERMIT = (
    _STATE
    + """
local opened = number('open_until')
if opened == 0 then return {1} end
if now < opened or now < number('probe_until') then return {0} end
redis.call('HSET', KEYS[1], 'probe_until', now + ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return {2}
"""
)

_REPORT = (
    _STATE
    + """
local probe, well = ARGV[1] == 'probe', ARGV[2] == 'well'
if well then
    if probe then redis.call('DEL', KEYS[1]) else redis.call('HDEL', KEYS[1], 'failures', 'window_ends') end
    return {1}
end
if number('open_until') ~= 0 and not probe then return {1} end
local failures = 1
if now < number('window_ends') then failures = number('failures') + 1
else redis.call('HSET', KEYS[1], 'window_ends', now + ARGV[4]) end
redis.call('HSET', KEYS[1], 'failures', failures)
if probe or failures >= tonumber(ARGV[3]) then
    redis.call('DEL', KEYS[1])
    redis.call('HSET', KEYS[1], 'open_until', now + ARGV[5])
end
redis.call('PEXPIRE', KEYS[1], ARGV[6])
return {1}
"""
)
"""One key each, so that they run on a clustered Redis too. Times in milliseconds of the server's clock."""


class Permit(StrEnum):
    """What a caller may do."""

    REFUSED = "refused"
    CALL = "call"
    PROBE = "probe"


@dataclass(frozen=True)
class Patience:
    """When the circuit opens, and for how long. Seconds."""

    failures: int
    window: float
    open: float
    probe: float
    """After so long a probe that nobody reported is given up."""


@dataclass
class _Here:
    """The state of a container that has no Redis."""

    failures: int = 0
    window_ends: float = 0.0
    open_until: float = 0.0
    probe_until: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)


_ANSWERS = (Permit.REFUSED, Permit.CALL, Permit.PROBE)


class CircuitBreaker:
    """The breaker of one service. Every permit but a refused one is to be reported."""

    def __init__(self, cache: Cache, service: str, patience: Patience) -> None:
        self._cache = cache
        self._key = f"circuit:{service}"
        self._patience = patience
        self._here = _Here()

    def permit(self) -> Permit:
        """Whether the service may be called now."""
        lasts = self._kept_milliseconds()
        answer = self._cache.script(_PERMIT, [self._key], [_milliseconds(self._patience.probe), lasts])
        return self._permit_here() if answer is None else _ANSWERS[int(answer[0])]

    def report(self, permit: Permit, well: bool) -> None:
        """How a permitted call ended. ``well``: the service answered, whatever it said."""
        patience = self._patience
        arguments = [
            permit.value,
            "well" if well else "ill",
            str(patience.failures),
            _milliseconds(patience.window),
            _milliseconds(patience.open),
            self._kept_milliseconds(),
        ]
        if self._cache.script(_REPORT, [self._key], arguments) is None:
            self._report_here(permit, well)

    def _kept_milliseconds(self) -> str:
        patience = self._patience
        return _milliseconds(patience.window + patience.open + patience.probe + 3600)

    def _permit_here(self) -> Permit:
        here, now = self._here, time.monotonic()
        with here.lock:
            if not here.open_until:
                return Permit.CALL
            if now < here.open_until or now < here.probe_until:
                return Permit.REFUSED
            here.probe_until = now + self._patience.probe
            return Permit.PROBE

    def _report_here(self, permit: Permit, well: bool) -> None:
        here, now, probe = self._here, time.monotonic(), permit is Permit.PROBE
        with here.lock:
            if well:
                here.failures, here.window_ends = 0, 0.0
                if probe:
                    here.open_until = here.probe_until = 0.0
                return
            if here.open_until and not probe:
                return
            if now >= here.window_ends:
                here.failures, here.window_ends = 0, now + self._patience.window
            here.failures += 1
            if probe or here.failures >= self._patience.failures:
                here.failures, here.window_ends, here.probe_until = 0, 0.0, 0.0
                here.open_until = now + self._patience.open


def _milliseconds(seconds: float) -> str:
    return str(round(seconds * 1000))
