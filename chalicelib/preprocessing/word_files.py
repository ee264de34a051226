"""Word files: their tables with the merges they state, and the text around them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from chalicelib.domain.documents import TextSource
from chalicelib.domain.errors import CorruptDocument
from chalicelib.domain.page import PageSource, PreparedPage, Print, StatedTable, TableCell
from chalicelib.preprocessing.document import PreparedDocument
from chalicelib.preprocessing.settings import MOST_PAGES, MOST_TABLE_CELLS, MOST_TYPED_WORDS, SMALLEST_PICTURE
from chalicelib.preprocessing.typewriter import TAB, TABLE_MARK, typed
from chalicelib.preprocessing.word_fonts import WordFonts

MOST_SPAN = 200
"""Columns a stated cell may span; a hostile file can claim millions."""


def prepare_docx(data: bytes, source: TextSource) -> PreparedDocument:
    """One page with the file's tables and paragraphs, or raster pages where its ``source`` is what it has as pictures.

    Raises CorruptDocument where python-docx cannot open it.
    """
    try:
        document = docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile, SyntaxError) as error:
        raise CorruptDocument from error
    if source is TextSource.RASTER and (pictures := _pictures(document)):
        # Only a Word file whose timetable is a picture needs OpenCV.
        from chalicelib.preprocessing.images import decode_upright, prepare_pictures

        return prepare_pictures([decode_upright(picture) for picture in pictures[:MOST_PAGES]])
    tables, paragraphs = _content(document)
    if not tables:
        return _without_tables(paragraphs)
    page = PreparedPage(
        number=1,
        width=max((c.column + c.column_span for t in tables for c in t.cells), default=1),
        height=max((c.row + c.row_span for t in tables for c in t.cells), default=1),
        source=PageSource.WORD_PROCESSOR,
        tables=tuple(tables),
        # The mark of a table is white space, too.
        paragraphs=tuple(_spaced(text) or text for text in paragraphs),
    )
    return PreparedDocument((page,))


def _spaced(text: str) -> str:
    """A paragraph's text with single blanks, and ``TAB`` where a tab or more of them set something apart."""
    return TAB.join(" ".join(part.split()) for part in re.split(r"\t|\s{3,}", text) if part.strip())


def _without_tables(paragraphs: list[str]) -> PreparedDocument:
    """A page whose paragraphs stand as words where they would be typed."""
    words = typed(paragraphs, MOST_TYPED_WORDS)
    page = PreparedPage(
        number=1,
        width=max((w.box.right for w in words), default=1),
        height=max((w.box.bottom for w in words), default=1),
        source=PageSource.WORD_PROCESSOR,
        words=words,
    )
    return PreparedDocument((page,))


def _content(document: Document) -> tuple[list[StatedTable], list[str]]:
    """Tables, and paragraphs with a mark where each table stands (``TABLE_MARK``), in reading order."""
    tables: list[StatedTable] = []
    paragraphs: list[str] = []
    fonts = WordFonts(document)
    for element in document.element.body.iter(qn("w:p"), qn("w:tbl")):
        if _part_of_table(element):
            continue
        if element.tag == qn("w:tbl"):
            if heading := _framing_text(element):
                paragraphs.append(heading)
            if _frames_cards(element):
                continue
            tables.append(StatedTable(cells=tuple(_cells(element, fonts))))
            paragraphs.append(TABLE_MARK)
        else:
            text = _paragraph_text(element)
            if text.strip():
                paragraphs.append(text)
    return tables, paragraphs


MOST_GROUPS = 4
"""Rows and columns of a table within a cell that lists parallel groups; a larger one is a table of its own, framed."""


def _part_of_table(element: Any) -> bool:
    """Whether ``element`` is read with a table around it: text of its cells, or groups within one of them."""
    return _groups(element) if element.tag == qn("w:tbl") else _nested(element)


def _groups(table: Any) -> bool:
    """Whether a table stands in another one's cell and is small."""
    rows = table.findall(qn("w:tr"))
    small = len(rows) <= MOST_GROUPS and all(len(row.findall(qn("w:tc"))) <= MOST_GROUPS for row in rows)
    return small and _nested(table) and not _is_card(table)


def _is_card(table: Any) -> bool:
    """Whether a table lists what happens when, a time in each row, in a cell that is headed: it is a day's card among
    others, and no lesson of parallel groups."""
    rows = ("\n".join(_cell_text(c) for c in _row_cells(row)) for row in table.iterchildren(qn("w:tr")))
    return all(_TIME.search(row) for row in rows) and bool(_framing_text(table))


def _frames_cards(table: Any) -> bool:
    """Whether each cell of a table that says anything frames a card: then it only places them on the page."""
    cells = [c for row in table.iterchildren(qn("w:tr")) for c in _row_cells(row) if next(c.itertext(), "")]
    inner = [list(cell.iterchildren(qn("w:tbl"))) for cell in cells]
    return bool(inner) and all(tables and all(_is_card(t) for t in tables) for tables in inner)


_TIME = re.compile(r"\b\d{1,2}\s?[:.h]\s?[0-5]\d\b")
"""A time of day as most write it; what it says is for the extraction to find out."""


def _framing_text(table: Any) -> str:
    """What heads a table in another one's cell: the text of the cell, or that of its column's first; "" for others."""
    cell = next(table.iterancestors(qn("w:tc")), None)
    if cell is None:
        return ""
    row = next(cell.iterancestors(qn("w:tr")))
    first = next(row.getparent().iterchildren(qn("w:tr")))
    above = list(_row_cells(first))[list(_row_cells(row)).index(cell) :][:1]
    return next((text for text in (_cell_text(c) for c in [cell, *above]) if text.strip()), "")


