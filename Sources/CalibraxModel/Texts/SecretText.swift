/// Finds secrets in a text by what they look like.
enum SecretText {
  /// A text without what is secret in it.
  static func redacted(_ text: String) -> String {
    // Most texts are short words in which there is nothing to find.
    guard text.utf8.count >= 8 else { return text }
    var text = text
    if text.contains("://") {
      text = text.replacing(/([A-Za-z][A-Za-z0-9+.\-]*:\/\/)[^\/\s@?#]+@/) { "\($0.1)\(Redaction.mark)@" }
    }
    text = text.replacing(/\b(?i:(bearer|basic))\s+([A-Za-z0-9+\/=._~\-]{8,})/) { match in
      // "Basic information" is prose.
      let isProse = match.1.lowercased() == "basic" && !match.2.contains { $0.isNumber || $0 == "=" }
      return isProse ? String(match.0) : "\(match.1) \(Redaction.mark)"
    }
    text = text.replacing(
      /\b(?:sk-|hf_|ghp_|gho_|ghs_|ghu_|github_pat_|glpat-|xox[abprs]-|AKIA|AIza|eyJ)[A-Za-z0-9_.\-]{12,}/
    ) { _ in Redaction.mark }
    return withoutNamed(text).replacing(/(--?[A-Za-z][A-Za-z0-9_\-]*)(\s+)([^\s\-][^\s]*)/) { match in
      SecretName.isSecret(match.1) && !match.3.hasPrefix("<")
        ? "\(match.1)\(match.2)\(Redaction.mark)" : String(match.0)
    }
  }

  /// A text without the values of `token=…`, `"password": "…"` and the like.
  private static func withoutNamed(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let match = rest.firstMatch(of: /([A-Za-z][A-Za-z0-9_\-]*)["']?\s*[=:]\s*(["']?)/) {
      result += rest[..<match.range.upperBound]
      rest = rest[match.range.upperBound...]
      guard SecretName.isSecret(match.1), !rest.hasPrefix("<") else { continue }
      let quote = match.2.first
      let value = rest.prefix { character in
        quote.map { character != $0 } ?? !(character.isWhitespace || "\"',;&}])".contains(character))
      }
      // The word before what was taken out already.
      if value.isEmpty || ["bearer", "basic"].contains(value.lowercased()) { continue }
      result += Redaction.mark
      rest = rest[value.endIndex...]
    }
    return result + rest
  }

  /// Whether a text looks like a key that a program was given: long, without spaces, letters and digits in it.
  static func isCredential(_ text: String) -> Bool {
    guard text.utf8.count >= 12, text.utf8.count <= 8_192, !text.contains(where: \.isWhitespace) else { return false }
    return text.contains(where: \.isLetter) && text.contains(where: \.isNumber)
  }
}
