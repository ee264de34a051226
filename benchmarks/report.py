"""The extraction benchmark's figures, and the page that shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.calibration import bins, expected_error
from benchmarks.made.traits import Traits
from benchmarks.scoring import f1

if TYPE_CHECKING:
    from benchmarks.extraction import Result, Run

ACCEPTED = 98.0
"""Confidence from which a block is accepted without anybody looking (product specification)."""

_MEASURES = (
    "F1 counts blocks whose day, start, end and name are right; *placed* leaves the name out; *names* is the share of "
    "matched names equal to the letter, *notes* the mean likeness of matched notes, *metadata* the share of the stated "
    "titles, classes, terms, years, teachers and schools that were read as printed. The peer is img2table (pictures), "
    "pdfplumber (text layers) and python-docx (Word) with the same OCR, the same day and time parsers and an ordinary "
    "header-row mapping."
)

_DULL_TRAITS = ("language",)
"""Traits with so many values that each has few documents; shown last."""


def kind_of(result: Result) -> str:
    """The sort of document, for the table of times."""
    suffix = result.case.path.suffix.lower().lstrip(".")
    text = result.ocr_seconds == 0.0
    return {"pdf": "PDF, text" if text else "PDF, scan", "docx": "Word, table" if text else "Word, picture"}.get(
        suffix, "picture"
    )


def figures(results: Sequence[Result]) -> dict[str, float]:
    """Counts and rates over some documents: micro F1, mean and lowest F1, placed, names, notes, refused."""
    hits = sum(r.score.hits for r in results)
    expected = sum(r.score.expected for r in results)
    found = sum(r.score.found for r in results)
    each = [r.score.f1 for r in results]
    return {
        "documents": len(results),
        "blocks": expected,
        "f1": f1(hits, expected, found),
        "mean_f1": sum(each) / len(each) if each else 0.0,
        "lowest_f1": min(each, default=0.0),
        "placed": f1(sum(r.score.placed for r in results), expected, found),
        "names": sum(r.score.exact_names for r in results) / hits if hits else 0.0,
        "notes": sum(r.score.notes for r in results) / hits if hits else 0.0,
        "nothing_found": sum(not r.score.found for r in results),
        "metadata": sum(r.metadata[0] for r in results) / max(1, sum(r.metadata[1] for r in results)),
    }


def accepted(results: Sequence[Result]) -> dict[str, float]:
    """Blocks at or above ``ACCEPTED``: how many of all found (coverage), and how many of them are right."""
    judged = _judged(results)
    sure = [right for confidence, right in judged if confidence >= ACCEPTED]
    whole = [r for r in results if r.confidence >= ACCEPTED]
    clean = [c >= ACCEPTED for c, right in _judged([r for r in results if _clean(r)]) if right]
    return {
        "blocks_coverage": len(sure) / len(judged) if judged else 0.0,
        "blocks_right": sum(sure) / len(sure) if sure else 0.0,
        "documents_accepted": len(whole) / len(results) if results else 0.0,
        "accepted_documents_f1": figures(whole)["mean_f1"],
        "accepted_wrong": sum(r.score.f1 < RIGHT for r in whole),
        "clean_coverage": sum(clean) / len(clean) if clean else 0.0,
        "calibration_error": expected_error(judged) / 100,
    }


RIGHT = 0.95
"""F1 below which a document that is accepted whole counts as wrong in more than 5 % of its blocks."""


def _clean(result: Result) -> bool:
    """Whether a made document is a PDF with text, a Word table or a sharp screenshot."""
    output, capture = result.case.traits.get("output"), result.case.traits.get("capture")
    return output in ("text_pdf", "docx") or (output == "png" and capture == "clean")


def _judged(results: Sequence[Result]) -> list[tuple[float, bool]]:
    return [j for r in results for j in zip(r.confidences, r.score.right, strict=True)]


def split(run: Run) -> dict[str, list[Result]]:
    """The results on real and on made documents, what is empty left out."""
    parts = {
        "corpus": [r for r in run.results if r.case.real],
        "made": [r for r in run.results if not r.case.real],
    }
    return {name: results for name, results in parts.items() if results}


def summary(ours: Run, peer: Run | str) -> dict[str, Any]:
    """All figures as plain data."""
    told: dict[str, Any] = {"ours": {n: figures(r) | accepted(r) for n, r in split(ours).items()}}
    told["ours"]["peak_mb"] = ours.peak_mb
    told["ours"]["seconds"] = {kind: median(r.seconds for r in rs) for kind, rs in _by_kind(ours.results).items()}
    told["per_document"] = {r.case.path.name: round(r.score.f1, 4) for r in ours.results}
    if isinstance(peer, str):
        told["peer"] = {"skipped": peer}
    else:
        told["peer"] = {n: figures(r) for n, r in split(peer).items()} | {"peak_mb": peer.peak_mb}
    return told


def _by_kind(results: Sequence[Result]) -> dict[str, list[Result]]:
    kinds: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        kinds[kind_of(result)].append(result)
    return dict(sorted(kinds.items()))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [
        "| " + " | ".join(head) + " |",
        "|" + "---|" * len(head),
        *("| " + " | ".join(row) + " |" for row in rows),
        "",
    ]


def _overall(ours: Run, peer: Run | str) -> list[str]:
    readers = [("ours", ours)] + ([("peer", peer)] if not isinstance(peer, str) else [])
    rows = []
    for reader, run in readers:
        for name, results in split(run).items():
            f = figures(results)
            rates = [f"{f[k]:.3f}" for k in ("f1", "mean_f1", "lowest_f1", "placed", "names", "notes")]
            counts = [str(int(f["documents"])), str(int(f["blocks"]))]
            told = f"{f['metadata']:.3f}" if reader == "ours" else ""
            rows.append([reader, name, *counts, *rates, told, str(int(f["nothing_found"]))])
    head = (
        "reader",
        "documents",
        "n",
        "blocks",
        "F1",
        "mean F1",
        "lowest",
        "placed",
        "names",
        "notes",
        "metadata",
        "nothing found",
    )
    return _table(head, rows)


def _real_documents(ours: Run, peer: Run | str) -> list[str]:
    theirs = {} if isinstance(peer, str) else {r.case.path.name: r for r in peer.results}
    rows = []
    for r in ours.results:
        if r.case.real:
            other = theirs.get(r.case.path.name)
            rows.append(
                [
                    r.case.path.name,
                    f"{r.score.f1:.3f}",
                    f"{other.score.f1:.3f}" if other else "",
                    f"{r.confidence:.0f}",
                    f"{r.seconds:.2f}",
                    f"{r.ocr_seconds:.2f}",
                    r.error,
                ]
            )
    return _table(("document", "F1", "peer", "confidence", "s", "of them OCR", ""), rows) if rows else []


def _per_trait(ours: Run, peer: Run | str) -> list[str]:
    made = [r for r in ours.results if not r.case.real]
    theirs = {} if isinstance(peer, str) else {r.case.path.name: r for r in peer.results}
    names = sorted(made[0].case.traits, key=lambda t: (t in _DULL_TRAITS, 0)) if made else []
    rows = []
    for trait in names:
        values: dict[str, list[Result]] = defaultdict(list)
        for r in made:
            values[r.case.traits[trait]].append(r)
        for value, results in sorted(values.items(), key=lambda v: figures(v[1])["mean_f1"]):
            other = [theirs[r.case.path.name] for r in results if r.case.path.name in theirs]
            mean = f"{figures(other)['mean_f1']:.3f}" if other else ""
            rows.append([trait, value, str(len(results)), f"{figures(results)['mean_f1']:.3f}", mean])
    return _table(("trait", "value", "n", "mean F1", "peer"), rows) if rows else []


def _speed(ours: Run, peer: Run | str) -> list[str]:
    theirs = {} if isinstance(peer, str) else {r.case.path.name: r for r in peer.results}
    rows = []
    for kind, results in _by_kind(ours.results).items():
        ocr = median(r.ocr_seconds for r in results)
        whole = median(r.seconds for r in results)
        ratio = median(r.seconds / r.ocr_seconds for r in results) if ocr else 0.0
        other = [theirs[r.case.path.name].seconds for r in results if r.case.path.name in theirs]
        rows.append(
            [
                kind,
                str(len(results)),
                f"{whole:.2f}",
                f"{ocr:.2f}",
                f"{ratio:.2f}" if ocr else "",
                f"{median(other):.2f}" if other else "",
            ]
        )
    return _table(("kind", "n", "median s", "of them OCR", "ratio to OCR", "peer s"), rows)


def _calibration(ours: Run) -> list[str]:
    lines = []
    for name, results in split(ours).items():
        a = accepted(results)
        lines += [
            f"{name}: {a['blocks_coverage']:.1%} of the found blocks are said to be at least {ACCEPTED:.0f} % sure; "
            f"{a['blocks_right']:.1%} of those are right. {a['documents_accepted']:.1%} of the documents are accepted "
            f"whole, their mean F1 is {a['accepted_documents_f1']:.3f}; wrong in more than 5 % are "
            f"{a['accepted_wrong']:.0f} of them. Of the right blocks of clean documents {a['clean_coverage']:.1%} are "
            f"said to be so sure. Expected calibration error {a['calibration_error']:.1%}.",
            "",
        ]
    rows = [
        [f"{b.low:.0f} to {b.high:.0f}", str(b.count), f"{b.said:.1f}", f"{b.right:.1f}"]
        for b in bins(_judged(ours.results))
    ]
    return [*lines, *_table(("confidence", "blocks", "said, %", "right, %"), rows)]


def _hardest(ours: Run) -> list[str]:
    """The made documents read worst: ``python -m benchmarks.made`` draws them again."""
    made = sorted((r for r in ours.results if not r.case.real), key=lambda r: r.score.f1)[:10]
    usual = Traits().named()
    rows = []
    for r in made:
        unusual = [f"{k} {v}" for k, v in r.case.traits.items() if v != usual[k] and k not in ("heading", "output")]
        rows.append([r.case.path.name, f"{r.score.f1:.3f}", f"{r.confidence:.0f}", ", ".join(unusual)])
    return ["## Hardest", "", *_table(("document", "F1", "confidence", "traits"), rows)] if rows else []


def _peer_read(ours: Run, peer: Run) -> list[str]:
    """Says which documents both have read, and what ours gives on these."""
    names = {r.case.path.name for r in peer.results}
    shared = [r for r in ours.results if r.case.path.name in names and not r.case.real]
    if len(peer.results) == len(ours.results) or not shared:
        return []
    mean = figures(shared)["mean_f1"]
    return [
        f"The peer read the first {len(shared)} of the made documents; on these ours has a mean F1 of {mean:.3f}.",
        "",
    ]


def _failures(ours: Run) -> list[str]:
    rows = [[r.case.path.name, r.error] for r in ours.results if r.error]
    return ["## Refused or failed", "", *_table(("document", "why"), rows)] if rows else []


def render(ours: Run, peer: Run | str, *, seed: int, corpus_present: bool) -> str:
    """The benchmark's page in Markdown."""
    made = sum(not r.case.real for r in ours.results)
    about = f"{made} made documents (seed {seed})"
    lines = [
        "# Extraction benchmark",
        "",
        f"`python -m benchmarks.extraction --seed {seed} --count {made}`: "
        + (f"the labelled corpus and {about}." if corpus_present else f"{about}; the corpus was not present."),
        "",
        _MEASURES,
        "",
        *([f"The peer was skipped: {peer}", ""] if isinstance(peer, str) else _peer_read(ours, peer)),
        "## Overall",
        "",
        *_overall(ours, peer),
        "## Confidence",
        "",
        "![reliability diagram](extraction-reliability.png)",
        "",
        *_calibration(ours),
        "## Speed and memory",
        "",
        f"Peak memory: ours {ours.peak_mb:.0f} MB"
        + ("." if isinstance(peer, str) else f", peer {peer.peak_mb:.0f} MB."),
        "",
        "Wall clock, whatever else the machine did; the ratio to the OCR engine's own time is the steadier figure.",
        "",
        *_speed(ours, peer),
        *(["## Corpus", "", *_real_documents(ours, peer)] if corpus_present else []),
        "## Traits of the made documents",
        "",
        *_per_trait(ours, peer),
        *_hardest(ours),
        *_failures(ours),
    ]
    return "\n".join(lines).rstrip() + "\n"
