"""Make the documents and golds again: ``python -m bench.layouts.make.run [seen|unseen] [s01 …]``."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from bench.layouts.make.design import load, write_gold

HERE = Path(__file__).resolve().parent
SETS = ("seen", "unseen")


def main(words: list[str]) -> None:
    """Write the files of the sets and of the documents named, or of all."""
    for name in [one for one in SETS if one in words] or SETS:
        module, folder = importlib.import_module(f"bench.layouts.make.{name}"), HERE.parent / name
        for source in sorted((HERE / name).glob("*.yaml")):
            if source.stem in words or not set(words) - set(SETS):
                design = load(source)
                getattr(module, source.stem)(design, folder / design.file)
                write_gold(design, folder)
                print(folder / design.file)


if __name__ == "__main__":
    main(sys.argv[1:])
