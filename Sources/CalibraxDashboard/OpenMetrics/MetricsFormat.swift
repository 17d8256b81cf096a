/// A text that programs collect metrics in.
public enum MetricsFormat: Sendable, CaseIterable {
  /// OpenMetrics 1.0.
  case openMetrics
  /// What Prometheus had before, version 0.0.4.
  case prometheus

  /// The one for a client that accepts these media types, as its `Accept` header has them.
  public init(accept: String?) {
    let types = (accept ?? "").lowercased().split(separator: ",")
    let isAccepted = types.contains { type in
      let parts = type.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
      return parts.first == "application/openmetrics-text" && !parts.contains { $0 == "q=0" || $0 == "q=0.0" }
    }
    self = isAccepted ? .openMetrics : .prometheus
  }

  /// Its media type.
  public var mediaType: String {
    switch self {
    case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
    case .prometheus: "text/plain; version=0.0.4; charset=utf-8"
    }
  }
}
