public import CalibraxJSON

/// How a gate judges a change.
public enum CheckMethod: String, CaseIterable, JSONReadable, JSONWritable, Sendable {
  /// By its size relative to one baseline.
  case threshold
  /// By what the noise of earlier runs lets expect.
  case history
  /// By runs of both sides that were made in turns.
  case paired
  /// Paired where there are such runs, else by history where there is enough, else by threshold.
  case auto
}
