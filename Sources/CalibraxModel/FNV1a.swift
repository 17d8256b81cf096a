/// The hash FNV-1a (Fowler, Noll, Vo) of 64 bits: quick, and no protection against anybody.
public func fnv1a(_ bytes: some Sequence<UInt8>) -> UInt64 {
  bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
}
