/// What a host asks for before it gives a repository.
struct Credentials: Equatable {
  /// The name that hosts take a token under.
  static let tokenUsername = "oauth2"

  var username: String
  /// A password, or a token in its place; nobody is told of it but the host.
  var password: String

  init(username: String, password: String) {
    self.username = username
    self.password = password
  }

  /// Those of a token.
  init(token: String) {
    self.init(username: Self.tokenUsername, password: token)
  }
}
