import CalibraxJSON
import Testing

@testable import CalibraxModel

/// What is nobody's business is in no document that is passed on.
@Suite struct RedactionTests {
  private static let secret = "sk-FAKE-key-for-tests-0123456789"

  private func redacted(_ json: JSON) -> JSON { Redaction(of: json).applied(to: json) }

  @Test(arguments: [
    "api_key", "API_KEY", "api-key", "apikey", "apiKey", "openai_api_key", "OPENAI_API_KEY", "hf_token", "token",
    "access_token", "accessToken", "auth_tokens", "authorization", "Proxy-Authorization", "password", "db_password",
    "passwd", "client_secret", "secretKey", "private_key", "x-api-key", "credentials",
  ])
  func aNameSaysThatItsValueIsSecret(_ name: String) {
    #expect(redacted(.object([name: "short"])) == .object([name: "<redacted>"]))
    #expect(redacted(.object([name: ["a", 7]])) == .object([name: ["<redacted>", "<redacted>"]]))
    #expect(redacted(.object([name: .null])) == .object([name: .null]))
  }

  @Test(arguments: [
    "max_tokens", "max_tokens_param", "num_output_tokens", "tokenizer", "stop_token_ids", "slo_metric_key", "key",
    "monkey", "author", "tokens", "model", "environment_name",
  ])
  func whatSoundsAlikeIsTold(_ name: String) {
    #expect(redacted(.object([name: "ttfc_p99"])) == .object([name: "ttfc_p99"]))
    #expect(redacted(.object([name: 100])) == .object([name: 100]))
  }

  @Test func aKeyIsSecretWhenItLooksLikeOne() {
    #expect(redacted(["wandb_key": "0a1b2c3d4e5f60718293"]) == ["wandb_key": "<redacted>"])
    #expect(redacted(["slo_key": "P99 TTFC of 2 requests"]) == ["slo_key": "P99 TTFC of 2 requests"])
  }

  @Test func variablesKeepTheirNamesAlone() {
    #expect(
      redacted(["env": ["HOME": "/root", "MY_LOGIN": "joe"], "env_vars": ["A=b"]])
        == ["env": ["HOME": "<redacted>", "MY_LOGIN": "<redacted>"], "env_vars": ["<redacted>"]])
  }

  @Test(arguments: [
    ("https://joe:hunter22@host:8000/v1", "https://<redacted>@host:8000/v1"),
    ("https://host/v1?api_key=abc&page=2", "https://host/v1?api_key=<redacted>&page=2"),
    ("serve --api-key=abc123 --port 80", "serve --api-key=<redacted> --port 80"),
    ("serve --api-key abc123 --port 80", "serve --api-key <redacted> --port 80"),
    ("OPENAI_API_KEY=abc python x.py", "OPENAI_API_KEY=<redacted> python x.py"),
    ("{'api_key': 'abc', 'n': 1}", "{'api_key': '<redacted>', 'n': 1}"),
    ("Authorization: Bearer abc.def.ghi", "Authorization: Bearer <redacted>"),
    ("the key is sk-FAKE-key-for-tests-0123456789.", "the key is <redacted>"),
    ("http://localhost:8000/v1", "http://localhost:8000/v1"),
    ("max_tokens=100, temperature: 0.5", "max_tokens=100, temperature: 0.5"),
    ("meta-llama/Llama-3-8B-Instruct", "meta-llama/Llama-3-8B-Instruct"),
    ("Weekly regression test", "Weekly regression test"),
  ])
  func aTextLosesItsSecretsAlone(_ text: String, _ expected: String) {
    #expect(redacted(.string(text)) == .string(expected))
    #expect(Redaction(of: .null).applied(to: text) == expected)
  }

  @Test func jsonInAStringIsADocument() {
    #expect(
      redacted(["additional_args": #"{"nested": {"api_key": "abc"}, "n": 1}"#])
        == ["additional_args": #"{"nested":{"api_key":"<redacted>"},"n":1}"#])
    #expect(redacted(["params": "{\"n\":  1}"]) == ["params": "{\"n\":  1}"])
  }

  @Test func whatFollowsAnOptionIsItsValue() {
    #expect(
      redacted(["argv": ["serve", "--api-key", "abc", "--port", "80"]])
        == ["argv": ["serve", "--api-key", "<redacted>", "--port", "80"]])
  }

  @Test func aSecretIsTakenOutWhereverItStands() {
    let own = "q7Wm3Zt9Lx2Vb8"
    let json: JSON = ["client": ["api_key": .string(own)], "notes": .string("run with \(own)!"), own: 1]
    let redaction = Redaction(of: json)
    let text = String(decoding: JSONWriter.bytes(of: redaction.applied(to: json)), as: UTF8.self)
    #expect(!text.contains(own))
    #expect(text.contains("run with <redacted>!"))
    #expect(redaction.applied(to: "Explanation: \(own) was refused") == "Explanation: <redacted> was refused")
  }

  @Test func whatIsNoSecretStaysAsItIs() {
    let json: JSON = ["a": [1, 2.5, true, .null, "text"], "b": ["c": "d"], "api_key": .null, "password": true]
    #expect(redacted(json) == json)
  }

  @Test func aRedactedDocumentIsRedactedAlready() {
    let json = redacted(["api_key": .string(Self.secret), "url": "https://a:b@c/d?token=e", "x": "--token f"])
    #expect(redacted(json) == json)
    #expect(!String(decoding: JSONWriter.bytes(of: json), as: UTF8.self).contains(Self.secret))
  }
}
