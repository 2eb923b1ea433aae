#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

// Reads files from standard input, each after its length (4 bytes, little-endian), and answers
// with a line for each: "ok", or the name of the problem and its sentence.

@main
struct Differential {
  static func main() {
    while let length = take(4)?.withUnsafeBytes({ $0.loadUnaligned(as: UInt32.self) }) {
      guard let file = take(Int(length)) else { return }
      print(file.withUnsafeBytes(verdict))
    }
  }

  static func verdict(_ file: UnsafeRawBufferPointer) -> String {
    do {
      let header = try SafetensorsHeader(file: file)
      return "ok \(header.tensors.count)"
    } catch {
      let name = Mirror(reflecting: error).children.first?.label ?? "\(error)"
      return "\(name) \(error)"
    }
  }

  static func take(_ count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let taken = bytes.withUnsafeMutableBytes { bytes in
        read(0, bytes.baseAddress.map { $0 + filled }, count - filled)
      }
      guard taken > 0 else { return nil }
      filled += taken
    }
    return bytes
  }
}
