"""What becomes of documents that are made unreadable step by step: accepted, to the model, to a person, refused.

    python -m benchmarks.degradation [--count K] [--seed N] [--docs DIR]

The same made timetables, as clean pictures, are blurred more and more, and given fewer and fewer pixels. The thresholds
are the workflow's; no language model is asked. Writes ``degradation.png`` into ``--docs`` and prints the table.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from benchmarks.made import effects
from benchmarks.made.__main__ import SEED_STEP
from benchmarks.made.document import Made, made_sheet, make, picture_of
from benchmarks.made.lot import sample_traits
from benchmarks.made.reconcile import reconcile
from benchmarks.made.traits import Output, Resolution, Traits
from benchmarks.ours import read_all
from benchmarks.scoring import Score, score
from chalicelib.domain.errors import ErrorCode
from chalicelib.domain.timetable import AUTO_ACCEPT_CONFIDENCE, REVIEW_CONFIDENCE

ROOT = Path(__file__).resolve().parent.parent

LOOKS = ("palette", "face", "time_style", "cell_content", "spans", "language")
"""What is drawn by lot; the layouts are ordinary, so that the pictures' quality is what is measured."""

LETTERS = 18.0
"""Size of ordinary letters in the clean pictures, pixels."""


class Outcome(StrEnum):
    """Where the workflow sends a document."""

    ACCEPTED = "accepted"
    MODEL = "to the model"
    REVIEW = "to a person"
    UNREADABLE = "a sharper one asked for"
    REFUSED = "refused"


@dataclass(frozen=True)
class Step:
    """One degree of unreadability."""

    label: str
    worsen: Callable[[effects.Picture], effects.Picture]


@dataclass(frozen=True)
class Read:
    """What was made of one document."""

    outcome: Outcome
    score: Score
    confidences: tuple[float, ...]


@dataclass(frozen=True)
class Figures:
    """All documents of one step."""

    step: Step
    reads: tuple[Read, ...]

    def share(self, outcome: Outcome) -> float:
        return sum(read.outcome is outcome for read in self.reads) / len(self.reads)

    @property
    def accepted_blocks(self) -> tuple[int, int]:
        """Timeblocks of accepted documents: how many, and how many of them are wrong."""
        accepted = [read.score for read in self.reads if read.outcome is Outcome.ACCEPTED]
        return sum(s.found for s in accepted), sum(s.right.count(False) for s in accepted)

    @property
    def missed_blocks(self) -> int:
        """Timeblocks that accepted documents show and that were not found."""
        accepted = [read.score for read in self.reads if read.outcome is Outcome.ACCEPTED]
        return sum(max(0, s.expected - s.hits - s.right.count(False)) for s in accepted)

    @property
    def f1(self) -> float:
        return sum(read.score.f1 for read in self.reads) / len(self.reads)


def _blurred(sigma: float) -> Step:
    return Step(f"{sigma:g}", lambda picture: effects.blur(picture, sigma))


def _reduced(letters: float) -> Step:
    def worsen(picture: effects.Picture) -> effects.Picture:
        return effects.rescale(picture, round(max(picture.shape[:2]) * letters / LETTERS))

    return Step(f"{letters:g}", worsen)


CLEAN = Step("clean", lambda picture: picture)
BLUR = ("blur, sigma in pixels", [_blurred(sigma) for sigma in (1, 1.5, 2, 2.5, 3)])
RESOLUTION = ("size of letters, pixels", [_reduced(letters) for letters in (13, 10, 8, 7, 6)])


def documents(seed: int, wanted: int) -> Iterator[tuple[Made, effects.Picture]]:
    """Made timetables of ordinary layout as clean, upright pictures of one resolution, with their answers."""
    for number in range(seed * SEED_STEP, seed * SEED_STEP + wanted):
        drawn = sample_traits(number)
        looks = {name: getattr(drawn, name) for name in LOOKS}
        traits = reconcile(replace(Traits(), output=Output.PNG, resolution=Resolution.MEDIUM, **looks))
        made = make(number, traits)
        yield made, picture_of(made_sheet(number, made.traits), made.traits, number)


def measure(made: Sequence[tuple[Made, effects.Picture]], steps: Sequence[Step], folder: Path) -> list[Figures]:
    """Every document at every step, read by our pipeline."""
    figures = []
    for step in steps:
        paths = []
        for document, picture in made:
            path = folder / document.name
            path.write_bytes(effects.png_bytes(step.worsen(picture)))
            paths.append(path)
        found = zip(made, read_all(paths), strict=True)
        figures.append(Figures(step, tuple(_read(document.labels, result) for (document, _), result in found)))
        print(_row(figures[-1]), flush=True)
    return figures


