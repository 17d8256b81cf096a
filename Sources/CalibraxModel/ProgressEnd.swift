/// How a loop that shows its progress ended: the value of one sample of the series `KEY.end`, whose x-value is the
/// moment.
public enum ProgressEnd: Double, CaseIterable, Sendable {
  /// There were no more items.
  case complete = 1
  /// The loop was left before: by `break`, `return`, an error in its body or a cancelled task.
  case stopped = 0
  /// The items themselves failed to come.
  case failed = -1

  /// What the series' key has more than that of the progress.
  public static let suffix = ".end"
}
