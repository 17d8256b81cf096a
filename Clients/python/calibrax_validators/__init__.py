"""Validators of benchmarks that are written in Python."""
