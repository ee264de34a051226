"""multipart/form-data, parsed by the `multipart` library."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from chalicelib.domain.refusals import InvalidRequest


@dataclass(frozen=True)
class Part:
    """One part of a form."""

    name: str
    file_name: str | None
    content_type: str
    data: bytes


def parts(content_type: str, body: bytes) -> dict[str, Part]:
    """The form's parts by name. InvalidRequest where the body is no such form."""
    from multipart import MultipartError, MultipartParser, parse_options_header

    kind, options = parse_options_header(content_type)
    if kind != "multipart/form-data" or not options.get("boundary"):
        raise InvalidRequest("The form needs the content type multipart/form-data with a boundary.")
    try:
        parser = MultipartParser(
            BytesIO(body),
            options["boundary"],
            content_length=len(body),
            spool_limit=len(body) + 1,
            memory_limit=2 * len(body) + 1,
            strict=True,
        )
        return {
            part.name: Part(part.name, part.filename, part.content_type or "text/plain", part.raw) for part in parser
        }
    except MultipartError as error:
        raise InvalidRequest("The form cannot be read: it is cut off or malformed.") from error
