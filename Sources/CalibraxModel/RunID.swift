/// The rules for identifiers of runs.
public enum RunID {
  /// The name that stands for the newest run wherever a run's identifier is asked for.
  public static let latest = "latest"

  /// The rule as a sentence.
  public static let rule =
    "A run id has 1 to 128 letters, digits and any of . _ : + - and begins with a letter or digit."

  /// Whether a text may be the identifier of a run: `[A-Za-z0-9][A-Za-z0-9._:+-]{0,127}`, and not `latest`.
  public static func isValid(_ text: String) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, bytes.count <= 128, isAlphanumeric(first), text != latest else { return false }
    return bytes.allSatisfy { isAlphanumeric($0) || [46, 95, 58, 43, 45].contains($0) }
  }

  /// An identifier that sorts by time and differs for different content: `20260301T120000.000000Z_1f0e…`.
  ///
  /// - Parameter content: The document's bytes, hashed with ``fnv1a(_:)``.
  public static func make(at time: Timestamp, content: [UInt8]) -> String {
    let digits = String(fnv1a(content), radix: 16)
    let stamp = time.text.utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: ":") }
    let whole = String(decoding: stamp, as: UTF8.self)
    return (whole.contains(".") ? whole : whole + ".000000") + "_" + String(repeating: "0", count: 16 - digits.count)
      + digits
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26
  }
}

/// The rules for names of baselines.
public enum BaselineName {
  /// The baseline that is meant when none is named.
  public static let main = "main"

  /// The rule as a sentence.
  public static let rule =
    "A baseline name has 1 to 128 letters, digits and any of . _ : + - / and begins with a letter or digit; at most 40 /."

  /// Whether a text may name a baseline; `/` is allowed so that branches can.
  public static func isValid(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    // Each slash takes three characters of the file's name, which may have 255.
    return text == RunID.latest || parts.count <= 41 && RunID.isValid(parts.joined(separator: "-"))
  }
}
