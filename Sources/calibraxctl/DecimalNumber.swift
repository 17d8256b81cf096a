import CalibraxJSON

/// The number that a text spells as JSON does; `nil` for anything else, such as the hexadecimal digits that Swift reads.
func decimalNumber(_ text: String) -> Double? {
  (try? JSON(parsing: Array(text.utf8)))?.double
}
