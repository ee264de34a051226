"""The functions of the state machine, in the order of the work.

Each takes the state and returns what it adds to it. The heavy libraries are imported by the stage that needs them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import ConfigDict, TypeAdapter

from chalicelib import metrics
from chalicelib.composition import Services
from chalicelib.domain.documents import FORMAT_OF_MIME, MIME_TYPES, Classification
from chalicelib.domain.errors import UploadMismatch, ValidationFailed
from chalicelib.domain.jobs import JobStatus, ProcessingTier, Step, StepName, steps_of
from chalicelib.domain.model_costs import dollars
from chalicelib.domain.page import PageSource, PreparedPage
from chalicelib.domain.records import Document, Job
from chalicelib.domain.timetable import ExtractedTimetable, Timeblock
from chalicelib.events import schemas
from chalicelib.metrics import Metric
from chalicelib.realtime.push import announce
from chalicelib.storage.objects import processed_key
from chalicelib.workflow.assistant import Advice, NotAsked, ask
from chalicelib.workflow.stage import stage
from chalicelib.workflow.state import ClassifiedState, JobState, JobSuperseded, Reading, ReadState, ReviewedState
from chalicelib.workflow.words import DocumentWords, WordReader

if TYPE_CHECKING:
    from chalicelib.llm.prompt import Jpeg
    from chalicelib.llm.reconcile import Reconciled

JSON = "application/json"
PAGES = "pages.json"
EXTRACTION = "extraction.json"
LLM_RESULT = "llm.json"
VALIDATED = "validated.json"

PAGE_LIST: TypeAdapter[list[PreparedPage]] = TypeAdapter(
    list[PreparedPage], config=ConfigDict(hide_input_in_errors=True)
)


def classify(services: Services, event: dict[str, Any]) -> dict[str, Any]:
    """What the document is. Raises the DocumentError that says why it cannot be read, if so."""
    from chalicelib.classification import classify as classify_content

    state = JobState.model_validate(event)
    with stage(services, state, "classify", JobStatus.CLASSIFYING):
        data = services.objects.get(state.key)
        found = classify_content(data)
        document = _document(services, state)
        if found.format is not FORMAT_OF_MIME[document.file_type]:
            raise UploadMismatch(
                f"You announced a file of type {document.file_type}, but its content is {MIME_TYPES[found.format]}."
                " Please choose the right file, or its right type, and upload it again."
            )
        services.documents.note_content(document.id, hashlib.sha256(data).hexdigest(), _about(found))
        services.bus.publish(
            schemas.DocumentClassified(
                **_common(state), format=found.format, text_source=found.text_source, page_count=found.page_count
            )
        )
        return found.model_dump(mode="json")


def preprocess(services: Services, event: dict[str, Any]) -> dict[str, Any]:
    """The document's pages, upright and straight, kept in the bucket: their words and lines, and the pictures."""
    from chalicelib.preprocessing import encode_picture, prepare

    state = ClassifiedState.model_validate(event)
    with stage(services, state, "preprocess", JobStatus.PREPROCESSING):
        prepared = prepare(services.objects.get(state.key), state.classification)
        for number, picture in prepared.pictures.items():
            services.objects.put(_page_picture_key(state, number), encode_picture(picture), "image/png")
        _write_pages(services, state, prepared.pages)
        services.bus.publish(schemas.DocumentPreprocessed(**_common(state), page_count=len(prepared.pages)))
        return {"pageCount": len(prepared.pages)}


