@testable import CalibraxHTTP

/// The requests in some bytes, and the status they end with where they are refused.
struct Parsed: Equatable {
  var requests: [HTTPRequest] = []
  var status: Int?

  /// Gives a parser the bytes in pieces of a size.
  init(_ text: String, cut size: Int = .max, limits: HTTPLimits = HTTPLimits()) {
    self.init(Array(text.utf8), cut: size, limits: limits)
  }

  init(_ bytes: [UInt8], cut size: Int = .max, limits: HTTPLimits = HTTPLimits()) {
    var parser = HTTPRequestParser(limits: limits)
    var rest = bytes[...]
    do throws(HTTPRefusal) {
      repeat {
        parser.append(rest.prefix(size))
        rest = rest.dropFirst(size)
        while let request = try parser.next() { requests.append(request) }
      } while !rest.isEmpty
    } catch {
      status = error.status
    }
  }

  /// The only request.
  var request: HTTPRequest? { requests.count == 1 && status == nil ? requests.first : nil }
}

/// A GET of a target with the headers of a proper client.
func get(_ target: String, _ headers: String...) -> String {
  "GET \(target) HTTP/1.1\r\nHost: localhost\r\n" + headers.map { $0 + "\r\n" }.joined() + "\r\n"
}

/// A POST of a body with further headers.
func post(_ headers: String..., body: String = "") -> String {
  "POST /calls HTTP/1.1\r\nHost: localhost\r\n" + headers.map { $0 + "\r\n" }.joined() + "\r\n" + body
}
