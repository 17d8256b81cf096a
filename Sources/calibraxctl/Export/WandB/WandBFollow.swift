import CalibraxAPI
import CalibraxJSON
import CalibraxModel
import CalibraxSystem
import Glibc

/// Brings an execution to W&B while it runs: each sample is logged as it comes. Online people see it at once; without a
/// network it is written, to be uploaded later. One that is interrupted is exported anew by the next export.
struct WandBFollow {
  let terminal: Terminal
  let source: ExportSource
  let feed: EventFeed
  let settings: WandBSettings
  let folder: ExportFolder
  /// Seconds for each step.
  let timeLimit: Double

  /// Goes on until the execution has ended.
  ///
  /// - Parameter content: What is known of the execution so far; its samples come by themselves.
  func run(_ state: inout ExportState, _ content: WandBContent) throws(Failure) {
    try folder.keep(&state)
    folder.clear()
    do throws(Failure) {
      let bridge = try Bridge(until: uptime() + timeLimit)
      defer { bridge.end() }
      try begin(bridge, &state, content.redacted())
      try pass(to: bridge, of: state.subject, content.redaction)
      try end(bridge, &state)
    } catch {
      throw folder.failure(&state, error)
    }
  }

  private func begin(_ bridge: Bridge, _ state: inout ExportState, _ content: WandBContent) throws(Failure) {
    func opening(_ mode: WandBSettings.Mode) -> JSON {
      settings.opening(content, state, in: folder.path, mode: mode)
    }
    if settings.mode == .online {
      do throws(Failure) {
        let opened = try bridge.ask(opening(.online))
        (state.url, state.server) = (opened["url"]?.string, opened["server"]?.string)
        if let url = state.url { try terminal.print("View run at \(url)") }
        return
      } catch {
        terminal.complain("calibraxctl: it is written and uploaded at its end: \(error.message)")
      }
    }
    state.server = try bridge.ask(opening(.offline))["server"]?.string
  }

  /// Logs samples until the execution is over.
  private func pass(to bridge: Bridge, of execution: String, _ redaction: Redaction) throws(Failure) {
    var known: Set<String> = []
    var names = RedactedNames(redaction)
    var tail = SampleTail(terminal, feed, only: execution, endsWhenLost: true) { (parts) throws(Failure) in
      bridge.deadline = uptime() + timeLimit
      let series = parts.map { part in
        var series = ExportedSeries()
        (series.key, series.samples) = (part.key, part.points)
        return series
      }
      for part in parts where known.insert(part.key).inserted {
        try bridge.ask(SeriesContent.definition(of: part.key).redacted(redaction, &names).json)
      }
      for command in SeriesContent.history(series) { try bridge.ask(command.redacted(redaction, &names).json) }
      return true
    }
    let bell = Interrupt.deferred()
    var isInterrupted = false
    try tail.run {
      var polled = pollfd(fd: bell, events: Int16(POLLIN), revents: 0)
      isInterrupted = bell >= 0 && poll(&polled, 1, 0) > 0
      return isInterrupted
    }
    if isInterrupted { throw Failure(code: .interrupted, message: "it was interrupted") }
  }

  /// Finishes the run as the execution has ended, and says that what is there now was exported.
  private func end(_ bridge: Bridge, _ state: inout ExportState) throws(Failure) {
    let ended = SeriesContent.content(of: try source.reconnected().execution(state.subject)).redacted()
    bridge.deadline = uptime() + timeLimit
    try bridge.ask(["command": "config", "values": .object(ended.config)])
    let answer = try bridge.ask(["command": "finish", "exit_code": .number(JSONNumber(ended.exitCode))])
    state.folder = answer["folder"]?.string
    state.content = WandBExport.number(of: ended, settings)
    state.step = state.url == nil ? .written : .synced
    try folder.keep(&state)
  }
}
