import Foundation
import Tensors
import Testing

/// Folders to write into, and bytes that are taken for a file.
struct FolderTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.path + "/cutaway-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  @Test func `a folder is made once, and its files are listed and taken away`() throws {
    try withFolder { path in
      #expect(Folder.names(in: path) == [])
      try Folder.make(path)
      try Folder.make(path)
      for name in ["b", ".a", "c"] { try Data().write(to: URL(fileURLWithPath: path + "/" + name)) }
      #expect(Folder.names(in: path) == [".a", "b", "c"])
      try Folder.remove(path + "/b")
      try Folder.remove(path + "/b")
      #expect(Folder.names(in: path) == [".a", "c"])
    }
  }

  @Test func `what cannot be made is an error that says why`() throws {
    try withFolder { path in
      try Folder.make(path)
      try Data().write(to: URL(fileURLWithPath: path + "/file"))
      #expect(throws: FileError.failed(path: path + "/file", action: .write, code: ENOTDIR)) {
        try Folder.make(path + "/file")
      }
      #expect(throws: FileError.noFolder(path: path + "/no/such")) {
        try Folder.make(path + "/no/such")
      }
      #expect(throws: FileError.invalidPath(path: "")) { try Folder.make("") }
      #expect(throws: FileError.self) { try Folder.remove(path) }
    }
  }

  @Test func `bytes of the program are a file that never changes`() throws {
    let bytes: [UInt8] = [1, 2, 3]
    try bytes.withUnsafeBytes { bytes in
      let file = MappedFile(path: "bundled:x", permanentBytes: bytes)
      #expect(file.path == "bundled:x")
      #expect(file.count == 3)
      #expect(file.bytes.elementsEqual([1, 2, 3]))
      #expect(file.bytes.baseAddress == bytes.baseAddress)
      try file.checkUnchanged()
    }
  }
}
