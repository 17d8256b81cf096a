"""The bridge to the SDK of Weights & Biases."""
