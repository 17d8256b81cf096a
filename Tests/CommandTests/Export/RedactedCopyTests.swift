import CalibraxJSON
import CalibraxModel
import CalibraxYAML
import Testing

@testable import calibraxctl

/// Copies of files have no secrets, and say all else.
@Suite struct RedactedCopyTests {
  private func copy(_ name: String, _ text: String, known: JSON = .null) throws -> String {
    let format = try #require(RedactedCopy(name))
    var redaction = Redaction(of: known)
    format.learn(Array(text.utf8), &redaction)
    return String(decoding: format.bytes(Array(text.utf8), without: redaction), as: UTF8.self)
  }

  @Test(arguments: [
    "private_key: |\n  -----BEGIN PRIVATE KEY-----\n  LEAK\n  -----END PRIVATE KEY-----\n", "hf_token: >-\n  LEAK\n",
    "token:\n  LEAK\n", "? password\n: LEAK\n", "password: three words LEAK\n", "env:\n  FOO: LEAK\n  MODEL: a\n",
    "secrets:\n  - LEAK\n", "args: [\"--api-key\", \"LEAK\"]\n", "args:\n  - --api-key\n  - LEAK\n",
    "extra: \"{\\\"api_key\\\": \\\"LEAK\\\", \\\"n\\\": 1}\"\n", "headers: {Cookie: \"a=b; session=LEAK\"}\n",
    "a: 1\n---\ntoken: LEAK\n", "a: 1  # token: LEAK\n", "a: &x\n  password: one LEAK\nb: *x\n",
  ])
  func aConfigurationIsReadableWithoutItsSecrets(_ text: String) throws {
    let clean = try copy("config.yml", text)
    #expect(!clean.contains("LEAK"))
    let before = try YAML.documents(Array(text.utf8)).map(\.json)
    #expect(try YAML.documents(Array(clean.utf8)).map(\.json) == before.map { Redaction(of: $0).applied(to: $0) })
  }

  @Test func whatIsTakenOutAsOfAnyTextLeavesTheLayout() throws {
    let text = "# What is measured\nclient:\n    api_key: abc   # of the team\n    n:   1\n"
    #expect(try copy("config.yml", text) == text.replacing("abc", with: "<redacted>"))
    #expect(try copy("a.json", "{ \"token\":\t\"a\",  \"n\": 1}") == "{ \"token\":\t\"<redacted>\",  \"n\": 1}")
  }

  @Test(arguments: ["{\n\"a\": [1, 2.50,  1e3]}\n", "{\"token\": 1,  \"api_key\": null}", "[]", "{", ""])
  func whatHasNoSecretsStaysByteForByte(_ text: String) throws {
    for name in ["a.json", "a.jsonl", "a.yml", "a.csv"] { #expect(try copy(name, text) == text) }
    #expect(try copy("a.csv", "a,b\r\n1,\"x y\"\r\n") == "a,b\r\n1,\"x y\"\r\n")
  }

  @Test func aMetricThatIsCalledAsASecretIsKeepsItsValue() throws {
    #expect(
      try copy("a.json", #"{"metrics": {"password": 3}}"#) == "{\n  \"metrics\": {\n    \"password\": 3\n  }\n}\n")
  }

  @Test func eachLineIsADocument() throws {
    let text = """
      {"n":  1, "tokens": [2]}
      {"text": "use {\\"api_key\\": \\"LEAK\\"} please"}
      {"env": {"FOO": "LEAK"}, "argv": ["--api-key", "LEAK"], "next_token": "the"}
      no JSON, but token=LEAK

      """
    #expect(
      try copy("trace.jsonl", text) == """
        {"n":  1, "tokens": [2]}
        {"text": "use {\\"api_key\\": \\"<redacted>\\"} please"}
        {"env":{"FOO":"<redacted>"},"argv":["--api-key","<redacted>"],"next_token":"the"}
        no JSON, but token=<redacted>

        """)
  }

  @Test func aDocumentIsWrittenAsOne() throws {
    #expect(
      try copy("a.json", #"{"secrets":["LEAK"],"n":1}"#)
        == "{\n  \"secrets\": [\n    \"<redacted>\"\n  ],\n  \"n\": 1\n}\n")
  }

  @Test func whatCannotBeReadIsText() throws {
    #expect(try copy("a.json", #"{"api_key": "LEAK", "#) == #"{"api_key": "<redacted>", "#)
    #expect(try copy("a.yml", "a: [\npassword: two words\n") == "a: [\npassword: <redacted>\n")
    #expect(try copy("a.log", "login with token=LEAK\nok\n") == "login with token=<redacted>\nok\n")
  }

  @Test func whatOneFileCallsSecretIsSoInAll() throws {
    let known: JSON = ["api_key": "correct-horse-1"]
    for name in ["a.yml", "a.json", "a.jsonl", "a.csv", "a.txt", "a.log"] {
      #expect(try copy(name, "\"sent correct-horse-1 there\"", known: known) == "\"sent <redacted> there\"")
    }
  }

  @Test func otherFilesStayWhereTheyAre() {
    #expect(RedactedCopy("a.pkl") == nil)
    #expect(RedactedCopy("a.png")?.bytes([1, 2], without: Redaction()) == [1, 2])
  }

  @Test func valuesWhoseKeysBecomeTheSameAreKept() {
    let redaction = Redaction(of: ["token": ["first-one", "second-one"]])
    var keys = RedactedNames(redaction)
    let row: OrderedMap<JSON> = ["first-one": 1, "second-one": 2]
    let clean: OrderedMap<JSON> = ["<redacted>": 1, "<redacted> (2)": 2]
    #expect(BridgeCommand.log(rows: [row, row]).redacted(redaction, &keys) == .log(rows: [clean, clean]))
    #expect(
      BridgeCommand.define(key: "second-one", x: "x").redacted(redaction, &keys)
        == .define(key: "<redacted> (2)", x: "x"))
    #expect(
      BridgeCommand.table(key: "t", columns: ["second-one", "first-one"], rows: [[1, 2]]).redacted(redaction, &keys)
        == .table(key: "t", columns: ["<redacted>", "<redacted> (2)"], rows: [[1, 2]]))
  }
}
