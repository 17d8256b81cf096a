public import CalibraxModel

/// Runs that are kept until all files are read.
public final class CollectedRuns {
  /// What has come so far.
  public private(set) var runs: [Run] = []
  /// Where each was found.
  public private(set) var origins: [Conversion.Origin] = []

  /// None so far.
  public init() {}

  /// Keeps a run, and wants more.
  public func take(_ run: Run, _ origin: Conversion.Origin) -> Bool {
    runs.append(run)
    origins.append(origin)
    return true
  }
}
