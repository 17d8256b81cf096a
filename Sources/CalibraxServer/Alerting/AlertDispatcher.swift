import CalibraxJSON
public import CalibraxModel
public import CalibraxMonitoring
import CalibraxSystem
import Dispatch
import Synchronization

/// Tells handlers of alerts, each on a thread of its own: one that fails or is slow delays nobody.
///
/// Only the operator's configuration says who is told.
public final class AlertDispatcher: Sendable {
  private let outlets = Mutex<[AlertOutlet]>([])
  private let log: LogWriter

  /// A dispatcher without handlers.
  ///
  /// - Parameter log: Where the log handler writes, and what could not be told is said.
  public init(log: LogWriter) {
    self.log = log
  }

  /// Tells these handlers from now on. Of one that was there already the queue and the counts are kept; what waits for
  /// one that is gone is dropped.
  ///
  /// - Parameter open: What is open now; the end of it is told to new ones too.
  public func configure(_ handlers: [AlertHandler], open: [Alert] = []) {
    outlets.withLock { outlets in
      var known = outlets
      outlets = handlers.enumerated().map { place, handler in
        let name = handler.name.isEmpty ? "\(handler.type.rawValue) \(place + 1)" : handler.name
        guard let index = known.firstIndex(where: { $0.handler == handler }) else {
          let outlet = AlertOutlet(handler, name: name, log: log)
          outlet.resume(open)
          return outlet
        }
        let outlet = known.remove(at: index)
        outlet.rename(name)
        return outlet
      }
      for outlet in known { outlet.close() }
    }
  }

  /// Has handlers told what became of alerts, in this order. It does not wait for them.
  public func tell(_ news: [AlertTable.News]) {
    guard !news.isEmpty else { return }
    for outlet in current { outlet.tell(news) }
  }

  /// Stops repeating alerts that are not in the table any more.
  public func forgetAlerts(notIn table: AlertTable) {
    for outlet in current { outlet.forget { table[$0] == nil } }
  }

  /// How the handlers do, in the order they were configured.
  public var reports: [AlertHandlerReport] { current.map(\.report) }

  /// Ends: what waits is tried once more, by all handlers at once.
  ///
  /// - Parameter seconds: When it returns at the latest; what is not told then is dropped.
  public func finish(seconds: Double) {
    let outlets = current
    let group = DispatchGroup()
    for outlet in outlets { outlet.windDown(in: group, until: uptime() + seconds) }
    _ = group.wait(timeout: .now() + seconds)
    for outlet in outlets {
      outlet.close()
      let report = outlet.report
      guard report.waiting > 0 else { continue }
      log.log("alert handler \(report.name): \(report.waiting) events of alerts not told before the end")
    }
  }

  private var current: [AlertOutlet] { outlets.withLock { $0 } }
}
