public import CalibraxModel

/// Runs that are kept until all files are read.
public final class CollectedRuns {
  /// What has come so far.
  public private(set) var runs: [Run] = []

  /// None so far.
  public init() {}

  /// Keeps a run, and wants more.
  public func take(_ run: Run) -> Bool {
    runs.append(run)
    return true
  }
}
