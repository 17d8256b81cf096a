import CalibraxJSON
import CalibraxTestSupport
import Testing

/// What LLview's validators answered to curves, asked of our server through every driver: the flags exactly, what is drawn
/// to a relative 1e-9, and errors where they raised one.
@Suite struct ValidateGoldenTests {
  private struct Golden {
    let curve: GoldenCase
    /// What the error that we answer instead says, and where it is.
    var error: (text: String, path: String)? {
      switch curve.expected["error"]?.string {
      case "ZeroDivisionError": (curve.expected["error_text"]?.string ?? "", "params.values[5]")
      case "TypeError": ("expected a number, found a string", "params.values[1]")
      default: nil
      }
    }
  }

  @Test(arguments: Driver.allCases)
  func validatorsFlagAndDrawTheSame(_ driver: Driver) throws {
    let server = try driver.start()
    let cases = try GoldenCase.all("golden-validate.jsonl").map { Golden(curve: $0) }
    #expect(cases.count == 71)
    #expect(cases.filter { $0.error != nil }.count == 2)
    for golden in cases {
      let response = try server.call("validate", golden.curve.input)
      if let wanted = golden.error {
        #expect(response["error"]?["code"] == -32602)
        #expect(response["error"]?["message"]?.string?.contains(wanted.text) == true, "\(response)")
        #expect(response["error"]?["data"]?["path"] == .string(wanted.path))
      } else {
        let result = try #require(response["result"], "\(golden.curve): \(response)")
        #expect(GoldenCase.isClose(result, golden.curve.expected), "\(golden.curve): \(result)")
      }
    }
  }

  @Test func aDifferenceIsNoticed() throws {
    let server = try Driver.inProcess.start()
    let golden = try #require(try GoldenCase.all("golden-validate.jsonl").first)
    var input = golden.input.members ?? [:]
    input["params"] = ["direction": "higher_is_better"]
    #expect(GoldenCase.isClose(try server.call("validate", .object(input))["result"], golden.expected) == false)
  }
}
