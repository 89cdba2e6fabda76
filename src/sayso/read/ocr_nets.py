"""The two networks of character recognition: where lines of writing stand in a picture, and what each of them says.

The weights come inside the wheel of rapidocr (PP-OCRv6, Apache License 2.0); they are loaded from there into sessions
of our own, so that no code that could fetch anything is ever reached. One thread, one line at a time: what a line is
read as depends on its own ink alone.
"""

from __future__ import annotations

import logging
import unicodedata
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, NamedTuple, cast

import cv2
import numpy as np
import numpy.typing as npt
import onnxruntime

Pixels = npt.NDArray[np.uint8]
"""A picture: height x width x 3, in the order blue, green, red."""
Quad = npt.NDArray[np.float32]
"""Four corners (4 x 2) in pixels: top left, top right, bottom right, bottom left."""

DETECTOR, RECOGNISER = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"
BLANK = 0
FINDING_SIDE = 1280
"""Lines are looked for in a picture no longer than this: a page of usual print has 12 pixels a line then."""
FINE_SIDE = 2560
"""Where the lines found are lower than ``FINE_HEIGHT`` pixels, they are looked for again at this size."""
FINE_HEIGHT = 13.0
FEW_WIDE = 0.3
"""A line with a smaller share of ideographs and full-width signs than this has none."""
MAX_LINE_RATIO = 60.0
"""Width to height of a line; what is longer is a rule or a border, and would cost memory."""


class Letters(NamedTuple):
    """What a line was read as: each word with where it starts and ends (0 to 1 of the line) and how sure it is."""

    words: tuple[tuple[str, float, float, float], ...]
    score: float
    """Mean probability of the letters, 0 to 1."""


class Nets:
    """Both networks, loaded: about 1.5 CPU-seconds and 250 MB, once a process."""

    def __init__(self) -> None:
        cv2.setNumThreads(1)
        settings = _settings()
        self._detect = _detector(settings)
        self._session = _session(RECOGNISER)
        self._input = self._session.get_inputs()[0].name
        letters = self._session.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._letters = ["", *letters, " "]
        self._wide = np.array([_is_wide(letter) for letter in self._letters])

    def find(self, picture: Pixels) -> list[Quad]:
        """The lines of writing in a picture, in no order that counts; about a second a page."""
        found = self._found(picture, FINDING_SIDE)
        if found and max(picture.shape[:2]) > FINDING_SIDE and _is_fine(found, picture):
            return self._found(picture, FINE_SIDE)
        return found

    def read(self, line: Pixels) -> Letters:
        """What one upright line says; about 0.08 CPU-seconds."""
        height, width = line.shape[:2]
        wide = max(int(np.ceil(48 * width / max(height, 1))), 8)
        shrunk = cv2.resize(line, (wide, 48), interpolation=cv2.INTER_AREA if height > 72 else cv2.INTER_LINEAR)
        padded = np.zeros((1, 3, 48, max(wide, 320)), dtype=np.float32)
        padded[0, :, :, :wide] = shrunk.astype(np.float32).transpose(2, 0, 1) / 127.5 - 1.0
        columns = self._session.run(None, {self._input: padded})[0][0]
        return self._decoded(columns, wide / padded.shape[3])

    def _found(self, picture: Pixels, side: int) -> list[Quad]:
        height, width = picture.shape[:2]
        scale = min(1.0, side / max(height, width))
        small = picture
        if scale < 1.0:
            size = max(int(width * scale), 32), max(int(height * scale), 32)
            small = cast("Pixels", cv2.resize(picture, size, interpolation=cv2.INTER_AREA))
        boxes = self._detect(small).boxes
        if boxes is None:
            return []
        back = np.array([width / small.shape[1], height / small.shape[0]], dtype=np.float32)
        return [quad.astype(np.float32) * back for quad in boxes]

    def _decoded(self, columns: npt.NDArray[np.float32], share: float) -> Letters:
        """Words and scores of the network's columns (columns x letters); ``share`` of the columns hold the line."""
        best = columns.argmax(axis=1)
        if 0 < np.count_nonzero(self._wide[best]) < FEW_WIDE * np.count_nonzero(best != BLANK):
            # A stray sign of an Eastern script in a Western line is a Western sign read badly.
            best = np.where(self._wide, 0.0, columns).argmax(axis=1)
        starts = np.flatnonzero((best != BLANK) & np.concatenate(([True], best[1:] != best[:-1])))
        sure = columns[starts, best[starts]]
        step = 1.0 / max(len(best) * share, 1.0)
        places = [(self._letters[best[at]], float(at * step), float(p)) for at, p in zip(starts, sure, strict=True)]
        return Letters(tuple(_words(places)), float(sure.mean()) if len(sure) else 0.0)


