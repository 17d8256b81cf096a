public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Records samples.
public enum RecordSamples: Method {
  /// The name on the wire.
  public static let name = "record"
  /// What it does.
  public static let summary =
    "Records samples: points of a series, one value of a metric, or samples of several; all of them or none."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.notFound, .readOnly]

  /// The largest number of a producer's sample.
  public static let largestSeq = 1 << 53

  /// What to record: `series` and `points`, or `key` and `value`, or `samples`.
  public struct Params: Record {
    /// The handle of a series.
    public var series: Int?
    /// Its samples.
    public var points: [Sample] = []
    /// The execution.
    public var executionID: String?
    /// The metric's key.
    public var key: String?
    /// The value.
    public var value: Double?
    /// The x-value.
    public var at: Double?
    /// Samples of several series.
    public var samples: [NamedSample] = []
    /// The process that records.
    public var producer: String?
    /// The number of the first sample.
    public var seq: Int?

    /// Parameters to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .optional("series", \.series, "The handle of a series, as defineMetric answered it."),
      .optional("points", \.points, "Its samples, [at, value] each."),
      .optional("execution_id", \.executionID, "The execution of key; the always-open \"default\" when left out."),
      .optional("key", \.key, "The metric's key; it is defined by its first sample unless defineMetric did."),
      .optional("value", \.value, "The value, a finite number."),
      .optional(
        "at", \.at, "The x-value; seconds since the execution's start (Unix seconds in \"default\") if left out."),
      .optional("samples", \.samples, "Samples of several series."),
      .optional("producer", \.producer, "A name of the recording process that no other has; needs seq."),
      .optional(
        "seq", \.seq, "The number of the first sample here; the producer counts all its samples from 1.",
        in: 1...largestSeq, advice: "Count the samples of a producer from 1."),
    ]
  }

  /// A sample with what it belongs to: a handle, or an execution and a key.
  public struct NamedSample: Record {
    /// The handle of a series.
    public var series: Int?
    /// The execution.
    public var executionID: String?
    /// The metric's key.
    public var key: String?
    /// The value.
    public var value = 0.0
    /// The x-value.
    public var at: Double?

    /// A sample to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<NamedSample> = [
      .optional("series", \.series, "The handle of a series."),
      .optional("execution_id", \.executionID, "The execution of key; \"default\" when left out."),
      .optional("key", \.key, "The metric's key."),
      .required("value", \.value, "The value, a finite number."),
      .optional("at", \.at, "The x-value; the time when left out."),
    ]
  }

  /// What became of the samples.
  public struct Result: Record {
    /// Stored now.
    public var accepted = 0
    /// Stored before.
    public var duplicates = 0
    /// The number of the producer's next sample.
    public var nextSeq: Int?

    /// A result to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Result> = [
      .required("accepted", \.accepted, "How many samples were stored now."),
      .required("duplicates", \.duplicates, "How many had been stored before, by producer and seq."),
      .optional("next_seq", \.nextSeq, "The number of the producer's next sample."),
    ]
  }

  /// Only samples with numbers are stored once however often they are sent.
  public static func isRepeatable(_ params: Params) -> Bool { params.producer != nil }
}
