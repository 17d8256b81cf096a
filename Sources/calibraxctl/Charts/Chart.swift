import CalibraxModel

/// Several series over one x-axis.
struct Chart {
  /// A series as it is shown.
  struct Series {
    var name = ""
    var scale: MetricScale?
    /// Its samples, in any order.
    var points: [Sample] = []
    /// The value that was recorded last.
    var latest: Double?
  }

  /// What stands above it.
  var title: String?
  /// What its x-axis shows.
  var group: MetricGroup?
  /// Whether x may be Unix seconds.
  var mayBeClock = false
  var series: [Series] = []
}

/// A vertical axis and the series that share it.
struct ValueAxis {
  var axis: Axis
  var units: String?
  /// The places of its series in the chart.
  var members: [Int]
}

extension Chart {
  /// The colours of the series, by turns.
  static let colors: [Terminal.Color] = [.cyan, .yellow, .magenta, .green, .blue, .red]

  func color(_ index: Int) -> Terminal.Color { Self.colors[index % Self.colors.count] }

  /// Whether x is shown as the time of day.
  var isClock: Bool { mayBeClock && group?.units == nil && ClockText.isPlausible(placeAxis) }

  /// The x-axis.
  var placeAxis: Axis {
    var places = range(series.flatMap { $0.points.map(\.at) })
    // A moment lies between the seconds around it, not between the years.
    if mayBeClock, let moment = places?.lowerBound, moment == places?.upperBound, abs(moment) < 1e12 {
      places = moment - 1...moment + 1
    }
    return Axis(places, lower: group?.lower, upper: group?.upper)
  }

  /// The y-axes, in the order of the series: those whose scales have the same name share one.
  func valueAxes(rows: Int) -> [ValueAxis] {
    var groups: [[Int]] = []
    var places: [String: Int] = [:]
    for (index, series) in series.enumerated() {
      if let name = series.scale?.name, let place = places[name] {
        groups[place].append(index)
      } else {
        if let name = series.scale?.name { places[name] = groups.count }
        groups.append([index])
      }
    }
    let shown = placeAxis.lower...placeAxis.upper
    return groups.map { members in
      let scales = members.compactMap { series[$0].scale }
      let (lower, upper) = (scales.compactMap(\.lower).min(), scales.compactMap(\.upper).max())
      let values = range(members.flatMap { series[$0].points.filter { shown.contains($0.at) }.map(\.value) })
      let axis = Axis(values, lower: lower, upper: upper)
        .rounded(parts: rows, keepsLower: lower != nil, keepsUpper: upper != nil)
      return ValueAxis(axis: axis, units: scales.compactMap(\.units).first.map { printable($0) }, members: members)
    }
  }
}

private func range(_ values: [Double]) -> ClosedRange<Double>? {
  guard let low = values.min(), let high = values.max() else { return nil }
  return low...high
}
