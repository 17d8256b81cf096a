import CalibraxJSON
import CalibraxModel

/// What Veeksha measures, by the names that it gives in `summary_stats.json`.
enum VeekshaMetrics {
  /// A metric's name, unit and which way it improves.
  struct Meaning {
    let name: String
    let unit: String
    let direction: Direction
    /// The member of a request that holds it.
    var member: String?

    init(_ name: String, _ unit: String, _ direction: Direction, of member: String? = nil) {
      self.name = name
      self.unit = unit
      self.direction = direction
      self.member = member
    }
  }

  /// What is measured of each request or session.
  static let distributions: OrderedMap<Meaning> = [
    "Time to First Chunk": Meaning("ttfc", "s", .lower, of: "ttfc"),
    "Time Between Chunks": Meaning("tbc", "s", .lower, of: "tbc"),
    "Time per Output Token": Meaning("tpot", "s", .lower, of: "tpot"),
    "End to End Latency": Meaning("end_to_end_latency", "s", .lower, of: "end_to_end_latency"),
    "Normalized End to End Latency": Meaning(
      "normalized_end_to_end_latency", "s/token", .lower, of: "normalized_end_to_end_latency"),
    "Output Throughput": Meaning("output_throughput", "tokens/s", .higher, of: "output_throughput"),
    "Number of Prompt Tokens": Meaning("num_prompt_tokens", "count", .info, of: "num_delta_prompt_tokens"),
    "Number of Output Tokens": Meaning("num_output_tokens", "count", .info, of: "num_output_tokens"),
    "Number of Total Tokens": Meaning("num_total_tokens", "count", .info, of: "num_total_tokens"),
    "Requests per Session": Meaning("session_size", "count", .info),
    "Session Duration": Meaning("session_duration", "s", .lower),
    "Intra-session Think Time": Meaning("session_think_time", "s", .info),
  ]

  /// What is counted, which is true of a benchmark that failed too.
  static let counters: OrderedMap<Meaning> = [
    "Number of Requests": Meaning("num_requests", "count", .info),
    "Number of Errored Requests": Meaning("num_errored_requests", "count", .lower),
    "Number of Completed Requests": Meaning("num_completed_requests", "count", .info),
    "Number of Cancelled Requests": Meaning("num_cancelled_requests", "count", .lower),
    "Error Rate": Meaning("error_rate", "", .lower),
    "Cancellation Rate": Meaning("cancellation_rate", "", .lower),
    "Number of Sessions Seen": Meaning("num_sessions", "count", .info),
    "Successful Sessions": Meaning("successful_sessions", "count", .info),
    "Errored Sessions": Meaning("errored_sessions", "count", .lower),
    "Cancelled Sessions": Meaning("cancelled_sessions", "count", .lower),
    "Incomplete Sessions": Meaning("incomplete_sessions", "count", .info),
  ]

  /// How fast the sessions came, which is asked of the benchmark and not of the server.
  static let rates: OrderedMap<Meaning> = [
    "Observed Session Dispatch Rate": Meaning("session_dispatch_rate", "1/s", .info)
  ]

  /// What is made of the requests' mean and of their worst time.
  static let throughputs: OrderedMap<Meaning> = [
    "tpot_based_throughput": Meaning("tpot_based_throughput", "tokens/s", .higher),
    "tbc_based_throughput": Meaning("tbc_based_throughput", "tokens/s", .higher),
  ]

  /// The member of the summary that says how many requests were answered.
  static let completed = "Number of Completed Requests"

  /// A statistic of a distribution that is a metric of its own: `_p99` of `Time to First Chunk (P99)`.
  static func suffix(of statistic: String) -> String {
    "_" + statistic.lowercased()
  }

  /// A name that is not known, as the known ones are written: `audio_real_time_factor_p99`.
  static func name(of key: String) -> String {
    let words = key.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    return words.joined(separator: "_")
  }

  /// The distribution and the statistic of it that a member of the summary is: `Time to First Chunk (P99)`.
  static func split(_ key: String) -> (distribution: String, statistic: String)? {
    guard let match = key.wholeMatch(of: /(.+) \((Mean|P[0-9.]+)\)/) else { return nil }
    return (String(match.1), String(match.2))
  }
}
