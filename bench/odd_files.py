"""Whether anything stops the pile: thousands of odd, damaged and hostile files; time, memory and a table of reasons.

    python bench/odd_files.py --data DIR [--limit N]

Needs ``DIR/odd_files/``. Interrupted after ``--minutes``, it goes on from there the next time.
"""

from __future__ import annotations

from common import add, arguments, by_reason, folder, pile, reading, sampled, table


def main() -> None:
    """Adds, counts and prints."""
    options = arguments(__doc__ or "").parse_args()
    import sayso  # noqa: PLC0415 - found beside this folder once common is loaded

    out = folder(f"odd_files-{options.limit or 'all'}", fresh=options.fresh)
    source = options.data / "odd_files"
    paths = sampled((p for p in source.iterdir() if p.is_file()), options.limit)
    case = out / "odd.sayso"
    run = add(case, pile(paths, source, options.limit, out / "files"), options.minutes, out / "run.json")
    with sayso.open(case) as opened:
        items = list(opened.items())
    names = {item.file for item in items if "!" not in item.file}
    missing = [p.name for p in paths if p.name.replace("!", "%21") not in names]
    table("Odd files", [["files given", len(paths)], ["files without an item", len(missing)], *reading(run, items)])
    table("What became of the files themselves", by_reason(i for i in items if "!" not in i.file), HEADS)
    table("and of their members", by_reason(i for i in items if "!" in i.file), HEADS)


HEADS = ("status", "reason", "items")

if __name__ == "__main__":
    main()
