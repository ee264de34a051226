"""Redis: results, progress and revocations. Nothing depends on it: where it is missing, answers are None."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import redis
    from redis.commands.core import Script

logger = logging.getLogger(__name__)

T = TypeVar("T")

LLM_RESULT_SECONDS = 90 * 24 * 3600
JOB_PROGRESS_SECONDS = 7 * 24 * 3600

SOCKET_SECONDS = 0.5
"""A cache that needs longer costs more than it saves."""


AWAY_SECONDS = 2.0
"""After a failure the cache is left alone so long: waiting for it with every call would slow everything down."""


class Cache:
    """A cache that may be away. Every call answers, with None where it could not."""

    def __init__(self, url: str | None) -> None:
        self._url = url
        self._client: redis.Redis | None = None
        self._scripts: dict[str, Script] = {}
        self._away_until = 0.0

    def get(self, key: str) -> str | None:
        value = self._attempt(lambda c: c.get(key))
        return value.decode() if isinstance(value, bytes) else None

    def get_json(self, key: str) -> Any | None:
        value = self.get(key)
        return None if value is None else json.loads(value)

    def set(self, key: str, value: str, seconds: int) -> bool:
        """True where it was kept."""
        return bool(self._attempt(lambda c: c.set(key, value, ex=max(seconds, 1))))

    def set_json(self, key: str, value: Any, seconds: int) -> bool:
        return self.set(key, json.dumps(value, separators=(",", ":")), seconds)

    def exists(self, key: str) -> bool | None:
        """None where the cache cannot tell."""
        answer = self._attempt(lambda c: c.exists(key))
        return None if answer is None else bool(answer)

    def script(self, source: str, keys: Sequence[str], arguments: Sequence[str]) -> Sequence[Any] | None:
        """What a Lua script answers, run as one operation; None where the cache is away.

        The keys have to share a part in braces, since a cluster (which ElastiCache Serverless is) runs a script only on
        keys that lie together. A single server would not mind: ValueError says it before a deployment does.
        """
        if len(keys) > 1 and len({_slot(key) for key in keys}) > 1:
            raise ValueError(f"A Redis cluster need not keep these keys together: {', '.join(keys)}.")

        def run(connection: redis.Redis) -> Sequence[Any]:
            registered = self._scripts.get(source)
            if registered is None:
                registered = self._scripts[source] = connection.register_script(source)
            answer: Sequence[Any] = registered(keys=list(keys), args=list(arguments))
            return answer

        return self._attempt(run)

    def available(self) -> bool:
        return bool(self._attempt(lambda c: c.ping()))

    def _attempt(self, call: Callable[[redis.Redis], T]) -> T | None:
        if self._url is None or time.monotonic() < self._away_until:
            return None
        import redis

        if self._client is None:
            self._client = redis.Redis.from_url(
                self._url, socket_timeout=SOCKET_SECONDS, socket_connect_timeout=SOCKET_SECONDS
            )
        try:
            return call(self._client)
        except redis.RedisError as error:
            logger.warning("cache unavailable: %s", type(error).__name__)
            self._away_until = time.monotonic() + AWAY_SECONDS
            return None


def _slot(key: str) -> int:
    from redis.crc import key_slot

    return int(key_slot(key.encode()))


def job_progress_key(job_id: object) -> str:
    return f"job:progress:{job_id}"


def revoked_key(user_id: object, jti: object) -> str:
    """Beside the user's counts, so that one script asks for both."""
    return f"revoked:{{{user_id}}}:{jti}"