def read(services: Services, event: dict[str, Any]) -> dict[str, Any]:
    """The timetable on the pages, with its confidence, kept in the bucket; returned is how well it was read."""
    from chalicelib.extraction import extract
    from chalicelib.preprocessing import decode_picture
    from chalicelib.validation import validate as apply_rules

    state = JobState.model_validate(event)
    with stage(services, state, "ocr", JobStatus.OCR) as job:
        pages = _read_pages(services, state)
        raster = [page.number for page in pages if page.source is PageSource.RASTER]
        encoded = {number: services.objects.get(_page_picture_key(state, number)) for number in raster}
        tier, engine = ProcessingTier.TEXT_LAYER, "document text"
        step = Step(name=StepName.OCR, why="The file states its own words.", engine=engine)
        if encoded:
            # An engine is loaded where there is a picture to read, and only there.
            found, step = _read_words(services, state, job, encoded)
            tier, engine = found.tier, found.engine
            pages = [_with_words(page, found) for page in pages]
            _write_pages(services, state, pages)
        extracted = extract(pages, {number: decode_picture(picture) for number, picture in encoded.items()})
        services.objects.put(_key(state, EXTRACTION), extracted.model_dump_json().encode(), JSON)
        # How sure we are counts after the rules: what overlaps or cannot be kept is doubtful.
        reading = _reading(services, state, apply_rules(extracted), tier, engine)
        services.jobs.note_result(
            state.job_id,
            state.attempt,
            reading.confidence,
            tier,
            {"engine": reading.engine, "remarks": list(extracted.remarks)},
        )
        noted = step.model_copy(update={"confidence": reading.confidence})
        services.jobs.note_step(state.job_id, state.attempt, noted)
        confident = reading.confidence >= services.settings.accept_confidence
        told = schemas.OcrCompleted if confident else schemas.OcrLowConfidence
        services.bus.publish(
            told(
                **_common(state),
                confidence=reading.confidence,
                timeblock_count=reading.timeblock_count,
                tier=tier,
                engine=reading.engine,
            )
        )
        return reading.output()


def ask_model(services: Services, event: dict[str, Any]) -> dict[str, Any]:
    """What the language model makes of an unsure reading, reconciled with the page; how sure it is now."""
    from chalicelib.llm.prompt import question_of
    from chalicelib.llm.reconcile import reconcile
    from chalicelib.validation import validate as apply_rules

    state = ReadState.model_validate(event)
    with stage(services, state, "llm", JobStatus.LLM_PROCESSING):
        pages = _read_pages(services, state)
        advice = ask(services, state, question_of(pages, _pictures_for_model(services, state, pages)))
        if isinstance(advice, NotAsked):
            return _without_model(services, state, advice)
        draft = ExtractedTimetable.model_validate_json(services.objects.get(state.reading.result_key))
        result = reconcile(advice.timetable, draft, pages)
        services.objects.put(_key(state, LLM_RESULT), result.timetable.model_dump_json().encode(), JSON)
        reading = _advised_reading(state, apply_rules(result.timetable), result)
        _note_advice(services, state, reading, advice)
        return reading.output()


def validate(services: Services, event: dict[str, Any]) -> dict[str, Any]:
    """The timetable that will be saved: what was read, or what a reviewer made of it, after the rules."""
    from chalicelib.validation import validate as apply_rules

    state = ReviewedState.model_validate(event)
    with stage(services, state, "validate", JobStatus.VALIDATING):
        tier = state.reading.tier
        result = ExtractedTimetable.model_validate_json(services.objects.get(state.reading.result_key))
        if state.review is not None:
            tier = ProcessingTier.HITL
            result = _reviewed(services, state, result)
        valid = _keepable(apply_rules(result))
        services.objects.put(_key(state, VALIDATED), valid.model_dump_json().encode(), JSON)
        services.jobs.note_result(state.job_id, state.attempt, valid.confidence, tier, {"remarks": list(valid.remarks)})
        services.bus.publish(
            schemas.ValidationCompleted(
                **_common(state), confidence=valid.confidence, timeblock_count=len(valid.timeblocks)
            )
        )
        return {"confidence": valid.confidence, "tier": tier.value, "resultKey": _key(state, VALIDATED)}


def save(services: Services, event: dict[str, Any]) -> dict[str, Any]:
    """Store the timetable and complete the job, in one transaction: once per attempt, however often it is called."""
    state = JobState.model_validate(event)
    with stage(services, state, "save", None):
        result = ExtractedTimetable.model_validate_json(services.objects.get(_key(state, VALIDATED)))
        with services.database.transaction():
            job = services.jobs.lock(state.job_id)
            if job is None or job.retry_count != state.attempt:
                raise JobSuperseded
            if job.timetable_id is None:
                job = _store(services, state, job, result)
        return {"timetableId": str(job.timetable_id)}


def notify(services: Services, event: dict[str, Any]) -> dict[str, Any]:
    """Tell the teacher and the bus that the timetable is there."""
    state = JobState.model_validate(event)
    with stage(services, state, "notify", None) as job:
        if job.timetable_id is None or job.status is not JobStatus.COMPLETED:
            raise JobSuperseded
        announce(services, job)
        _count_completed(services, job)
        services.bus.publish(
            schemas.JobCompleted(
                **_common(state),
                timetable_id=job.timetable_id,
                confidence=job.confidence or 0.0,
                tier=job.processing_tier or ProcessingTier.LOCAL_OCR,
            )
        )
        return {"timetableId": str(job.timetable_id)}


