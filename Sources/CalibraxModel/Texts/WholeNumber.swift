extension Int {
  /// A number without what is behind its point. One that is too large for that is cut down, and none at all is 0: what
  /// is drawn of it is wrong in any case.
  public init(clamping value: Double) {
    self = value.isNaN ? 0 : Int(Swift.min(1e18, Swift.max(-1e18, value)))
  }
}
