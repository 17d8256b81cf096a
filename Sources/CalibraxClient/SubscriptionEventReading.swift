import CalibraxAPI
import CalibraxJSON
import CalibraxModel

extension SubscriptionEvent {
  /// Reads the parameters of a notification; `nil` for one that tells of no event, or of a topic that came later.
  init?(notification name: String, _ params: borrowing JSONView) throws(JSONError) {
    switch name {
    case EventNotification.name:
      guard let told = try Self.event(params) else { return nil }
      self = told
    case DroppedNotification.name:
      let dropped = try DroppedNotification(json: params)
      self.init(
        subscription: dropped.subscription, event: .dropped(count: dropped.count, nextSeq: dropped.nextSeq))
    case HeartbeatNotification.name:
      let heartbeat = try HeartbeatNotification(json: params)
      self.init(subscription: heartbeat.subscription, event: .heartbeat(nextSeq: heartbeat.nextSeq))
    default: return nil
    }
  }

  /// Reads an ``EventNotification``, its data straight as what the topic says it is: there may be many samples.
  private static func event(_ params: borrowing JSONView) throws(JSONError) -> SubscriptionEvent? {
    var subscription = 0
    var seq = 0
    var topic: Topic?
    var data: JSONView?
    var member = params.firstMember
    while let current = member {
      if current.isKey("subscription") { subscription = try Int(json: current.value) }
      if current.isKey("seq") { seq = try Int(json: current.value) }
      if current.isKey("topic") { topic = Topic(rawValue: current.value.string) }
      if current.isKey("data") { data = current.value }
      member = current.next
    }
    guard let topic, let data else { return nil }
    let event: Event =
      switch topic {
      case .samples: .samples(try SamplesEvent(json: data), seq: seq)
      case .executions: .execution(try Execution(json: data), seq: seq)
      case .runs: .run(try RunHead(json: data), seq: seq)
      case .alerts: .alert(try Alert(json: data), seq: seq)
      }
    return SubscriptionEvent(subscription: subscription, event: event)
  }
}
