import Glibc

/// What the environment says of the server and its data. A variable that is empty counts as one that is not
/// set.
public enum ClientEnvironment {
  /// The server that `CALIBRAX_SERVER` names; `nil` when it is not set.
  ///
  /// - Throws: ``ClientError/address(_:)`` when what it names is no address.
  public static func server() throws(ClientError) -> ServerAddress? {
    guard let text = variable("CALIBRAX_SERVER") else { return nil }
    do throws(ClientError) { return try ServerAddress(text) } catch {
      throw .address("CALIBRAX_SERVER: \(error)")
    }
  }

  /// The data directory: `CALIBRAX_DATA`, else `./benchmark-data`.
  public static var dataDirectory: String { variable("CALIBRAX_DATA") ?? "./benchmark-data" }

  /// The token of `CALIBRAX_TOKEN`, for servers that want one; `nil` when it is not set.
  public static var token: String? { variable("CALIBRAX_TOKEN") }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}

extension ServerAddress {
  /// The server that the environment names: that of `CALIBRAX_SERVER`, else the one that holds the data directory of
  /// `CALIBRAX_DATA`, which is `./benchmark-data` when it is not set; `nil` when no server holds it.
  ///
  /// - Throws: ``ClientError/address(_:)`` when `CALIBRAX_SERVER` is no address.
  public static func fromEnvironment() throws(ClientError) -> ServerAddress? {
    try ClientEnvironment.server() ?? serving(directory: ClientEnvironment.dataDirectory)
  }
}
