"""What can go wrong while the local cloud starts, told in one sentence."""

from __future__ import annotations


class LocalCloudError(Exception):
    """Base of the local cloud's errors. ``str(error)`` is one sentence for the person at the terminal."""


class PortInUse(LocalCloudError):
    """A fixed port is taken by another program."""

    def __init__(self, port: int, setting: str) -> None:
        super().__init__(
            f"Port {port} is in use by another program; set {setting} to another port (0 takes a free one)."
        )


class AlreadyRunning(LocalCloudError):
    """Another local cloud uses the same state folder."""


class UnsupportedTemplate(LocalCloudError):
    """A template declares what the local cloud does not know."""
