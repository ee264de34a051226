"""What goes into which layer, and which functions get it.

Every function has the base layer (``requirements.txt``), which Chalice publishes as its automatic layer. The others are
attached only to the functions that need them. They are cut so that no zip passes 50 MB and no function 250 MiB.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Layer:
    """Packages of one requirements file (None: all of it) with what they depend on.

    ``beside`` names layers that are always attached together with this one: what they hold is left out here.
    """

    name: str
    requirements: str
    packages: tuple[str, ...] | None = None
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class FunctionNeeds:
    """A function's layers besides the base, and the modules that its work imports later than ``app``."""

    layers: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()


BASE = Layer("base", "requirements.txt")

LAYERS = (
    Layer("numpy", "requirements-imaging.txt", ("numpy",)),
    Layer("opencv", "requirements-imaging.txt", ("opencv-python-headless",), beside=("numpy",)),
    Layer("documents", "requirements-imaging.txt", ("Pillow", "pypdfium2", "python-docx")),
    Layer("vision", "requirements-vision.txt"),
    Layer("llm", "requirements-llm.txt"),
)

IMAGING = ("numpy", "opencv")

FUNCTIONS: dict[str, FunctionNeeds] = {
    "api_handler": FunctionNeeds(),
    "authorizer": FunctionNeeds(),
    "websocket_connect": FunctionNeeds(),
    "websocket_message": FunctionNeeds(),
    "websocket_disconnect": FunctionNeeds(),
    "document_uploaded": FunctionNeeds(),
    "start_execution": FunctionNeeds(),
    "classifier": FunctionNeeds(
        (*IMAGING, "documents"), ("chalicelib.classification.pdf", "chalicelib.classification.pictures")
    ),
    "preprocessor": FunctionNeeds(
        (*IMAGING, "documents"),
        (
            "chalicelib.preprocessing.images",
            "chalicelib.preprocessing.pdf_files",
            "chalicelib.preprocessing.word_files",
        ),
    ),
    "ocr_processor": FunctionNeeds(
        (*IMAGING, "vision"),
        ("chalicelib.extraction.reading", "chalicelib.extraction.lines.orientation", "chalicelib.ocr.vision"),
    ),
    "llm_processor": FunctionNeeds(
        ("documents", "llm"),
        (
            "chalicelib.llm.claude",
            "chalicelib.llm.pictures",
            "chalicelib.llm.reconcile",
            "anthropic",
            "PIL",
            "pypdfium2",
        ),
    ),
    "request_review": FunctionNeeds(),
    "validator": FunctionNeeds((), ("chalicelib.validation",)),
    "save": FunctionNeeds((), ("chalicelib.validation",)),
    "notify": FunctionNeeds(),
    "record_failure": FunctionNeeds(),
    "execution_ended": FunctionNeeds(),
    "sweeper": FunctionNeeds(),
    "warmer": FunctionNeeds(),
    "migrate": FunctionNeeds((), ("chalicelib.storage.migrate",)),
    "set_role": FunctionNeeds(),
}
"""Every deployed function, by Chalice's name for it."""
