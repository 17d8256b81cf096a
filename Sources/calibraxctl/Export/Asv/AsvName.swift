import CalibraxModel

/// Names as asv has them, which are also names of files.
enum AsvName {
  /// A part of a name: letters and digits of any script, `.`, `_` and `-`.
  static func part(_ text: String) -> String {
    text.escaped { isWord($0) || [".", "_", "-"].contains($0) ? nil : "_" }
  }

  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
