"""Our figures beside the baselines."""
