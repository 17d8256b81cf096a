import CalibraxJSON
import CalibraxMonitoring
import CalibraxStore

extension Monitoring {
  /// What the log of a store says.
  init(replaying store: inout any Store, keeping alerts: Int, _ moment: Moment) {
    self.init()
    keep(alerts: alerts)
    var parser = JSONParser()
    store.replay { record in
      guard let command = try? parser.decode(MonitoringCommand.self, from: record) else { return false }
      // One that was refused then is refused now.
      _ = try? apply(command, moment)
      return true
    }
    endReplay(moment)
  }
}
