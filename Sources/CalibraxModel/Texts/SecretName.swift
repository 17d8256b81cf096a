import CalibraxJSON

/// Tells from what something is called whether it is secret.
enum SecretName {
  private static let words: Set<String> = [
    "password", "passwd", "passwords", "passphrase", "pwd", "secret", "secrets", "authorization", "credential",
    "credentials", "apikey", "apikeys", "accesskey", "privatekey", "secretkey", "bearer", "cookie", "cookies", "jwt",
  ]
  private static let keys: Set<String> = ["api", "access", "private", "secret", "auth", "signing", "encryption"]
  private static let environments: Set<String> = ["env", "environ", "envs"]

  /// Whether the value of a member must not be told.
  ///
  /// `hf_token` is secret, `max_tokens` is not; a `*_key` is when it looks like one, for `metric_key` is none.
  static func hides(_ value: JSON, as name: String) -> Bool {
    let parts = parts(of: name)
    if isSecret(parts) { return true }
    if !environments.isDisjoint(with: parts), value.members != nil || value.elements != nil { return true }
    return parts.last == "key" && (value.string.map(SecretText.isCredential) ?? false)
  }

  /// Whether a name alone says it.
  static func isSecret(_ name: some StringProtocol) -> Bool {
    isSecret(parts(of: name))
  }

  /// Whether it is an option of a command whose value follows: `--api-key`.
  static func isOption(_ text: String) -> Bool {
    text.hasPrefix("-") && !text.contains("=") && !text.contains(" ") && isSecret(text)
  }

  private static func isSecret(_ parts: [String]) -> Bool {
    if parts.contains(where: words.contains) || parts.last == "token" { return true }
    guard let last = parts.last, let before = parts.dropLast().last else { return false }
    // Lists of tokens that let somebody in, not those of a text.
    if last == "tokens" { return ["access", "auth", "api", "refresh", "bearer"].contains(before) }
    return zip(parts, parts.dropFirst()).contains { keys.contains($0) && ["key", "keys"].contains($1) }
  }

  /// The words of a name in small letters: those of `hf_token`, `api-key` and `apiKey`.
  private static func parts(of name: some StringProtocol) -> [String] {
    var parts: [String] = []
    var word = ""
    var wasSmall = false
    for scalar in name.unicodeScalars {
      let isWord = scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
      if !isWord || wasSmall && scalar.properties.isUppercase {
        if !word.isEmpty { parts.append(word) }
        word = ""
      }
      if isWord { word += scalar.properties.lowercaseMapping }
      wasSmall = scalar.properties.isLowercase
    }
    return word.isEmpty ? parts : parts + [word]
  }
}
