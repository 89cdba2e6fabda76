"""Two pages side by side: what only pictures show is found, and noise, light, slant and paper are not told."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from sayso.model.sight import DRAWN, Box, Look, Match, Spot
from sayso.read import LIMITS
from sayso.read.look import look_at

SIZE = (1240, 1000)
POINTS = 72 / 150
FONT = ImageFont.load_default(26)
LINES = (
    "Harbour office, 14 March 2024",
    "",
    "The clerk counted 48 crates on the quay before noon and signed for forty",
    "of them in the presence of two porters. Nobody asked where the other eight",
    "had gone, though the gate was locked and the key hung behind the counter.",
    "The foreman was told on the same day and wrote nothing down.",
    "",
    "A copy of this note goes to the harbour master and to nobody else.",
)
Draw = Callable[[ImageDraw.ImageDraw], None]


def page(*drawn: Draw, shift: float = 0.0) -> Image.Image:
    picture = Image.new("RGB", SIZE, (250, 250, 248))
    draw = ImageDraw.Draw(picture)
    for place, line in enumerate(LINES):
        draw.text((110 + shift, 100 + place * 58), line, font=FONT, fill=(28, 28, 28))
    for each in drawn:
        each(draw)
    return picture


def words() -> list[Box]:
    """The boxes of the page's words, in points."""
    boxes = []
    for place, line in enumerate(LINES):
        x, y = 110.0, 100 + place * 58
        for word in line.split():
            wide = FONT.getlength(word)
            boxes.append(Box(x * POINTS, y * POINTS, (x + wide) * POINTS, (y + 30) * POINTS))
            x += wide + FONT.getlength(" ")
    return boxes


def signature(draw: ImageDraw.ImageDraw) -> None:
    points = [(760 + 9 * i, 800 + 38 * np.sin(0.9 * i) + 10 * np.cos(2.3 * i)) for i in range(30)]
    draw.line(points, fill=(30, 30, 90), width=4)


def other_signature(draw: ImageDraw.ImageDraw) -> None:
    points = [(770 + 8 * i, 810 + 30 * np.cos(0.5 * i) * np.sin(1.7 * i)) for i in range(32)]
    draw.line(points, fill=(30, 30, 90), width=4)


