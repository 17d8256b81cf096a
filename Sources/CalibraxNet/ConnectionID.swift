/// Names one connection for as long as it lives. A slot that is used again has a new generation, so that an event or a
/// message for the connection before it is recognised.
public struct ConnectionID: Hashable, Sendable {
  let slot: UInt32
  let generation: UInt32

  init(slot: Int, generation: UInt32) {
    self.slot = UInt32(truncatingIfNeeded: slot)
    self.generation = generation
  }

  init(token: UInt64) {
    slot = UInt32(truncatingIfNeeded: token)
    generation = UInt32(truncatingIfNeeded: token >> 32)
  }

  var token: UInt64 { UInt64(slot) | UInt64(generation) << 32 }
}
