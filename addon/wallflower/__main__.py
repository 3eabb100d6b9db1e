"""`python -m wallflower`."""

import sys

from wallflower.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
