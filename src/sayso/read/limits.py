"""Every limit on reading one file, with its reason. Nothing else in this room counts on a number of its own."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one file may cost; beyond it, the file fails with a reason and the pile goes on."""

    max_file_bytes: int = 512 * MIB
    """A file is held in memory once; beyond this it is for a person to split."""
    max_text_bytes: int = 48 * MIB
    """Reading text in UTF-8: under the 64 MB that one cell of the store may hold, with room for its spans."""
    max_answer_bytes: int = 192 * MIB
    """One whole answer: the text and 25 bytes for each word box."""
    max_pages: int = 5_000
    """A damaged page tree can claim millions; the longest report of an inquiry has fewer than this."""
    max_words: int = 4_000_000
    """Word boxes of one document, 100 MB packed."""
    max_members: int = 20_000
    """Files taken out of one holder."""
    max_member_bytes: int = 512 * MIB
    """One member, unpacked: it is read as a file in its turn."""
    max_unpacked_bytes: int = 4096 * MIB
    """All members of one holder together."""
    max_ratio: int = 200
    """Unpacked to packed size, beyond ``free_unpacked_bytes``: text shrinks twentyfold, bombs a thousandfold."""
    free_unpacked_bytes: int = 32 * MIB
    """Unpacked size that is never held against a ratio."""
    max_parts: int = 5_000
    """Messages or articles told apart in one document."""
    max_xml_bytes: int = 128 * MIB
    """One XML file inside an office document, unpacked."""
    max_depth: int = 200
    """Nesting of elements or MIME parts: deeper is an attack on the stack."""
    max_nested: int = 8
    """Holders inside holders: letters come in an archive in a message in an archive; deeper is an attack."""
    max_inside: int = 100_000
    """Members of one file of the pile, all levels together: a few kilobytes can unpack to millions of files."""
    max_inside_bytes: int = 16_384 * MIB
    """Members of one file of the pile, all levels together: each level may grow two hundredfold, a disk may not."""
    memory_bytes: int = 4096 * MIB
    """Address space of the child; a 512 MB archive with its largest member fits."""
    cpu_seconds: int = 90
    """Processor time for one file."""
    wall_seconds: float = 120.0
    """Time by the clock for one file, beyond which the child is killed."""
    tasks_per_child: int = 200
    """A child is replaced after so many files, so that a slow leak in a library never adds up."""
    max_ocr_pages: int = 2_000
    """Pages of one file read by character recognition, two to three hours of a core; 0 leaves them waiting."""
    ocr_page_cpu_seconds: int = 90
    """Processor time for one page beyond the file's own: a dense newspaper page takes 20 on a slow core."""
    ocr_page_wall_seconds: float = 240.0
    """Time by the clock for one such page: with as many workers as cores each may have to wait for the others."""
    ocr_seconds: float = 6 * 3600.0
    """Time by the clock after which no further page of one file is begun; the pages read by then are kept."""
    ocr_side: int = 4_000
    """The longer side of a picture in pixels as it is read: A3 at 240 to the inch; more adds cost and no letters."""
    ocr_dpi: int = 200
    """At which pages are drawn for recognition: usual print has then lines as high as the network looks at them."""
    max_pixels: int = 200_000_000
    """A picture of 14,000 x 14,000: 600 MB once unpacked, and more than any camera or scanner of papers gives."""
    test_hook: bool = False
    """Whether the child obeys names ending in ``.sayso-test``; true in the tests of the guard alone."""


LIMITS = Limits()
"""The limits that hold unless a test says otherwise."""