def _read(labels: dict[str, Any], result: dict[str, Any]) -> Read:
    blocks = result["timeblocks"]
    confidences = tuple(float(block["confidence"]) for block in blocks)
    return Read(_outcome(result), score(labels["timeblocks"], blocks), confidences)


def _outcome(result: dict[str, Any]) -> Outcome:
    """As the workflow's choice: what lacks times cannot be saved, so a person has to add them."""
    if result.get("error"):
        return Outcome.UNREADABLE if result["error"] == ErrorCode.OCR_FAILED else Outcome.REFUSED
    complete = all(block["start"] and block["end"] for block in result["timeblocks"])
    confidence = result["confidence"] if complete else min(result["confidence"], REVIEW_CONFIDENCE - 1)
    if confidence >= AUTO_ACCEPT_CONFIDENCE:
        return Outcome.ACCEPTED
    return Outcome.MODEL if confidence >= REVIEW_CONFIDENCE else Outcome.REVIEW


HEAD = (
    "| {} | accepted | to the model | to a person | a sharper one asked for | refused | mean F1 | accepted blocks"
    " | wrong | missed |\n"
    "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
)


def _row(figures: Figures) -> str:
    blocks, wrong = figures.accepted_blocks
    shares = " | ".join(f"{figures.share(outcome):.0%}" for outcome in Outcome)
    return f"| {figures.step.label} | {shares} | {figures.f1:.3f} | {blocks} | {wrong} | {figures.missed_blocks} |"


COLORS = {
    Outcome.ACCEPTED: "#2E7D32",
    Outcome.MODEL: "#F9A825",
    Outcome.REVIEW: "#EF6C00",
    Outcome.UNREADABLE: "#90A4AE",
    Outcome.REFUSED: "#424242",
}

BAR, GAP, HEIGHT, LEFT, TOP = 54, 14, 300, 60, 40


def draw(panels: Sequence[tuple[str, Sequence[Figures]]], path: Path) -> None:
    """Writes one panel a way of getting worse: a bar a step, its parts the shares of the outcomes."""
    wide = max(len(figures) for _, figures in panels) * (BAR + GAP) + LEFT + 20
    picture = Image.new("RGB", (wide * len(panels), HEIGHT + TOP + 90), "white")
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(14)
    for number, (title, figures) in enumerate(panels):
        left = number * wide + LEFT
        for tick in range(0, 101, 25):
            y = TOP + HEIGHT * (1 - tick / 100)
            pen.line((left, y, left + len(figures) * (BAR + GAP), y), fill="#DDDDDD")
            pen.text((left - 8, y), f"{tick} %", fill="black", font=font, anchor="rm")
        for place, step in enumerate(figures):
            x, y = left + place * (BAR + GAP) + GAP, float(TOP + HEIGHT)
            for outcome, color in COLORS.items():
                high = HEIGHT * step.share(outcome)
                pen.rectangle((x, y - high, x + BAR - GAP, y), fill=color)
                y -= high
            pen.text((x + (BAR - GAP) / 2, TOP + HEIGHT + 6), step.step.label, fill="black", font=font, anchor="ma")
        pen.text(
            (left + len(figures) * (BAR + GAP) / 2, TOP + HEIGHT + 26), title, fill="black", font=font, anchor="ma"
        )
    for place, (outcome, color) in enumerate(COLORS.items()):
        x, y = LEFT + place * 150, TOP + HEIGHT + 60
        pen.rectangle((x, y, x + 14, y + 14), fill=color)
        pen.text((x + 20, y + 7), outcome.value, fill="black", font=font, anchor="lm")
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, "PNG", optimize=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=8, help="documents (default 8)")
    parser.add_argument("--seed", type=int, default=501, help="seed of the made documents (default 501)")
    parser.add_argument("--docs", type=Path, default=ROOT / "docs")
    arguments = parser.parse_args()
    made = list(documents(arguments.seed, arguments.count))
    panels = []
    with tempfile.TemporaryDirectory() as folder:
        print(HEAD.format(f"letters of {LETTERS:g} pixels, sharp"))
        clean = measure(made, [CLEAN], Path(folder))
        for title, steps in (BLUR, RESOLUTION):
            print("\n" + HEAD.format(title))
            panels.append((title, [*clean, *measure(made, steps, Path(folder))]))
    draw(panels, arguments.docs / "degradation.png")


if __name__ == "__main__":
    main()
