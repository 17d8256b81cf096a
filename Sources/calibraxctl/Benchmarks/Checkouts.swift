import CalibraxModel

/// The sources of benchmarks on this machine, each cloned or fetched once.
struct Checkouts {
  private let folder: String
  private var known: [String: Result<Checkout, RepositoryError>] = [:]

  /// - Parameter folder: Where clones are kept.
  init(in folder: String) {
    self.folder = folder
  }

  /// The files of a repository.
  mutating func checkOut(_ repository: Repository) throws(RepositoryError) -> Checkout {
    let key = repository.host + "\n" + (repository.branch ?? "") + "\n" + (repository.credentials?.password ?? "")
    let result =
      known[key] ?? Result { () throws(RepositoryError) in try repository.checkOut(below: folder) }
    known[key] = result
    return try result.get()
  }
}
