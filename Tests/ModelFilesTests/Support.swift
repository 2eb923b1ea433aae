import Foundation
import Testing

@testable import ModelFiles

/// A folder of its own for one test; gone when the test is.
final class TemporaryFolder {
  let path: String

  init() throws {
    let name = "cutaway-test-\(UInt64.random(in: 0 ... .max))"
    path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// What is in the folder, in order.
  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  /// Puts a file into the folder and gives its path.
  @discardableResult
  func add(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = path + "/" + name
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    return file
  }

  /// Puts a text file into the folder and gives its path.
  @discardableResult
  func add(_ name: String, _ text: String) throws -> String {
    try add(name, Array(text.utf8))
  }
}

/// The bytes of a safetensors file: a header's length, the header, and so many bytes 0, 1, 2, ….
func packed(_ header: String, _ count: Int = 0) -> [UInt8] {
  packed(Array(header.utf8), count)
}

/// The bytes of a safetensors file, with a header that need not be text.
func packed(_ header: [UInt8], _ count: Int = 0) -> [UInt8] {
  length(UInt64(header.count)) + header + (0..<count).map { UInt8(truncatingIfNeeded: $0) }
}

/// The 8 bytes before a header.
func length(_ count: UInt64) -> [UInt8] {
  withUnsafeBytes(of: count.littleEndian) { Array($0) }
}

/// A tensor's entry in a header.
func entry(_ name: String, _ dtype: String, _ shape: String, _ begin: Int, _ end: Int) -> String {
  #""\#(name)":{"dtype":"\#(dtype)","shape":\#(shape),"data_offsets":[\#(begin),\#(end)]}"#
}

/// The header of a whole file.
func header(_ file: [UInt8]) throws -> SafetensorsHeader {
  try file.withUnsafeBytes { try SafetensorsHeader(file: $0) }
}

/// What is wrong with a whole file; `nil` if nothing is.
func problem(_ file: [UInt8]) -> SafetensorsProblem? {
  do {
    _ = try header(file)
    return nil
  } catch {
    return error as? SafetensorsProblem
  }
}

/// The error that `body` throws, as it is told to the user.
func sentence(_ body: () throws -> Void) -> String {
  do {
    try body()
    return "no error"
  } catch {
    return "\(error)"
  }
}
