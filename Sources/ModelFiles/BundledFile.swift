import Bundled

/// Files that are part of the program itself: models, recipes, languages, lessons.
///
/// They are named by their path below `Sources/Bundled`, `models/translator/config.json`; those of the
/// folder `Lessons` by their path below it, `lessons/terms`.
package enum BundledFile {
  /// The paths of all files.
  package static var paths: [String] { entries.map { String(cString: $0.path) } }

  /// The bytes of a file, which stay where they are as long as the program runs; nil if there is none.
  ///
  /// They begin at a multiple of 64 bytes.
  package static func bytes(_ path: String) -> UnsafeRawBufferPointer? {
    entries.first { exactlyEqual(String(cString: $0.path), path) }.map {
      UnsafeRawBufferPointer(start: $0.bytes, count: $0.count)
    }
  }

  private static var entries: UnsafeBufferPointer<bundled_file> {
    UnsafeBufferPointer(start: bundled_files, count: bundled_file_count)
  }
}
