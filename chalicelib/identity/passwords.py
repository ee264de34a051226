"""Passwords, kept as argon2id hashes (argon2-cffi's defaults, RFC 9106's low-memory profile)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

MIN_LENGTH = 8
MAX_LENGTH = 128
"""Longer ones only cost hashing time."""

NOBODYS_HASH = "$argon2id$v=19$m=65536,t=3,p=4$3mVYUwWqFrXbsYBp95bpBA$Y1zBiJC1CNTdYfnIXj9jXId3awU+UPmaXyLjxIMIvqU"
"""Of a random password that nobody kept, with today's parameters: a log-in without an account is checked against it."""

_KINDS = {
    "an upper-case letter": re.compile(r"[A-Z]"),
    "a lower-case letter": re.compile(r"[a-z]"),
    "a digit": re.compile(r"[0-9]"),
    "a special character": re.compile(r"[^A-Za-z0-9\s]"),
}


def weakness(password: str) -> str | None:
    """What the password lacks, as a sentence; None where it is strong enough."""
    if not MIN_LENGTH <= len(password) <= MAX_LENGTH:
        return f"The password needs {MIN_LENGTH} to {MAX_LENGTH} characters."
    missing = [kind for kind, pattern in _KINDS.items() if not pattern.search(password)]
    return f"The password needs {' and '.join(missing)}." if missing else None


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher
    from argon2.profiles import RFC_9106_LOW_MEMORY

    return PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)


def hash_password(password: str) -> str:
    return _hasher().hash(password)


def verify(password: str, password_hash: str | None) -> bool:
    """True where the password fits. Without a hash (no such account) it takes the same time and is False."""
    from argon2.exceptions import VerifyMismatchError

    try:
        _hasher().verify(password_hash or NOBODYS_HASH, password)
    except VerifyMismatchError:
        return False
    return password_hash is not None


def needs_rehash(password_hash: str) -> bool:
    """True where the hash was made with other parameters than today's."""
    return _hasher().check_needs_rehash(password_hash)