@lru_cache(maxsize=1)
def nets() -> Nets:
    """The networks of this process."""
    return Nets()


def cut(picture: Pixels, quad: Quad) -> Pixels:
    """The pixels inside ``quad``, laid straight."""
    width = max(_length(quad[0], quad[1]), _length(quad[3], quad[2]), 1)
    height = max(_length(quad[0], quad[3]), _length(quad[1], quad[2]), 1)
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), target)
    straight = cv2.warpPerspective(
        picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return cast("Pixels", straight)


def size_of(quad: Quad) -> tuple[float, float]:
    """Width and height of a line in pixels."""
    width = max(np.linalg.norm(quad[0] - quad[1]), np.linalg.norm(quad[3] - quad[2]))
    height = max(np.linalg.norm(quad[0] - quad[3]), np.linalg.norm(quad[1] - quad[2]))
    return float(width), float(height)


def _is_wide(letter: str) -> bool:
    return len(letter) == 1 and unicodedata.east_asian_width(letter) in {"W", "F"}


def _length(one: npt.NDArray[np.float32], other: npt.NDArray[np.float32]) -> int:
    return int(np.linalg.norm(one - other))


def _is_fine(found: list[Quad], picture: Pixels) -> bool:
    """Whether the usual line is so low at the size at which it was looked for that others may have been missed."""
    scale = FINDING_SIDE / max(picture.shape[:2])
    usual = float(np.median([min(size_of(quad)) for quad in found]))
    return bool(usual * scale < FINE_HEIGHT)


def _words(places: list[tuple[str, float, float]]) -> list[tuple[str, float, float, float]]:
    """Letters (each with its place and how sure) to words; a space ends a word, and belongs to none."""
    words: list[tuple[str, float, float, float]] = []
    pitch = _pitch(places)
    run: list[tuple[str, float, float]] = []
    for letter in [*places, (" ", 1.0, 1.0)]:
        if not letter[0].isspace():
            run.append(letter)
        elif run:
            text = "".join(each[0] for each in run)
            sure = sum(each[2] for each in run) / len(run)
            words.append((text, max(run[0][1] - pitch / 2, 0.0), min(run[-1][1] + pitch, 1.0), sure))
            run = []
    return words


def _pitch(places: list[tuple[str, float, float]]) -> float:
    """The usual step from letter to letter, as a share of the line."""
    steps = [b[1] - a[1] for a, b in pairwise(places)]
    return float(np.median(steps)) if steps else 0.1


def _settings() -> Any:
    from rapidocr.main import DEFAULT_CFG_PATH  # noqa: PLC0415 - two seconds that a child without pictures saves
    from rapidocr.utils.parse_parameters import ParseParams  # noqa: PLC0415

    return ParseParams.load(DEFAULT_CFG_PATH)


def _detector(settings: Any) -> Any:
    from rapidocr.ch_ppocr_det import TextDetector  # noqa: PLC0415

    class Given(dict[str, Any]):
        __getattr__ = dict.get

    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    # A session that is given keeps the library from looking for, or fetching, one.
    return TextDetector(Given(settings.Det, session=_session(DETECTOR)))


def _session(name: str) -> onnxruntime.InferenceSession:
    # Some releases report their use over the network unless told not to; nothing leaves this machine.
    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    # Without the arena memory goes back after each page: pages differ in size, and the child has a limit.
    options.enable_cpu_mem_arena = False
    graph = files("rapidocr").joinpath("models", name).read_bytes()
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