def _nested(element: Any) -> bool:
    return next(element.iterancestors(qn("w:tbl")), None) is not None


def _cells(table: Any, fonts: WordFonts) -> Iterator[TableCell]:
    """Cells with row and column spans resolved; vertical merges continue the cell above."""
    open_cells: dict[int, list[dict[str, Any]]] = {}
    done: list[dict[str, Any]] = []
    for row_number, row in enumerate(table.iterchildren(qn("w:tr"))):
        column = _grid_before(row)
        for cell in _row_cells(row):
            span = _span(cell)
            merge = cell.find(f"./{qn('w:tcPr')}/{qn('w:vMerge')}")
            continues = merge is not None and merge.get(qn("w:val"), "continue") != "restart"
            if continues and column in open_cells:
                for entry in open_cells[column]:
                    entry["rows"] = row_number - entry["row"] + 1
            else:
                place = {"row": row_number, "column": column, "rows": 1, "columns": span, "color": _color(cell)}
                own = (_cell_text(cell), _cell_prints(cell, fonts))
                groups = list(_group_texts(cell, fonts))
                # Parallel groups are cells in one place; the cell around them counts where it says something itself.
                texts = [own, *groups] if own[0] or not groups else groups
                open_cells[column] = [{**place, "text": text, "prints": prints} for text, prints in texts]
                done.extend(open_cells[column])
            column += span
            if len(done) >= MOST_TABLE_CELLS:
                break
        if len(done) >= MOST_TABLE_CELLS:
            break
    for e in done:
        yield TableCell(
            row=e["row"], column=e["column"], row_span=e["rows"],
            column_span=e["columns"], text=e["text"], prints=e["prints"], color=e["color"],
        )  # fmt: skip


def _row_cells(row: Any) -> Iterator[Any]:
    """The row's cells, those inside content controls too."""
    for child in row.iterchildren():
        if child.tag == qn("w:tc"):
            yield child
        elif child.tag == qn("w:sdt"):
            yield from child.iter(qn("w:tc"))


def _grid_before(row: Any) -> int:
    skipped = row.find(f"./{qn('w:trPr')}/{qn('w:gridBefore')}")
    return _number(skipped) if skipped is not None else 0


def _span(cell: Any) -> int:
    span = cell.find(f"./{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return max(1, _number(span)) if span is not None else 1


def _number(element: Any) -> int:
    value = str(element.get(qn("w:val"), "0"))
    return min(int(value), MOST_SPAN) if value.isdecimal() else 0


def _color(cell: Any) -> str | None:
    shade = cell.find(f"./{qn('w:tcPr')}/{qn('w:shd')}")
    fill = (shade.get(qn("w:fill")) or "") if shade is not None else ""
    hexadecimal = len(fill) == 6 and all(c in "0123456789abcdefABCDEF" for c in fill)
    return f"#{fill.upper()}" if hexadecimal and fill.upper() != "FFFFFF" else None


def _cell_text(cell: Any) -> str:
    texts = (_paragraph_text(p).replace("\t", " ").strip() for p in _own_paragraphs(cell))
    return "\n".join(text for text in texts if text)


def _own_paragraphs(cell: Any) -> Iterator[Any]:
    """The paragraphs of a cell, without those of tables within it."""
    return (p for p in cell.iter(qn("w:p")) if next(p.iterancestors(qn("w:tc"))) is cell)


def _cell_prints(cell: Any, fonts: WordFonts) -> tuple[Print, ...]:
    """How each word of a cell's text is printed: as its first letter."""
    prints: list[Print] = []
    for paragraph in _own_paragraphs(cell):
        within = False
        for node, text in _pieces(paragraph):
            if not text:
                continue
            begun = len(text.split()) - (within and not text[0].isspace())
            if begun:
                prints += [fonts.of(node.getparent(), paragraph)] * begun
            within = not text[-1].isspace()
    return tuple(prints)


def _group_texts(cell: Any, fonts: WordFonts) -> Iterator[tuple[str, tuple[Print, ...]]]:
    """What each parallel group says that a small table within ``cell`` lists, and how that is printed: a row each, or
    the columns of one row."""
    for table in cell.iterchildren(qn("w:tbl")):
        if not _groups(table):
            continue
        rows = [list(_row_cells(row)) for row in table.iterchildren(qn("w:tr"))]
        for group in [[inner] for inner in rows[0]] if len(rows) == 1 else rows:
            if text := "\n".join(filter(None, map(_cell_text, group))):
                yield text, tuple(p for inner in group for p in _cell_prints(inner, fonts))


def _paragraph_text(paragraph: Any) -> str:
    """A paragraph's text with its tabs; text boxes inside are read on their own (``iter`` finds their paragraphs)."""
    return "".join(text for _, text in _pieces(paragraph)).rstrip()


def _pieces(paragraph: Any) -> Iterator[tuple[Any, str]]:
    """The nodes of a paragraph that are text, tabs or line ends, each with what it stands for; its properties name the
    places of tabs by elements of the same name."""
    for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br")):
        if next(node.iterancestors(qn("w:p"))) is paragraph and node.getparent().tag != qn("w:tabs"):
            yield node, node.text or "" if node.tag == qn("w:t") else ("\n" if node.tag == qn("w:br") else "\t")


def _pictures(document: Document) -> list[bytes]:
    """The file's pictures that are large enough to be a page, in the order of their parts."""
    parts = [
        relation.target_part
        for relation in document.part.rels.values()
        if not relation.is_external and relation.reltype.endswith("/image")
    ]
    return [
        part.blob for part in parts if part.partname.ext in ("png", "jpg", "jpeg") and len(part.blob) > SMALLEST_PICTURE
    ]
