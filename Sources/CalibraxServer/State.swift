public import CalibraxAPI
import CalibraxModel
public import CalibraxStore

/// What the handlers see: the store and what the server knows of itself. One thread owns it.
public struct State {
  /// Runs, baselines and definitions.
  public var store: any Store
  /// What `serverInfo` says beside the store.
  public var info = ServerInfo.Result()
  /// Tells the time.
  public var clock: Clock
  /// When the server started, seconds of the clock that never jumps.
  let started: Int

  /// The state of a server that starts now.
  public init(store: any Store, limits: ServerLimits, clock: Clock) {
    self.store = store
    self.clock = clock
    started = clock.uptime()
    info.limits = limits.described
  }
}
