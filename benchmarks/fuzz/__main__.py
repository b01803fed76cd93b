"""How much a run stands.

    python -m benchmarks.fuzz pages [--count 200000] [--first 0] [--workers 2]     pages that were tampered with
    python -m benchmarks.fuzz kills [--count 300] [--engines local,ray]            killed processes, and what comes then
    python -m benchmarks.fuzz growth [--size 40000] [--most 2.3]                   time on pages of doubled size

Exit status 1 where something failed. A failing page is made again by its number: `pages --first NUMBER --count 1`.
"""

import argparse
import sys

from benchmarks.fuzz import growth, kills, tampering


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    pages = commands.add_parser("pages")
    pages.add_argument("--count", type=int, default=200_000)
    pages.add_argument("--first", type=int, default=0)
    pages.add_argument("--workers", type=int, default=2)
    pages.set_defaults(do=lambda given: tampering.fuzz(given.first, given.count, given.workers))
    killed = commands.add_parser("kills")
    killed.add_argument("--count", type=int, default=300)
    killed.add_argument("--engines", default="local,ray")
    killed.set_defaults(do=lambda given: kills.fuzz(given.count, given.engines.split(",")))
    grown = commands.add_parser("growth")
    grown.add_argument("--size", type=int, default=40_000)
    grown.add_argument("--most", type=float, default=2.3)
    grown.set_defaults(do=lambda given: growth.measure(given.size, given.most))
    given = parser.parse_args()
    return int(given.do(given))


if __name__ == "__main__":
    sys.exit(main())
