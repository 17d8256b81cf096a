import CalibraxJSON
import CalibraxModel
import Testing

/// What an operator is told of a handler that cannot work.
@Suite struct AlertHandlerProblemTests {
  @Test(arguments: [
    #"{"type": "log"}"#,
    #"{"type": "webhook", "url": "https://example.org/a?b=c", "headers": {"Authorization": "Bearer\tü"}}"#,
    #"{"type": "webhook", "url": "HTTP://user:word@[::1]:80/{a}[1-3]", "flavor": "slack"}"#,
    #"{"type": "command", "command": ["mail", "-s", "", "operator"]}"#,
  ])
  func whatCanWorkHasNone(_ text: String) throws {
    #expect(try handler(text).problem == nil)
  }

  @Test(arguments: [
    (#"{"type": "webhook"}"#, "url"),
    (#"{"type": "webhook", "url": "ftp://example.org"}"#, "url"),
    (#"{"type": "webhook", "url": "example.org"}"#, "url"),
    (#"{"type": "webhook", "url": "https://"}"#, "url"),
    (#"{"type": "webhook", "url": "https://user@/path"}"#, "url"),
    (#"{"type": "webhook", "url": "https://example.org/a b"}"#, "url"),
    (#"{"type": "webhook", "url": "https://example.org/\nX: y"}"#, "url"),
    (#"{"type": "webhook", "url": "https://example.org", "headers": {"X Y": "z"}}"#, "headers"),
    (#"{"type": "webhook", "url": "https://example.org", "headers": {"@file": "z"}}"#, "headers"),
    (#"{"type": "webhook", "url": "https://example.org", "headers": {"X": "a\r\nY: b"}}"#, "headers.X"),
    (#"{"type": "webhook", "url": "https://example.org", "command": ["true"]}"#, "command"),
    (#"{"type": "log", "url": "https://example.org"}"#, "url"),
    (#"{"type": "log", "flavor": "slack"}"#, "flavor"),
    (#"{"type": "command", "command": ["true"], "headers": {"X": "y"}}"#, "headers"),
    (#"{"type": "command"}"#, "command"),
    (#"{"type": "command", "command": [""]}"#, "command"),
    (#"{"type": "command", "command": ["a", "b\u0000"]}"#, "command[1]"),
  ])
  func whatCannotWorkIsNamed(_ text: String, _ path: String) throws {
    #expect(try handler(text).problem?.path == path)
  }

  @Test(arguments: [
    ("https://hooks.example.org/services/SECRET", "https://hooks.example.org"),
    ("HTTPS://Example.org:8443?token=SECRET", "https://Example.org"),
    ("http://user:SECRET@example.org#SECRET", "http://example.org"),
    ("http://a@SECRET@example.org/", "http://example.org"),
    ("http://[::1]:80/SECRET", "http://[::1]"),
    ("http://example.org/\u{301}SECRET", "http://example.org"),
    ("http://example.org\\SECRET", "http://example.org"),
  ])
  func onlySchemeAndHostOfAURLAreTold(_ url: String, _ origin: String) {
    var handler = AlertHandler()
    handler.url = url
    #expect(handler.urlOrigin == origin)
  }

  private func handler(_ text: String) throws -> AlertHandler {
    var parser = JSONParser()
    return try parser.decode(AlertHandler.self, from: Array(text.utf8))
  }
}
