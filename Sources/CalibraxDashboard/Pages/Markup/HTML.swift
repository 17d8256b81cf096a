import CalibraxModel

/// Text of HTML. What is put into it as a text is shown as that text, whatever it holds; only HTML is markup.
public struct HTML: Sendable, Equatable {
  /// The markup.
  public private(set) var markup: String

  /// Markup that is known to be sound.
  init(sound markup: String) {
    self.markup = markup
  }

  /// Nothing.
  public static let empty = HTML(sound: "")

  /// One after the other.
  static func + (left: HTML, right: HTML) -> HTML { HTML(sound: left.markup + right.markup) }

  /// Puts markup behind this one.
  static func += (left: inout HTML, right: HTML) { left.markup += right.markup }
}

extension HTML: ExpressibleByStringInterpolation {
  /// Markup as it is written in the source.
  public init(stringLiteral markup: String) {
    self.init(sound: markup)
  }

  /// Markup with what is put into it.
  public init(stringInterpolation: Interpolation) {
    self.init(sound: stringInterpolation.markup)
  }

  /// Collects markup, escaping what is no HTML.
  public struct Interpolation: StringInterpolationProtocol {
    fileprivate var markup = ""

    /// Nothing collected yet.
    public init(literalCapacity: Int, interpolationCount: Int) { markup.reserveCapacity(literalCapacity * 2) }

    /// Markup of the source.
    public mutating func appendLiteral(_ literal: String) { markup += literal }

    /// A text, shown as it is; characters that nobody sees are replaced, as they may turn others around.
    public mutating func appendInterpolation(_ text: some StringProtocol) {
      markup += markupText(printable(String(text), hasLines: true))
    }

    /// A text that scripts read and nobody sees, every character as it is but those that HTML has no place for.
    public mutating func appendInterpolation(exactly text: String) { markup += markupText(text) }

    /// A number.
    public mutating func appendInterpolation(_ number: Int) { markup += String(number) }

    /// Markup.
    public mutating func appendInterpolation(_ html: HTML) { markup += html.markup }

    /// Markup, if there is any.
    public mutating func appendInterpolation(_ html: HTML?) { markup += html?.markup ?? "" }

    /// Markup, one after the other.
    public mutating func appendInterpolation(_ parts: [HTML]) { for part in parts { markup += part.markup } }
  }
}

extension Sequence<HTML> {
  /// All of them, with something between.
  func joined(_ separator: HTML) -> HTML { HTML(sound: map(\.markup).joined(separator: separator.markup)) }
}
