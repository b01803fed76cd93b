"""Writes synthetic pages in the layouts of many sites, and gold.jsonl with what each page shows.

python -m benchmarks.layouts CORPUS OUT [--layouts a,b] [--per-layout 40] [--seed 1] [--head-tags]
"""

import argparse
import json
import sys
from pathlib import Path

from benchmarks.layouts.rendering import layouts, pages
from benchmarks.synthetic.works import load


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.layouts", description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=Path, help="OpenAlex works, JSON lines (.gz)")
    parser.add_argument("out", type=Path, help="folder to write to; one folder a layout, and gold.jsonl")
    parser.add_argument("--layouts", default="", help="only these, separated by commas")
    parser.add_argument("--per-layout", type=int, default=40, help="pages a layout (default 40)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--head-tags", action="store_true", help="give HTML pages citation_* tags in the head")
    args = parser.parse_args()
    try:
        chosen = layouts([name for name in args.layouts.split(",") if name])
    except ValueError as error:
        parser.error(str(error))
    works = load(args.corpus)
    args.out.mkdir(parents=True, exist_ok=True)
    with (args.out / "gold.jsonl").open("w", encoding="utf-8") as gold:
        for page in pages(chosen, works, args.per_layout, args.seed, head_tags=args.head_tags):
            path = args.out / page.file
            path.parent.mkdir(exist_ok=True)
            path.write_text(page.text, encoding="utf-8", newline="")
            gold.write(json.dumps(page.gold(), ensure_ascii=False) + "\n")
    print(f"{len(chosen)} layouts, {len(chosen) * args.per_layout} pages in {args.out}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
