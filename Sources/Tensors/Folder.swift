#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Folders that files are written into.
package enum Folder {
  /// Makes the folder at `path` if it is not there; the one above it must be.
  ///
  /// - Throws: ``FileError``, also where something else has the name.
  package static func make(_ path: String) throws(FileError) {
    guard !path.isEmpty, !path.utf8.contains(0) else { throw .invalidPath(path: path) }
    guard mkdir(path, 0o777) != 0 else { return }
    let code = errno
    var status = stat()
    guard code == EEXIST, stat(path, &status) == 0 else { throw .system(path, .write, code) }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw .failed(path: path, action: .write, code: ENOTDIR)
    }
  }

  /// The names in a folder, in order; none where it is not there or cannot be read.
  package static func names(in path: String) -> [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      // By its address: a copy of the whole field could read beyond what the system gave.
      let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
        String(cString: UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self))
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Takes a file away, if it is there.
  ///
  /// - Throws: ``FileError`` where it is there and stays.
  package static func remove(_ path: String) throws(FileError) {
    guard unlink(path) != 0, errno != ENOENT else { return }
    throw .system(path, .replace, errno)
  }
}
