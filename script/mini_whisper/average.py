"""Average the weights of checkpoints of one training; the mean is often better than each."""

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Average from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    options = parser.parse_args()
    states = [torch.load(path, weights_only=True) for path in options.checkpoints]
    mean = dict(states[0])
    names = list(mean["weights"])
    mean["weights"] = {name: sum(state["weights"][name] for state in states) / len(states) for name in names}
    # A linear map of fixed sinusoids, so the average of the tables is the table of the average.
    mean["embeddings"] = sum(state["embeddings"] for state in states) / len(states)
    torch.save(mean, options.out)


if __name__ == "__main__":
    main()
