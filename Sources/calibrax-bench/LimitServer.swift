import CBench

/// A server in C that does the least that a server must, so that nobody can be faster.
enum LimitServer: String {
  /// Sends back what arrives.
  case echo
  /// Keeps samples, synced every second.
  case sink
  /// Keeps samples, synced before they are answered for.
  case syncedSink = "synced-sink"

  /// Serves until the process is killed; what is kept lies beside the socket.
  ///
  /// - Returns: an error number, when it cannot.
  func serve(at path: String) -> Int32 {
    switch self {
    case .echo: calibrax_echo_serve(path)
    case .sink: calibrax_sink_serve(path, path + ".log", 0)
    case .syncedSink: calibrax_sink_serve(path, path + ".log", 1)
    }
  }
}
