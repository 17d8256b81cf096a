"""Tests of the client and the validators."""

import sys
from pathlib import Path

# Where the pieces are that the tests of all clients share.
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))
