"""The words on a document's pictures: from the cache, from the engine that is set, from the one that steps in."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib import metrics
from chalicelib.composition import Services
from chalicelib.domain.errors import OcrFailed, OcrUnavailable
from chalicelib.domain.jobs import ProcessingTier
from chalicelib.domain.page import Word
from chalicelib.metrics import Metric
from chalicelib.storage.circuit import Permit

if TYPE_CHECKING:
    from chalicelib.ocr import OcrEngine
    from chalicelib.ocr.engine import Answer

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class PageWords:
    """The words of one picture, and where they come from."""

    words: tuple[Word, ...]
    engine: str
    tier: ProcessingTier
    cached: bool = False


@dataclass(frozen=True)
class DocumentWords:
    """The words of a document's pictures by page number, and what came in the way of reading them."""

    pages: Mapping[int, PageWords]
    fell_back: bool = False

    @property
    def tier(self) -> ProcessingTier:
        """The dearest means that a page needed."""
        cloud = any(page.tier is ProcessingTier.CLOUD_OCR for page in self.pages.values())
        return ProcessingTier.CLOUD_OCR if cloud else ProcessingTier.LOCAL_OCR

    @property
    def engine(self) -> str:
        """The engine, or the engines, that read."""
        return ", ".join(sorted({page.engine for page in self.pages.values()}))

    @property
    def why(self) -> str:
        """How the words were come by, as sentences."""
        told = ["The pages are pictures, so their words were recognised."]
        if self.fell_back:
            told.append("The cloud service failed, so the local engine read what it left.")
        cached = sum(page.cached for page in self.pages.values())
        if cached:
            told.append(f"{cached} of {len(self.pages)} pages had been read before.")
        return " ".join(told)


class WordReader:
    """Reads a document's pictures (PNGs by page number, at least one); equal ones once.

    ``asked`` counts the pages that a service was paid for, also where the reading fails.
    """

    def __init__(self, services: Services, pictures: Mapping[int, bytes]) -> None:
        self._services = services
        self._pictures = pictures
        self._digests = {number: hashlib.sha256(picture).hexdigest() for number, picture in pictures.items()}
        self._found: dict[int, PageWords] = {}
        self.asked = 0

    def read(self) -> DocumentWords:
        """The words on all pictures.

        What was read is cached at once, so that a later attempt reads only what this one could not. Raises
        OcrUnavailable or OcrFailed where no engine could read a page.
        """
        engines = self._services.ocr_engines()
        failed = self._read_with(engines.first, engines.tier)
        fell_back = bool(failed) and engines.fallback is not None
        if failed and engines.fallback is not None:
            logger.warning("%d pages are read by the local engine, since %s failed", len(failed), engines.first.name)
            failed = self._read_with(engines.fallback(), ProcessingTier.LOCAL_OCR)
        for error in failed:
            raise error
        return DocumentWords(self._found, fell_back)

    def _read_with(self, engine: OcrEngine, tier: ProcessingTier) -> list[OcrFailed | OcrUnavailable]:
        """Read what has not been found yet; the errors of what this engine could not read."""
        waiting: dict[str, list[int]] = {}
        for number in self._pictures.keys() - self._found.keys():
            waiting.setdefault(self._digests[number], []).append(number)
        for digest in list(waiting):
            known = self._services.cache.get_json(_key(digest, engine))
            if known is not None:
                words = tuple(Word.model_validate(word) for word in known)
                self._found |= dict.fromkeys(waiting.pop(digest), PageWords(words, engine.name, tier, cached=True))
        errors = []
        pictures = [self._pictures[numbers[0]] for numbers in waiting.values()]
        answers = self._ask_cloud(engine, pictures) if tier is ProcessingTier.CLOUD_OCR else _ask(engine, pictures)
        for (digest, numbers), answer in zip(waiting.items(), answers, strict=True):
            if isinstance(answer, OcrFailed | OcrUnavailable):
                errors.append(answer)
                continue
            self.asked += tier is ProcessingTier.CLOUD_OCR
            kept = [word.model_dump(mode="json") for word in answer]
            seconds = self._services.settings.ocr_cache_seconds
            self._services.cache.set_json(_key(digest, engine), kept, seconds)
            self._found |= dict.fromkeys(numbers, PageWords(answer, engine.name, tier))
        return errors

    def _ask_cloud(self, engine: OcrEngine, pictures: Sequence[bytes]) -> Iterable[Answer]:
        """The service's answers; while it is known to be down, at once what it would have said after a long wait."""
        if not pictures:
            return []
        circuit = self._services.vision_circuit
        permit = circuit.permit()
        if permit is Permit.REFUSED:
            logger.warning("%s is not asked: it does not answer at the moment", engine.name)
            metrics.record(self._services.settings.stage, {Metric.OCR_SKIPPED: len(pictures)}, reason="DOWN")
            return [OcrUnavailable()] * len(pictures)
        answers = list(_ask(engine, pictures))
        # A service that answers is up, even where it refuses or cannot read a picture.
        circuit.report(permit, well=not all(isinstance(answer, OcrUnavailable) for answer in answers))
        return answers


def _key(digest: str, engine: OcrEngine) -> str:
    return f"ocr:result:{digest}:{engine.name}"


def _ask(engine: OcrEngine, pictures: Sequence[bytes]) -> Iterator[Answer]:
    """One answer a picture, each as soon as it is there."""
    from chalicelib.ocr import BatchEngine
    from chalicelib.preprocessing import decode_picture

    if isinstance(engine, BatchEngine):
        yield from engine.read_batch([decode_picture(picture) for picture in pictures])
    else:
        yield from (engine.read(decode_picture(picture)) for picture in pictures)
