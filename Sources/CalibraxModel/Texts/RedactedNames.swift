import CalibraxJSON

/// Names without secrets. Two that differ still do: the second that would be `<redacted>` is `<redacted> (2)`.
public struct RedactedNames {
  private let redaction: Redaction
  private var names: [Spelling: String] = [:]
  private var taken: Set<Spelling> = []

  /// No names so far.
  public init(_ redaction: Redaction) {
    self.redaction = redaction
  }

  /// What a name is called without secrets, the same each time.
  public mutating func name(of original: String) -> String {
    if let name = names[Spelling(original)] { return name }
    let base = redaction.applied(to: original)
    var name = base
    var count = 1
    while !taken.insert(Spelling(name)).inserted {
      count += 1
      name = "\(base) (\(count))"
    }
    names[Spelling(original)] = name
    return name
  }
}
