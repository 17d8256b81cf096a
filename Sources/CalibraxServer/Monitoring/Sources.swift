import CalibraxJSON
import CalibraxModel
import CalibraxMonitoring
import CalibraxNet
import CalibraxStore
import CalibraxSystem
import Dispatch
import Synchronization

/// What the server, its host, disk and GPUs use; looked at beside everything else, for a disk or a driver may take its
/// time.
final class Sources: Sendable {
  private let reader: Mutex<ResourceReader>
  private let mailbox: Mailbox<ServerMail>
  private let queue = DispatchQueue(label: "calibrax.sources", qos: .utility)

  init(directory: String, mailbox: Mailbox<ServerMail>) {
    reader = Mutex(ResourceReader(directory: directory))
    self.mailbox = mailbox
  }

  /// Has them looked at; the mailbox gets the readings.
  ///
  /// - Parameter uptime: Seconds of the clock that never jumps.
  func look(at uptime: Double) {
    queue.async { [self] in mailbox.post(.looked(reader.withLock { $0.read(at: uptime) })) }
  }
}

/// When the sources are looked at next.
struct Looks {
  /// Whether they are being looked at.
  private var isUnderway = false
  private var next = 0.0

  /// Seconds until the next look, of one every so many seconds; `nil` when one is underway.
  func pause(_ interval: Double, now: Double) -> Double? {
    isUnderway ? nil : min(max(0, next - now), interval)
  }

  /// Begins with a look, if its time has come.
  mutating func begin(_ interval: Double, now: Double) -> Bool {
    guard let pause = pause(interval, now: now), pause <= 0 else { return false }
    isUnderway = true
    next = now + interval
    return true
  }

  mutating func end() { isUnderway = false }
}

extension State {
  /// Holds what the sources use against thresholds.
  mutating func observe(_ readings: [ResourceReading]) {
    // It may have been stopped meanwhile.
    guard monitoring.interval != nil else { return }
    let moment = moment
    for reading in readings {
      let place = monitoring.place(of: reading.name, subject: Monitoring.source(reading.device), moment)
      monitoring.observe([reading.value], at: place, moment, direction: store.definitions[reading.name]?.direction)
    }
  }
}
