import Glibc

/// The key that the server is shown. It comes from the environment alone, so that it stands in no file of ours.
enum WandBKey {
  static func check() throws(Failure) {
    if let key = getenv("WANDB_API_KEY"), key.pointee != 0 { return }
    throw Failure(
      code: .notAllowed,
      message: """
        WANDB_API_KEY environment variable not set.
          Set it with: export WANDB_API_KEY='your-key'
          Or use offline mode: export WANDB_MODE=offline
        """)
  }
}
