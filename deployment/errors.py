"""What stops a deployment."""

from __future__ import annotations


class DeploymentError(Exception):
    """Nothing further is done. ``str(error)`` is one sentence that says what to do; running again continues."""
