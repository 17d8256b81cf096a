/// What can be measured.
enum Score: String, CaseIterable {
  /// How well the change points of whole series are found.
  case points
  /// How soon, and how often in vain, as values come.
  case replay
  /// How long it takes.
  case speed
  /// How often gates flag.
  case gates
}
