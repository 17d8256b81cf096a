import CalibraxSystem
import Dispatch

/// The thread that delivers: it moves bytes between ``Delivery`` and a socket, and samples from the ``Intake``.
struct DeliveryLoop: Sendable {
  /// Seconds between two requests while they are not full.
  private static let interval = 0.05

  private static let longestSleep = 3_600.0

  private let address: ServerAddress
  private let token: String?
  private let intake: Intake
  private var delivery: Delivery
  private var socket: ClientSocket?
  private var lastTake = -Double.infinity
  /// When a throttle's window ends next.
  private var due = Double.infinity

  /// Starts delivering on a thread of its own, until the intake is stopped.
  ///
  /// - Parameter token: What is shown to the server first on each connection.
  static func start(_ intake: Intake, to address: ServerAddress, token: String?, _ delivery: Delivery) {
    DispatchQueue(label: "calibrax.metrics").async {
      var loop = DeliveryLoop(address: address, token: token, intake: intake, delivery: delivery)
      while !intake.isStopped { loop.turn() }
      intake.abandonFlushes()
    }
  }

  private init(address: ServerAddress, token: String?, intake: Intake, delivery: Delivery) {
    self.address = address
    self.token = token
    self.intake = intake
    self.delivery = delivery
  }

  private mutating func turn() {
    let now = intake.clock()
    if intake.takeHolding() || now >= due { due = intake.sweep(at: now) ?? .infinity }
    take(at: now)
    do throws(ClientError) {
      try connect(at: now)
      try exchange(at: now)
    } catch {
      socket = nil
      delivery.disconnected(error, at: intake.clock())
    }
    intake.settle(delivery.takeOutcome())
    if delivery.isIdle { intake.finishFlushes() }
    if !delivery.isAsking { sleep() }
  }

  private mutating func take(at now: Double) {
    guard !delivery.isAsking else { return }
    if intake.takeHurry() { delivery.hurry() }
    let isDue = now >= lastTake + Self.interval || intake.isFull || intake.isFlushing
    let taken = intake.take(samples: isDue && delivery.isReady(at: now))
    if !taken.samples.isEmpty { lastTake = now }
    delivery.take(taken.announcements, taken.samples)
  }

  private mutating func connect(at now: Double) throws(ClientError) {
    guard delivery.needsConnection(at: now) else { return }
    let socket = try ClientSocket(address, timeout: delivery.answerTimeout)
    if let token { try BlockingClient(over: socket, timeout: delivery.answerTimeout).authenticate(token) }
    self.socket = socket
    delivery.connected()
  }

  private mutating func exchange(at now: Double) throws(ClientError) {
    guard let socket else { return }
    let lines = delivery.next(at: now)
    if !lines.isEmpty { try socket.send(lines) }
    guard delivery.isAsking else { return }
    if let bytes = try socket.receive(until: uptime() + Self.interval) {
      try delivery.receive(bytes, at: intake.clock())
    } else if let deadline = delivery.deadline, intake.clock() >= deadline {
      throw .timeout(seconds: delivery.answerTimeout)
    }
  }

  /// Waits until there is something to do; not at all when there is.
  private func sleep() {
    let now = intake.clock()
    let isReady = delivery.isReady(at: now)
    let isWaiting = isReady && !intake.isEmpty
    let alarm: Intake.Alarm = isReady ? isWaiting ? .fullBatch : .anySample : .pressing
    let next = min(due, delivery.deadline ?? .infinity, isWaiting ? lastTake + Self.interval : .infinity)
    intake.sleep(until: alarm, seconds: min(max(0, next - now), Self.longestSleep))
  }
}
