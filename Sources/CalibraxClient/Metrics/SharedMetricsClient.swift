import CalibraxSystem
import Glibc
import Synchronization

extension MetricsClient {
  /// The client that metrics record with unless ``withMetricsClient(_:_:)`` says otherwise. Its server is the one that
  /// ``configure(_:options:)`` named, else that of ``ServerAddress/fromEnvironment()``; without any nothing is recorded,
  /// which is said once on stderr.
  ///
  /// What is recorded outside any execution belongs to one of the process's own. When the program exits it ends, and so
  /// does every other one that goes on, with the success of the program; the last samples are delivered, and how many
  /// could not be is said on stderr.
  public static var shared: MetricsClient { chosen.load() ?? fromEnvironment }

  /// Names the server of ``shared``; to be called before anything is recorded, later it changes nothing.
  public static func configure(_ address: ServerAddress, options: Options = Options()) {
    let client = MetricsClient(address, options: options)
    if choose(client) !== client { options.report("metrics are recorded already; \(address) comes too late") }
  }

  private static let chosen = AtomicLazyReference<MetricsClient>()

  private static let fromEnvironment = choose(clientOfEnvironment)

  /// Makes a client the shared one, unless there is one; returns the one there is.
  private static func choose(_ client: MetricsClient) -> MetricsClient {
    let shared = chosen.storeIfNil(client)
    if shared === client {
      on_exit({ status, _ in MetricsClient.finishShared(success: status == 0) }, nil)
    }
    return shared
  }

  private static var clientOfEnvironment: MetricsClient {
    var options = Options()
    options.token = ClientEnvironment.token
    do throws(ClientError) {
      if let address = try ServerAddress.fromEnvironment() { return MetricsClient(address, options: options) }
      return without("no server: set CALIBRAX_SERVER to record metrics", options)
    } catch {
      return without("\(error); metrics are not recorded", options)
    }
  }

  /// A client that records nothing and says why.
  private static func without(_ reason: String, _ options: Options) -> MetricsClient {
    let client = MetricsClient(nil, options: options, clock: uptime)
    client.reporter.tell(reason)
    return client
  }

  private static func finishShared(success: Bool) {
    // Nobody else ends those whose body the exit has left.
    for execution in shared.intake?.executions ?? [] { execution.close(success: success) }
    if !shared.flushAndWait(timeout: shared.exitTimeout) {
      shared.reporter.tell("\(shared.counts.waiting) samples were not delivered before the end")
    }
    shared.reporter.wait(seconds: shared.exitTimeout)
  }
}
