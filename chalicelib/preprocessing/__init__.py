"""Pages made ready for reading: upright, straight, clean; words, lines and tables where the format states them."""

from __future__ import annotations

from chalicelib.domain.documents import Classification, DocumentKind
from chalicelib.preprocessing.document import Picture, PreparedDocument, decode_picture, encode_picture


def prepare(data: bytes, classification: Classification) -> PreparedDocument:
    """The pages of ``data``. Raises CorruptDocument where it cannot be opened after all, or EncryptedDocument."""
    # Each format brings its own libraries; a Word file needs no OpenCV work, a picture no PDF library.
    if classification.kind is DocumentKind.DOCX:
        from chalicelib.preprocessing.word_files import prepare_docx

        return prepare_docx(data, classification.text_source)
    if classification.kind is DocumentKind.PDF:
        from chalicelib.preprocessing.pdf_files import prepare_pdf

        return prepare_pdf(data)
    from chalicelib.preprocessing.images import prepare_image

    return prepare_image(data)


__all__ = ["Picture", "PreparedDocument", "decode_picture", "encode_picture", "prepare"]
