public import CalibraxModel
import Glibc

/// What is demanded of which metrics.
public struct GatePolicies: Sendable {
  /// The policies, in the order of config.json.
  public let all: [GatePolicy]

  /// Policies in order: of those that name a metric the first holds.
  public init(_ all: [GatePolicy] = []) { self.all = all }

  /// The policy of a metric, and its place; what holds where none says anything has none.
  public func policy(of metric: String, _ point: PointKey) -> (policy: GatePolicy, place: Int?) {
    let place = all.firstIndex { policy in
      matches(policy.metric, metric) && matches(policy.point, point.pointName)
        && point.tags.contains(policy.tags)
    }
    return (place.map { all[$0] } ?? GatePolicy(), place)
  }

  private func matches(_ pattern: String, _ name: String) -> Bool { fnmatch(pattern, name, 0) == 0 }
}
