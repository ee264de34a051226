"""How much a PDF page draws, counted while its instructions are followed: they are what takes the time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import stream_value
from pdfminer.utils import MATRIX_IDENTITY
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent
from pdfplumber.utils.exceptions import PdfminerException

from chalicelib.preprocessing.settings import MOST_PAGE_CHARACTERS, MOST_PAGE_CONTENT, MOST_PAGE_PIECES


class _TooMuch(Exception):
    """Ends the counting."""


class _Counter(PDFPageAggregatorWithMarkedContent):
    """Collects what pdfplumber makes its objects of, and counts."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
        self._characters = MOST_PAGE_CHARACTERS
        self._pieces = MOST_PAGE_PIECES
        self._content = MOST_PAGE_CONTENT

    def count(self, characters: int = 0, pieces: int = 0, content: int = 0) -> None:
        self._characters -= characters
        self._pieces -= pieces
        self._content -= content
        if min(self._characters, self._pieces, self._content) < 0:
            raise _TooMuch

    def render_string(self, textstate: Any, seq: Iterable[Any], ncs: Any, graphicstate: Any) -> None:
        self.count(characters=sum(len(part) for part in seq if isinstance(part, bytes)))
        super().render_string(textstate, seq, ncs, graphicstate)

    def paint_path(self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        self.count(pieces=1 + len(path))
        super().paint_path(graphicstate, stroke, fill, evenodd, path)

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        self.count(pieces=1)
        super().begin_figure(name, bbox, matrix)

    def render_image(self, name: str, stream: Any) -> None:
        self.count(pieces=1)
        super().render_image(name, stream)


class _Interpreter(PDFPageInterpreter):
    """Also tells the counter of what reaches no device: the instructions, and states put aside (slow copies)."""

    device: _Counter

    def render_contents(
        self, resources: dict[object, object], streams: Sequence[object], ctm: Any = MATRIX_IDENTITY
    ) -> None:
        # Called for the page, and for a drawing within it each time it is drawn.
        self.device.count(content=sum(len(stream_value(stream).get_data()) for stream in streams))
        super().render_contents(resources, streams, ctm)

    def do_q(self) -> None:
        self.device.count(pieces=1)
        super().do_q()


def draws_too_much(page: Page) -> bool:
    """Whether ``page`` has more characters, lines or instructions than a page that somebody reads; if not, the page is
    laid out for what is asked of it next.

    Raises PdfminerException where its instructions are broken, as pdfplumber does.
    """
    counter = _Counter(page)
    try:
        _Interpreter(page.pdf.rsrcmgr, counter).process_page(page.page_obj)
    except _TooMuch:
        return True
    except Exception as error:
        # pdfminer meets broken instructions with errors of every kind; pdfplumber names them all so.
        raise PdfminerException(error) from error
    # Where pdfplumber keeps it: following the instructions a second time would take as long again.
    page._layout = counter.get_result()
    return False
