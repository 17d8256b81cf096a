public import CalibraxModel

/// The values that a plot draws as one line, in the order of their x.
public struct Curve: Sendable {
  /// The values; `nil` where none was measured.
  public let values: [Double?]
  /// Where each is on the x-axis; `nil` when that is not known, and nothing can be drawn.
  public let x: [PlotCoordinate]?
  private let showsTimes: Bool

  /// A curve.
  ///
  /// - Parameters:
  ///   - x: As many as values.
  ///   - showsTimes: Whether x is seconds since 1970, to be drawn as times in UTC.
  /// - Throws: ``ValidationError`` where x shall be a time and is none.
  public init(_ values: [Double?], x: [PlotCoordinate]?, showsTimes: Bool = false) throws(ValidationError) {
    self.values = values
    self.x = x
    self.showsTimes = showsTimes
    // The seconds of the years that have four digits.
    let times = -62_135_596_800.0..<253_402_300_800
    if showsTimes, let index = x?.firstIndex(where: { !times.contains($0.double ?? .infinity) }) {
      throw ValidationError(
        "must be seconds since 1970 where is_ts is true", at: .x(index), hint: "Give seconds, or leave is_ts out.")
    }
  }

  /// The values where those that are no numbers count as missing.
  var measuredValues: [Double?] { values.map { $0?.isNaN == true ? nil : $0 } }
}

extension Curve {
  /// Where on the x-axis the value at an index is drawn.
  func place(_ index: Int, on x: [PlotCoordinate]) -> PlotCoordinate {
    x[index].double.map { time($0) ?? x[index] } ?? x[index]
  }

  /// Where the middle between two values is drawn; between texts there is none, and it is the first.
  func middle(_ first: Int, _ second: Int, on x: [PlotCoordinate]) -> PlotCoordinate {
    guard let left = x[first].double, let right = x[second].double else { return x[first] }
    let middle = left.midpoint(to: right)
    return time(middle) ?? PlotCoordinate(middle)
  }

  private func time(_ seconds: Double) -> PlotCoordinate? {
    guard showsTimes else { return nil }
    let moment = Timestamp(microseconds: Int64(seconds.rounded(.down)) * 1_000_000)
    return .text(moment.text.replacing("T", with: " "))
  }
}
