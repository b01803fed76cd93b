"""`python -m pipeline`. An interrupt while the program loads ends it without a word."""

import sys

INTERRUPTED = 130

try:
    from pipeline.cli import main
except KeyboardInterrupt:
    sys.exit(INTERRUPTED)

if __name__ == "__main__":
    main()
