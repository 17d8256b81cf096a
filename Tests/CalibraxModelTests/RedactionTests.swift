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
    "passwd", "client_secret", "secretKey", "private_key", "x-api-key", "credentials", "HFToken", "AccountKey", "pin",
    "client.api_key",
  ])
  func aNameSaysThatItsValueIsSecret(_ name: String) {
    #expect(redacted(.object([name: "short"])) == .object([name: "<redacted>"]))
    #expect(redacted(.object([name: ["a", true, ["b"]]])) == .object([name: ["<redacted>", true, ["<redacted>"]]]))
    #expect(redacted(.object([name: .null])) == .object([name: .null]))
  }

  @Test(arguments: [
    "max_tokens", "max_tokens_param", "num_output_tokens", "tokenizer", "stop_token_ids", "slo_metric_key", "key",
    "monkey", "author", "tokens", "model", "environment_name",
    "eos_token", "bos_token", "pad_token", "next_token", "unk_token", "sep_token", "cls_token", "mask_token",
    "ms_per_token", "time_per_output_token", "eos_token_id", "pin_memory", "metrics",
  ])
  func whatSoundsAlikeIsTold(_ name: String) {
    #expect(redacted(.object([name: "ttfc_p99"])) == .object([name: "ttfc_p99"]))
    #expect(redacted(.object([name: 100])) == .object([name: 100]))
  }

  @Test func aKeyIsSecretWhenItLooksLikeOne() {
    #expect(redacted(["wandb_key": "0a1b2c3d4e5f60718293"]) == ["wandb_key": "<redacted>"])
    #expect(redacted(["slo_key": "P99 TTFC of 2 requests"]) == ["slo_key": "P99 TTFC of 2 requests"])
  }

  @Test(arguments: ["password", "db_password", "passwd", "pin", "client_secret"])
  func aPasswordMayBeANumber(_ name: String) {
    #expect(redacted(.object([name: 1234])) == .object([name: "<redacted>"]))
    #expect(redacted(.object([name: [1234]])) == .object([name: ["<redacted>"]]))
    #expect(redacted(.object([name: ["key": [1, 2]]])) == .object([name: ["key": [1, 2]]]))
    #expect(redacted(.object([name: true])) == .object([name: true]))
    #expect(redacted(.object([name: ""])) == .object([name: ""]))
  }

  @Test(arguments: ["token", "api_key", "cookie", "jwt"])
  func otherSecretsAreNoNumbers(_ name: String) {
    #expect(redacted(.object([name: 0.5])) == .object([name: 0.5]))
  }

  @Test func variablesKeepTheirNamesAlone() {
    #expect(
      redacted(["env": ["HOME": "/root", "MY_LOGIN": "joe"], "env_vars": ["A=b"]])
        == ["env": ["HOME": "<redacted>", "MY_LOGIN": "<redacted>"], "env_vars": ["<redacted>"]])
  }

  @Test func variablesAboutTheBenchmarkAreTold() {
    let env: JSON = ["MODEL": "llama-3-8b", "CUDA_DEVICE": "a", "OMP": "16", "DEBUG": "true", "PORT": 80]
    #expect(redacted(["env": env]) == ["env": env])
    #expect(
      redacted(["env": ["MODEL": "https://joe:hunter22@host/m", "MODEL_API_KEY": "x"]])
        == ["env": ["MODEL": "https://<redacted>@host/m", "MODEL_API_KEY": "<redacted>"]])
  }

  @Test func variablesAreSecretElsewhereWhenTheirNameIs() {
    let json: JSON = [
      "env": ["LOGIN": "administrator", "HF_TOKEN": "q7Wm3Zt9Lx2Vb8"], "note": "administrator q7Wm3Zt9Lx2Vb8",
    ]
    #expect(redacted(json)["note"] == "administrator <redacted>")
  }

  @Test func aTokenWithItsProbabilityIsText() {
    let json: JSON = ["logprobs": [["token": "benchmarking", "logprob": -0.5]], "text": "benchmarking"]
    #expect(redacted(json) == json)
  }

  @Test func whatMetricsAreCalledIsNoSecret() {
    let json: JSON = [
      "metric_defs": ["jwt_sign": ["direction": "higher", "unit": "op/s"]],
      "points": [["metrics": ["jwt_sign": ["value": 1, "unit": "op/s", "samples": [1, 2]], "password": 3]]],
    ]
    #expect(redacted(json) == json)
    #expect(
      redacted(["metrics": ["token": "abc", "sink": ["password": "abc"]]])
        == ["metrics": ["token": "<redacted>", "sink": ["password": "<redacted>"]]])
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
    ("password: correct horse staple\nport: 80", "password: <redacted>\nport: 80"),
    ("db_password: \"correct horse\", n: 1", "db_password: \"<redacted>\", n: 1"),
    ("Cookie: a=b; session=abc", "Cookie: <redacted>"),
    ("the password is Hunter22; go on", "the password is <redacted>; go on"),
    ("jwt=x", "jwt=<redacted>"),
    ("the password is wrong", "the password is wrong"),
    (#"use {\"api_key\": \"a b\", \"n\": 1}"#, #"use {\"api_key\": \"<redacted>\", \"n\": 1}"#),
    (#"got {"password": "a\"b c", "n": 1}"#, #"got {"password": "<redacted>", "n": 1}"#),
    (#"args: ["--api-key", "x", "-n"]"#, #"args: ["--api-key", "<redacted>", "-n"]"#),
    ("argv: [prog, --token, abc, -p]", "argv: [prog, --token, <redacted>, -p]"),
    ("run --password 'two words' -n", "run --password '<redacted>' -n"),
    (
      "-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----",
      "-----BEGIN RSA PRIVATE KEY-----<redacted>-----END RSA PRIVATE KEY-----"
    ),
    ("postgres://user:p/ss1@host/db", "postgres://<redacted>@host/db"),
    ("https://u:p@ss@host/ and more@x", "https://<redacted>@host/ and more@x"),
    ("redis://:p:a/b%40@host:80, ok", "redis://<redacted>@host:80, ok"),
    ("https://a/?next=https://u:p@host", "https://a/?next=https://<redacted>@host"),
    ("https://hooks.slack.com/services/T0/B0/xyz", "https://hooks.slack.com/<redacted>"),
    ("https://h/x?a=1&sig=ab%2Fc&se=2", "https://h/x?a=1&sig=<redacted>&se=2"),
    ("https://h/?X-Amz-Signature=12&token=34&n=5", "https://h/?X-Amz-Signature=<redacted>&token=<redacted>&n=5"),
    ("https://h/?key=AB12cd34EF56", "https://h/?key=<redacted>"),
    ("https://example.com/a@b", "https://example.com/a@b"),
    ("https://github.com/actions/checkout@v4", "https://github.com/actions/checkout@v4"),
    ("https://x/?q=a@b.c http://h:80/a@b", "https://x/?q=a@b.c http://h:80/a@b"),
    ("eos_token: </s>, ms_per_token: 3 ms", "eos_token: </s>, ms_per_token: 3 ms"),
    ("token: 12, password=true, secret: null", "token: 12, password=true, secret: null"),
    ("sk-learn-something-else, Basic information", "sk-learn-something-else, Basic information"),
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

  @Test func aSecretIsFoundAsItIsWrittenElsewhere() {
    let redaction = Redaction(of: ["api_key": "ab/c\"d&ef<12'3", "private_key": "-----BEGIN\nMIIEpAIBAAKCAQEA7\nxyz"])
    for written in [
      "ab/c\"d&ef<12'3", "ab%2Fc%22d%26ef%3C12%273", "ab%2fc%22d%26ef%3c12%273", "ab/c%22d%26ef%3C12%273",
      #"ab/c\"d&ef<12'3"#, #"ab\/c\"d&ef<12'3"#, "ab/c&quot;d&amp;ef&lt;12&#39;3", "ab/c&quot;d&amp;ef&lt;12&#x27;3",
      "MIIEpAIBAAKCAQEA7",
    ] { #expect(redaction.applied(to: "a \(written) b") == "a <redacted> b") }
  }

  @Test func whatOverlapsGoesAsAWhole() {
    let redaction = Redaction(of: ["token": ["abcdefgh1", "gh1ijklmn"]])
    #expect(redaction.applied(to: "x abcdefgh1ijklmn y") == "x <redacted> y")
  }

  @Test(arguments: ["abc", "password", "12345678", "disabled", "<redacted>"])
  func aCommonWordIsASecretInItsPlaceAlone(_ text: String) {
    let json: JSON = ["password": .string(text), "note": .string("it is \(text) there")]
    #expect(redacted(json) == ["password": "<redacted>", "note": .string("it is \(text) there")])
  }

  @Test func whatBecomesTheSameStaysApart() {
    let json: JSON = ["tokens": 1, "token": ["first-one", "second-one"], "first-one": 1, "second-one": 2]
    #expect(
      redacted(json)
        == ["tokens": 1, "token": ["<redacted>", "<redacted>"], "<redacted>": 1, "<redacted> (2)": 2])
    var names = RedactedNames(Redaction(of: json))
    for _ in 0..<2 {
      #expect(names.name(of: "first-one") == "<redacted>")
      #expect(names.name(of: "second-one") == "<redacted> (2)")
    }
  }

  @Test(arguments: [
    "x", "a=b&", "- - -", "\"", "\\\"", "token=", "token=\"", "password: a ", "--token ", "a://", "a://b:c", "u:p@",
    "-----BEGIN PRIVATE KEY-----", "eyJ", "bearer ", "  ", "?abc=x", "?key=x1y2", "&key=\"", "://@", "[\"--token\",",
  ])
  func aLongTextIsNoTrouble(_ part: String) {
    let text = String(String(repeating: part, count: 200_000 / part.utf8.count))
    let redaction = Redaction(of: ["token": "q7Wm3Zt9Lx2Vb8"])
    let clean = redaction.applied(to: text + "\nq7Wm3Zt9Lx2Vb8\n")
    #expect(!clean.contains("q7Wm3Zt9Lx2Vb8"))
    #expect(redaction.applied(to: clean) == clean)
  }

  @Test func whatIsDeepIsNoTrouble() {
    let deep = String(repeating: "[", count: 100) + #"{"password": "abc"}"# + String(repeating: "]", count: 100)
    let json = redacted(["a": .string(deep)])
    #expect(json["a"]?.string?.contains("abc") == false)
    let deeper = String(repeating: "[", count: 100_000) + #"{"password": "abc"}"#
    #expect(redacted(.string(deeper)).string?.contains("abc") == false)
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
