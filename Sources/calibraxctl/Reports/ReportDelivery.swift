import Glibc

/// Writes a report wherever it is wanted. What cannot be written keeps the rest from nothing.
struct ReportDelivery {
  let outputs: ReportOutputs
  let terminal: Terminal

  /// - Throws: The first failure, when all that can be written is.
  func deliver(_ report: Report) throws(Failure) {
    var failures: [Failure] = []
    func attempt(_ write: () throws(Failure) -> Void) {
      do throws(Failure) { try write() } catch { failures.append(error) }
    }
    for output in outputs.outputs {
      let setting = setting(output)
      let text = output.format.text(of: report, setting)
      attempt { () throws(Failure) in
        if let file = output.file { try OutputFile(file).replace(with: text) } else { try terminal.print(text) }
      }
      for addition in output.format.additions(report, setting) {
        attempt { () throws(Failure) in try OutputFile(addition.file).append(addition) }
      }
    }
    guard let first = failures.first else { return }
    for failure in failures.dropFirst() { terminal.complain("calibraxctl: \(failure.message)") }
    throw first
  }

  private func setting(_ output: ReportOutputs.Output) -> ReportSetting {
    var setting = ReportSetting(comment: outputs.comment)
    if output.file == nil { setting.terminal = terminal }
    for name in output.format.variables { setting.environment[name] = getenv(name).map { String(cString: $0) } }
    return setting
  }
}
