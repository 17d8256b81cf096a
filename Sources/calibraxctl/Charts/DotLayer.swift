/// Dots on a grid of characters, two wide and four high each, drawn as braille.
struct DotLayer: Equatable {
  let columns: Int
  let rows: Int
  private var cells: [UInt8]

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Array(repeating: 0, count: columns * rows)
  }

  /// The number of dots from left to right.
  var width: Int { columns * 2 }
  /// The number of dots from top to bottom.
  var height: Int { rows * 4 }

  /// The bits of a braille character's dots, from top to bottom: the left ones, then the right ones.
  private static let bits: [UInt8] = [0x01, 0x02, 0x04, 0x40, 0x08, 0x10, 0x20, 0x80]

  /// The dots of a character, as the low byte of its braille character.
  subscript(column: Int, row: Int) -> UInt8 { cells[row * columns + column] }

  /// The braille character of some dots; a space when there are none.
  static func character(_ dots: UInt8) -> Character {
    dots == 0 ? " " : Character(Unicode.Scalar(UInt32(0x2800) + UInt32(dots)) ?? " ")
  }

  mutating func dot(_ x: Int, _ y: Int) {
    guard x >= 0, x < width, y >= 0, y < height else { return }
    cells[y / 4 * columns + x / 2] |= Self.bits[x % 2 * 4 + y % 4]
  }

  /// Draws a line (Bresenham's algorithm); its ends lie on the grid.
  mutating func line(from start: (x: Int, y: Int), to end: (x: Int, y: Int)) {
    let (dx, dy) = (abs(end.x - start.x), -abs(end.y - start.y))
    let (stepX, stepY) = (start.x < end.x ? 1 : -1, start.y < end.y ? 1 : -1)
    var (x, y, error) = (start.x, start.y, dx + dy)
    while true {
      dot(x, y)
      if x == end.x && y == end.y { return }
      let twice = 2 * error
      if twice >= dy {
        error += dy
        x += stepX
      }
      if twice <= dx {
        error += dx
        y += stepY
      }
    }
  }
}
