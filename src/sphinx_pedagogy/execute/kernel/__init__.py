"""One page in one kernel: its folder, its environment, its outputs within limits."""
