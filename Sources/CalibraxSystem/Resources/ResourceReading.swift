/// What was read of one resource.
public struct ResourceReading: Sendable, Equatable {
  /// What was read, with its unit: `cpu_percent`, `memory_rss_mb`.
  public var name: String
  /// How much; never below 0, never NaN. A MB is 1,048,576 bytes.
  public var value: Double
  /// Which of several devices, `gpu 1`; `nil` where there is one only.
  public var device: String?

  /// A reading.
  public init(name: String, value: Double, device: String? = nil) {
    self.name = name
    self.value = value
    self.device = device
  }
}

/// Bytes as MB, as the Python calibrax counts them.
func megabytes(_ bytes: UInt64) -> Double { Double(bytes) / 1_048_576 }
