import Glibc

/// Why a server cannot listen, as a sentence for people.
public struct HTTPListenError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The sentence.
  public let description: String

  init(_ description: String) {
    self.description = description
  }

  /// What the system said of listening on an address.
  init(_ address: String, _ code: Int32) {
    let hint =
      switch code {
      case EADDRINUSE: "; another program has this port: end it, or choose another port, 0 for any that is free"
      case EACCES: "; ports below 1024 need rights: choose another port, 0 for any that is free"
      case EADDRNOTAVAIL: "; this machine has no such address: choose 127.0.0.1"
      default: ""
      }
    description = "cannot listen on \(address): \(String(cString: strerror(code)))\(hint)"
  }
}
