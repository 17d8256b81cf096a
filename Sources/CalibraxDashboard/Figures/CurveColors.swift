extension CurveColors {
  /// The colours in the order that curves take them; never none.
  ///
  /// Where every colour is to be skipped, none is.
  var cycle: [String] {
    let listed = Colormap.named(colormap) ?? Colormap.named("tab10") ?? ["#1f77b4"]
    let ordered =
      switch strategy {
      case .standard: listed
      case .reverse: [String](listed.reversed())
      case .interleave:
        [1, 0].flatMap { start in stride(from: start, to: listed.count, by: 2).map { listed[$0] } }
      }
    let kept = ordered.filter { !skip.contains($0) }
    return kept.isEmpty ? ordered : kept
  }
}
