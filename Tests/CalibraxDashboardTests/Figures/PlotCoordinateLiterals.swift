import CalibraxJSON
import CalibraxModel

extension PlotCoordinate: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
  package init(floatLiteral number: Double) { self = .number(JSONNumber(number)) }
  package init(integerLiteral number: Int) { self = .number(JSONNumber(number)) }
  package init(stringLiteral text: String) { self = .text(text) }
}
