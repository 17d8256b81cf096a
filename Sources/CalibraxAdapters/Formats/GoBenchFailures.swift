import CalibraxModel

extension GoBench {
  /// The benchmarks that failed.
  struct Failures {
    private var all: [(name: String, place: String, reason: String, package: String)] = []

    /// Takes in one, by the name that is written where it failed.
    mutating func add(_ name: String, _ place: String, _ reason: String, of package: String) {
      all.append((name, place, reason, package))
    }

    /// Adds an error for each that has no values.
    ///
    /// - Parameter procs: Every number of processors that was met.
    func add(
      to draft: inout RunDraft, beside measured: [Reader.Key], _ procs: Set<String>, _ conversion: inout Conversion
    ) {
      var keys: [(key: Reader.Key, place: String, reason: String)] = []
      for (whole, place, reason, package) in all {
        let (name, count) = Line.parts(of: whole)
        // What fails in its first round is told of without the number, and names may end in one.
        let isCount = count != "1" && procs.contains(count)
        let key = Reader.Key(name: isCount ? name : whole, procs: isCount ? count : "", package: package)
        if !keys.contains(where: { $0.key == key }) { keys.append((key, place, reason)) }
      }
      for (key, place, reason) in keys {
        func isSame(_ other: Reader.Key) -> Bool {
          other.name == key.name && other.package == key.package && (key.procs.isEmpty || other.procs == key.procs)
        }
        if measured.contains(where: isSame) {
          conversion.skip(place, "\(key.name) failed another time")
        } else if !keys.contains(where: { isSame($0.key) && $0.key != key }) {
          var measurement = Measurement("wall", nil, "s")
          measurement.error = reason
          draft.add(measurement, of: key.name, tags: key.tags, at: place, &conversion)
        }
      }
    }
  }
}
