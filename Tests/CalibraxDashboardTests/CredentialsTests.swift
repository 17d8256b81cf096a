import CalibraxDashboard
import CalibraxJSON
import Testing

/// What is stored of a configuration gives access to nothing.
@Suite struct CredentialsTests {
  @Test(arguments: [
    ("https://git.example.com/a/b.git", "https://git.example.com/a/b.git"),
    ("https://user:secret@git.example.com/a.git", "https://git.example.com/a.git"),
    ("https://user:sec/ret@git.example.com/a.git", "https://***"), ("oauth2:secret@git.example.com:a.git", "***"),
    ("git@git.example.com:a.git", "git@git.example.com:a.git"),
    ("https://git.example.com/a.git?private_token=secret", "https://git.example.com/a.git"),
    ("../results", "../results"),
  ]) func addresses(_ host: String, _ shown: String) {
    #expect(host.withoutUserInfo == shown)
  }

  @Test func onlyWhatIsKnownIsKept() {
    let configuration: JSON = [
      "host": "https://u:s@h/x", "token": "s", "tokne": "s", "password": "s", "x-auth": ["token": "s"],
      "credentials": ["password": "s"], "metrics": [:], "tabs": ["T": ["token": "s", "table": ["a"]]],
    ]
    #expect(
      configuration.withoutCredentials == ["host": "https://h/x", "metrics": [:], "tabs": ["T": ["table": ["a"]]]])
  }
}
