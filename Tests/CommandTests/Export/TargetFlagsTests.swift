import CalibraxAPI
import CalibraxRPC
import Testing

@testable import calibraxctl

/// Flags that only some targets have.
@Suite struct TargetFlagsTests {
  private enum Page: ExportTarget {
    static let name = "page"
    static let summary = "a page"
    static let flags = [Flag("--title", "TEXT", "What stands above it."), Flag.exportOutput]
    static func export(_ context: borrowing Context) throws(Failure) -> ExitCode { .passed }
  }

  private enum Service: ExportTarget {
    static let name = "service"
    static let summary = "a service"
    static let flags = [Flag("--project", "NAME", "Where it goes."), Flag("--title", "TEXT", "What it is called.")]
    static func export(_ context: borrowing Context) throws(Failure) -> ExitCode { .passed }
  }

  private enum AnyTarget: Command {
    static let name = "any"
    static let summary = "Any."
    static let method: (any CalibraxRPC.Method.Type)? = GetRun.self
    static let flags = Page.flags + Service.flags
    static func run(_ context: borrowing Context) throws(Failure) -> ExitCode { .passed }
  }

  @Test func aTargetTakesItsOwn() throws {
    try refuse(["--project", "p", "--title", "t"], but: Service.self)
    try refuse(["--title", "t", "--output", "o"], but: Page.self)
    // What every target takes is nobody's own.
    try refuse(["--data", "d"], but: CSVExport.self)
  }

  @Test func thoseOfOthersAreRefusedByName() {
    let project = #expect(throws: Failure.self) { try refuse(["--project", "p"], but: CSVExport.self) }
    #expect(project?.code == .usage)
    #expect(project?.message == "--project is for --target service, not csv")
    let title = #expect(throws: Failure.self) { try refuse(["--title", "t"], but: CSVExport.self) }
    #expect(title?.message == "--title is for --target page or service, not csv")
    let output = #expect(throws: Failure.self) { try refuse(["--output", "o"], but: Service.self) }
    #expect(output?.message == "--output is for --target page or csv, not service")
  }

  private func refuse(_ arguments: [String], but target: any ExportTarget.Type) throws {
    try ExportCommand.refuseFlags(
      of: [Page.self, Service.self, CSVExport.self], but: target, try ParsedFlags(arguments, of: AnyTarget.self))
  }
}
