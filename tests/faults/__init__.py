"""Faults on purpose: kills, full disks, failing writes, flipped bytes; each with the naive way that does not hold."""