def _count_completed(services: Services, job: Job) -> None:
    counted: dict[Metric, float] = {Metric.DOCUMENTS_PROCESSED: 1, Metric.CONFIDENCE: job.confidence or 0.0}
    if job.started_at and job.completed_at:
        took = (job.completed_at - job.started_at).total_seconds() * 1000
        counted[Metric.PROCESSING_MILLISECONDS] = round(took)
    tier = job.processing_tier.value if job.processing_tier else None
    metrics.record(services.settings.stage, counted, tier)


def _without_model(services: Services, state: ReadState, why: NotAsked) -> dict[str, Any]:
    """The reading as it was, for a person to look at. No failure: it happens by design."""
    services.jobs.note_step(state.job_id, state.attempt, Step(name=StepName.LLM, why=why.value))
    update = {"review_needed": True, "review_reason": f"{why.value} Please check the timetable."}
    return state.reading.model_copy(update=update).output()


def _advised_reading(state: ReadState, valid: ExtractedTimetable, result: Reconciled) -> Reading:
    """How well the document is read now. Below the review threshold the model's answer is only a draft."""
    drafted = state.reading.review_needed
    unsure = valid.confidence < state.reading.review_confidence or not _complete(valid)
    reason = None
    if result.needs_person and not drafted:
        count = len(result.timetable.timeblocks)
        reason = f"Two readings of this timetable differ in {result.different} of {count} entries. Please check it."
    return state.reading.model_copy(
        update={
            "confidence": valid.confidence,
            "timeblock_count": len(valid.timeblocks),
            "tier": ProcessingTier.LLM,
            "result_key": _key(state, LLM_RESULT),
            "review_needed": drafted or unsure or result.needs_person,
            "review_reason": reason,
        }
    )


def _note_advice(services: Services, state: ReadState, reading: Reading, advice: Advice) -> None:
    """Keep with the job, and tell the bus, what the model said and cost."""
    before = state.reading
    why = (
        f"The first reading was {before.confidence:.1f} % sure; from {before.accept_confidence:g} % on it would have"
        " been accepted."
        if before.confidence < before.accept_confidence
        else "The assistant was asked for."
    )
    spent = services.llm_spending.of_attempt(state.job_id, state.attempt)
    services.jobs.note_step(
        state.job_id,
        state.attempt,
        Step(
            name=StepName.LLM,
            why=f"{why} The same document had been answered before." if advice.cached else why,
            engine=advice.model,
            confidence=reading.confidence,
            calls=spent.calls,
            tokens=spent.usage.total,
            cost_usd=dollars(spent.micros),
        ),
    )
    services.bus.publish(
        schemas.LlmCompleted(
            **_common(state),
            confidence=reading.confidence,
            model=advice.model,
            input_tokens=advice.usage.input_tokens,
            output_tokens=advice.usage.output_tokens,
            cache_read_tokens=advice.usage.cache_read_tokens,
            cache_write_tokens=advice.usage.cache_write_tokens,
            cost_usd=dollars(advice.micros),
            cached=advice.cached,
        )
    )


def _pictures_for_model(services: Services, state: JobState, pages: Sequence[PreparedPage]) -> dict[int, Jpeg]:
    """JPEGs by page number; none of Word files."""
    from chalicelib.llm.pictures import pictures_for_model

    sources = {page.source for page in pages}
    scans = {
        page.number: services.objects.get(_page_picture_key(state, page.number))
        for page in pages
        if page.source is PageSource.RASTER
    }
    original = services.objects.get(state.key) if PageSource.TEXT_LAYER in sources else b""
    return pictures_for_model(pages, scans, original)


def _document(services: Services, state: JobState) -> Document:
    document = services.documents.get(state.document_id)
    if document is None:
        raise JobSuperseded("The document was deleted.")
    return document


def _about(found: Classification) -> dict[str, Any]:
    dimensions = {"width": found.width, "height": found.height} if found.width and found.height else None
    return {"page_count": found.page_count, "dimensions": dimensions}


def _common(state: JobState) -> dict[str, Any]:
    """What every event says of the job."""
    return schemas.about(state.document_id, state.job_id, state.user_id, state.attempt)


def _key(state: JobState, name: str) -> str:
    return processed_key(state.document_id, state.attempt, name)


def _page_picture_key(state: JobState, number: int) -> str:
    return _key(state, f"page-{number}.png")


