"""Replacing attributes of moto while a local cloud runs, and putting them back."""

from __future__ import annotations

from typing import Any


class Patches:
    """Attributes replaced on modules and classes; ``undo`` puts the originals back, last first."""

    def __init__(self) -> None:
        self._undo: list[tuple[Any, str, Any]] = []

    def set(self, owner: Any, name: str, value: Any) -> Any:
        """Replaces ``owner.name`` and returns the original. Raises AttributeError where there is none."""
        original = vars(owner)[name] if isinstance(owner, type) and name in vars(owner) else getattr(owner, name)
        setattr(owner, name, value)
        self._undo.append((owner, name, original))
        return original

    def undo(self) -> None:
        """Puts everything back."""
        while self._undo:
            owner, name, original = self._undo.pop()
            setattr(owner, name, original)
