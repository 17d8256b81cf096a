import Foundation
import FoundationXML

/// A JUnit report as a reader of XML finds it.
final class JUnitReader: NSObject, XMLParserDelegate {
  struct Test {
    var group = ""
    var name = ""
    var result = "passed"
    var type = ""
    var message = ""
    var text = ""
  }

  /// What is wrong with a report.
  struct Malformed: Error { let reason: String }

  private(set) var tests: [Test] = []
  /// The counts of the suite, which must be those of all suites.
  private(set) var counts: [String: String] = [:]
  private var path: [String] = []

  init(_ text: String) throws {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    guard parser.parse() else { throw Malformed(reason: "\(String(describing: parser.parserError))") }
    for (kind, name) in [("failure", "failures"), ("error", "errors"), ("skipped", "skipped")] {
      let count = tests.count { $0.result == kind }
      guard counts[name] == "\(count)" else { throw Malformed(reason: "\(count) \(name), not \(counts)") }
    }
    guard counts["tests"] == "\(tests.count)" else { throw Malformed(reason: "\(tests.count) tests, not \(counts)") }
  }

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    switch (path, element) {
    case ([], "testsuites"), (["testsuites"], "testsuite"):
      counts = attributes.filter { $0.key != "name" }
    case (["testsuites", "testsuite"], "testcase"):
      tests.append(Test(group: attributes["classname"] ?? "?", name: attributes["name"] ?? "?"))
    case (["testsuites", "testsuite", "testcase"], _):
      tests[tests.count - 1].result = element
      tests[tests.count - 1].type = attributes["type"] ?? ""
      tests[tests.count - 1].message = attributes["message"] ?? ""
    default: break
    }
    path.append(element)
  }

  func parser(_ parser: XMLParser, didEndElement: String, namespaceURI: String?, qualifiedName: String?) {
    path.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    if path.last == "failure" { tests[tests.count - 1].text += text }
  }
}