def _write_pages(services: Services, state: JobState, pages: Sequence[PreparedPage]) -> None:
    services.objects.put(_key(state, PAGES), PAGE_LIST.dump_json(list(pages)), JSON)


def _read_pages(services: Services, state: JobState) -> list[PreparedPage]:
    return PAGE_LIST.validate_json(services.objects.get(_key(state, PAGES)))


def _complete(extracted: ExtractedTimetable) -> bool:
    """True where every timeblock has times that can be kept."""
    from chalicelib.validation import storable

    return all(storable(block) for block in extracted.timeblocks)


def _keepable(valid: ExtractedTimetable) -> ExtractedTimetable:
    """Without the timeblocks that no timetable can keep, each of which is named. ValidationFailed without any."""
    from chalicelib.validation import storable

    kept = tuple(block for block in valid.timeblocks if storable(block))
    if not kept:
        raise ValidationFailed
    lost = [
        f"{block.day} {block.name} was left out: its times are missing or impossible."
        for block in valid.timeblocks
        if not storable(block)
    ]
    return valid.model_copy(update={"timeblocks": kept, "remarks": (*valid.remarks, *lost)})


def _with_words(page: PreparedPage, found: DocumentWords) -> PreparedPage:
    read = found.pages.get(page.number)
    return page if read is None else page.model_copy(update={"words": read.words})


def _read_words(
    services: Services, state: JobState, job: Job, pictures: Mapping[int, bytes]
) -> tuple[DocumentWords, Step]:
    """The words on the pictures, and the step that this was. What it cost is kept, whatever comes of the reading."""
    reader, stage_name = WordReader(services, pictures), services.settings.stage
    # A repeated function finds in the cache what an earlier one paid for; that stays paid.
    step = next((step for step in steps_of(job.metadata) if step.name is StepName.OCR), Step(name=StepName.OCR, why=""))
    try:
        found = reader.read()
    finally:
        if reader.asked:
            cost = round(reader.asked * services.settings.vision_price_per_page, 6)
            step = step.model_copy(update={"calls": step.calls + reader.asked, "cost_usd": step.cost_usd + cost})
            services.jobs.note_step(state.job_id, state.attempt, step)
            tier = ProcessingTier.CLOUD_OCR.value
            metrics.record(stage_name, {Metric.OCR_COST_USD: cost}, tier)
    metrics.record(stage_name, {Metric.OCR_PAGES: len(pictures)}, found.tier.value)
    return found, step.model_copy(update={"why": found.why, "engine": found.engine})


def _reading(
    services: Services, state: JobState, extracted: ExtractedTimetable, tier: ProcessingTier, engine: str
) -> Reading:
    values = services.settings
    # What has no times cannot be saved: only a person can add them, however well the rest was read.
    confidence = (
        extracted.confidence if _complete(extracted) else min(extracted.confidence, values.review_confidence - 1)
    )
    return Reading(
        confidence=confidence,
        timeblock_count=len(extracted.timeblocks),
        tier=tier,
        engine=engine,
        result_key=_key(state, EXTRACTION),
        accept_confidence=values.accept_confidence,
        review_confidence=values.review_confidence,
        review_seconds=values.review_timeout_seconds,
        llm_enabled=values.llm_enabled,
        review_needed=confidence < values.review_confidence,
    )


def _reviewed(services: Services, state: ReviewedState, draft: ExtractedTimetable) -> ExtractedTimetable:
    """What the reviewer submitted, all of it certain."""
    task = services.reviews.of_job(state.job_id, state.attempt)
    if task is None or task.final_data is None:
        raise JobSuperseded("The review was not submitted.")
    blocks = tuple(Timeblock.model_validate(block) for block in task.final_data["timeblocks"])
    return draft.model_copy(update={"timeblocks": blocks, "confidence": 100.0})


def _store(services: Services, state: JobState, job: Job, result: ExtractedTimetable) -> Job:
    document = _document(services, state)
    said, about = document.metadata, result.metadata
    timetable_id = services.timetables.add(
        state.user_id,
        (said.get("name") or about.title or document.file_name.rsplit(".", 1)[0] or "Timetable")[:200],
        said.get("class_name") or about.class_name,
        about.term,
        about.year,
        result.timeblocks,
        {"documentId": str(document.id), "teacher": about.teacher, "school": about.school},
    )
    services.documents.link_timetable(document.id, timetable_id)
    completed = services.jobs.complete(job.id, state.attempt, timetable_id)
    if completed is None:
        raise JobSuperseded
    return completed
