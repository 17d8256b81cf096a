import Glibc

/// NVIDIA's management library, loaded while we run: most machines have none.
final class NVML: Sendable {
  // The functions of nvml.h; they return 0 when all is well, and a device is a pointer of theirs.
  private typealias Call = @convention(c) @Sendable () -> Int32
  private typealias GetCount = @convention(c) @Sendable (UnsafeMutablePointer<UInt32>) -> Int32
  private typealias GetDevice = @convention(c) @Sendable (UInt32, UnsafeMutablePointer<OpaquePointer?>) -> Int32
  private typealias GetUtilization = @convention(c) @Sendable (OpaquePointer, UnsafeMutablePointer<UInt32>) -> Int32
  private typealias GetMemory = @convention(c) @Sendable (OpaquePointer, UnsafeMutablePointer<UInt64>) -> Int32

  /// The address of what dlopen gave; as a number, which threads may share.
  private let handle: UInt
  private let getCount: GetCount
  private let getDevice: GetDevice
  private let getUtilization: GetUtilization
  private let getMemory: GetMemory

  /// Loads and starts it; `nil` when there is no such library, it is another one, or it finds no driver.
  init?(library: String) {
    guard let handle = dlopen(library, RTLD_LAZY | RTLD_LOCAL) else { return nil }
    guard let start = dlsym(handle, "nvmlInit_v2"), let count = dlsym(handle, "nvmlDeviceGetCount_v2"),
      let device = dlsym(handle, "nvmlDeviceGetHandleByIndex_v2"),
      let utilization = dlsym(handle, "nvmlDeviceGetUtilizationRates"),
      let memory = dlsym(handle, "nvmlDeviceGetMemoryInfo"), unsafeBitCast(start, to: Call.self)() == 0
    else {
      dlclose(handle)
      return nil
    }
    self.handle = UInt(bitPattern: handle)
    getCount = unsafeBitCast(count, to: GetCount.self)
    getDevice = unsafeBitCast(device, to: GetDevice.self)
    getUtilization = unsafeBitCast(utilization, to: GetUtilization.self)
    getMemory = unsafeBitCast(memory, to: GetMemory.self)
  }

  deinit {
    guard let handle = UnsafeMutableRawPointer(bitPattern: handle) else { return }
    if let stop = dlsym(handle, "nvmlShutdown") { _ = unsafeBitCast(stop, to: Call.self)() }
    dlclose(handle)
  }

  /// How many GPUs there are; `nil` when the driver does not say.
  var count: UInt32? {
    var count: UInt32 = 0
    return getCount(&count) == 0 ? count : nil
  }

  /// What a GPU tells of itself: the percentage of time it worked, and the bytes of its memory in use.
  func status(of index: UInt32) -> (utilization: UInt32?, memoryUsed: UInt64?) {
    var device: OpaquePointer?
    guard getDevice(index, &device) == 0, let device else { return (nil, nil) }
    // nvmlUtilization_t: gpu, memory. nvmlMemory_t: total, free, used.
    var rates: [UInt32] = [0, 0]
    var memory: [UInt64] = [0, 0, 0]
    let utilization = getUtilization(device, &rates) == 0 ? rates[0] : nil
    return (utilization, getMemory(device, &memory) == 0 ? memory[2] : nil)
  }
}