def stamp(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((150, 700, 470, 800), outline=(150, 30, 30), width=6)
    draw.text((185, 725), "RECEIVED", font=ImageFont.load_default(44), fill=(150, 30, 30))


def bar(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((105, 272, 620, 310), fill=(12, 12, 12))


def scanned(picture: Image.Image, seed: int = 1) -> Image.Image:
    """Askew, soft and noisy."""
    rng = np.random.default_rng(seed)
    turn = cv2.getRotationMatrix2D((SIZE[0] / 2, SIZE[1] / 2), 0.7, 1.0)
    pixels = cv2.warpAffine(np.asarray(picture), turn, SIZE, flags=cv2.INTER_CUBIC, borderValue=(244, 244, 244))
    soft = cv2.GaussianBlur(pixels.astype(np.float32), (0, 0), 0.9) + rng.normal(0, 7, pixels.shape)
    return Image.fromarray(np.clip(soft, 0, 255).astype(np.uint8))


def photographed(picture: Image.Image, seed: int = 2) -> Image.Image:
    """On a table, at a slant, under a shadow with an edge, bent, with a fold across it."""
    rng = np.random.default_rng(seed)
    sheet = np.asarray(picture)[:, :, ::-1].astype(np.float32)
    sheet[496:499] *= 0.8
    y, x = np.mgrid[0 : SIZE[1], 0 : SIZE[0]].astype(np.float32)
    sheet = cv2.remap(sheet, x, y + 5 * np.sin(x / SIZE[0] * np.pi), cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    size = (1700, 1400)
    end = np.array([(160, 150), (1540, 190), (1500, 1270), (130, 1230)], dtype=np.float32)
    start = np.array([(0, 0), (SIZE[0], 0), SIZE, (0, SIZE[1])], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(start, end)
    whole = cv2.warpPerspective(sheet, matrix, size, flags=cv2.INTER_CUBIC, borderValue=(70.0, 60.0, 55.0))
    light = np.linspace(1.0, 0.72, size[0], dtype=np.float32)[None, :] * np.ones((size[1], 1), np.float32)
    light[800:] *= 0.72
    light = cv2.GaussianBlur(light, (0, 0), 6)
    noisy = whole * light[..., None] + rng.normal(0, 5, whole.shape)
    return Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8)[:, :, ::-1])


def data(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", dpi=(150, 150))
    return out.getvalue()


def seen(one: Image.Image, other: Image.Image, **more: Any) -> Any:
    return look_at(data(one), data(other), ("a.png", "b.png"), Look(1, 1, compare=True, **more), LIMITS)


def by_words(moved: Callable[[float, float], tuple[float, float]] = lambda x, y: (x, y)) -> dict[str, Any]:
    """What a look knows of pages on which all words were read alike."""
    boxes = words()
    middles = [((b.x0 + b.x1) / 2, (b.y0 + b.y1) / 2) for b in boxes]
    return {"matches": tuple(Match(*m, *moved(*m)) for m in middles), "same_one": tuple(boxes)}


def kinds(sight: Any) -> list[str]:
    assert sight.compared
    return [region.kind for region in sight.regions]


@pytest.mark.parametrize("spoilt", [scanned, photographed])
def test_one_page_twice_shows_no_difference_whatever_the_light_the_noise_and_the_paper(
    spoilt: Callable[[Image.Image], Image.Image],
) -> None:
    whole = page(signature, stamp)
    assert kinds(seen(whole, spoilt(whole), same_one=tuple(words()))) == []
    assert kinds(seen(spoilt(whole), scanned(whole, 5))) == []


@pytest.mark.parametrize(
    ("one", "other", "kind", "place"),
    [
        ((), (stamp,), "only on the second", Box(150, 700, 470, 800)),
        ((signature,), (), "only on the first", Box(760, 750, 1020, 850)),
        ((signature,), (other_signature,), DRAWN, Box(760, 750, 1020, 850)),
        ((), (bar,), "blacked out on the second", Box(105, 272, 620, 310)),
        ((bar,), (), "blacked out on the first", Box(105, 272, 620, 310)),
    ],
)
@pytest.mark.parametrize("spoilt", [scanned, photographed])
def test_what_only_the_pictures_show_is_told_with_its_place(
    one: tuple[Draw, ...],
    other: tuple[Draw, ...],
    kind: str,
    place: Box,
    spoilt: Callable[[Image.Image], Image.Image],
) -> None:
    sight = seen(page(*one), spoilt(page(*other)), same_one=tuple(words()))
    assert kinds(sight) == [kind]
    found = sight.regions[0].one
    for side, wanted in zip(found, place, strict=True):
        assert abs(side - wanted * POINTS) < 12


def test_a_patch_over_a_stamp_is_a_mark_that_the_other_lacks() -> None:
    def patch(draw: ImageDraw.ImageDraw) -> None:
        draw.rectangle((140, 690, 480, 810), fill=(252, 252, 252))

    assert kinds(seen(page(stamp), scanned(page(stamp, patch)))) == ["only on the first"]


def test_words_that_were_read_alike_carry_the_pages_over_each_other() -> None:
    turned = scanned(page(stamp))
    assert kinds(seen(page(), turned, **by_words(_turned))) == ["only on the second"]


def _turned(x: float, y: float) -> tuple[float, float]:
    """Where ``scanned`` puts a point."""
    matrix = cv2.getRotationMatrix2D((SIZE[0] / 2, SIZE[1] / 2), 0.7, 1.0)
    moved = matrix @ np.array([x / POINTS, y / POINTS, 1.0])
    return float(moved[0] * POINTS), float(moved[1] * POINTS)


def test_another_print_of_the_same_words_is_not_compared_as_a_picture() -> None:
    other = Image.new("RGB", SIZE, "white")
    draw = ImageDraw.Draw(other)
    for place, line in enumerate(LINES):
        draw.text((90, 60 + place * 80), line, font=ImageFont.load_default(30), fill=(20, 20, 20))
    sight = seen(page(), other, **by_words(lambda x, y: (x * 1.1 - 10, y * 1.35)))
    assert (sight.compared, sight.regions) == (False, ())


def test_a_page_that_is_no_picture_is_not_looked_at() -> None:
    sight = look_at(b"plain words", data(page()), ("a.txt", "b.png"), Look(1, 1, compare=True, shots=True), LIMITS)
    assert (sight.one, sight.compared) == (None, False)
    assert sight.other.jpeg.startswith(b"\xff\xd8\xff")
    assert (sight.other.width, sight.other.height) == pytest.approx((SIZE[0] * POINTS, SIZE[1] * POINTS), abs=0.5)


def test_broken_files_and_missing_pages_are_not_looked_at() -> None:
    whole = data(page())
    for one, number in ((whole[:200], 1), (whole, 2), (b"", 1), (b"%PDF-1.4 nothing", 1)):
        sight = look_at(one, whole, ("a.png", "b.png"), Look(number, 1, (Spot(),), compare=True), LIMITS)
        assert (sight.compared, sight.regions) == (False, ())
        assert sight.again[0].one == ()
