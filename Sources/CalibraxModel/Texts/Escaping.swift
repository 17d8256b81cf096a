extension String {
  /// The text with others in the place of those scalars that mean something else where it is written.
  ///
  /// By scalars, for a quote with an accent over it or a line feed behind a carriage return is another character to
  /// Swift, but not to those who read it.
  public func escaped(_ escape: (Unicode.Scalar) -> String?) -> String {
    var result = UnicodeScalarView()
    for scalar in unicodeScalars {
      // One by one: appending several copies what there is.
      if let text = escape(scalar) {
        for scalar in text.unicodeScalars { result.append(scalar) }
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
