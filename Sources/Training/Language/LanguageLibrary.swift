import ModelFiles
import Tensors

/// Finds languages: the built-in ones by name, others by path.
package enum LanguageLibrary {
  private static let folder = "languages/"
  private static let ending = ".grammar"

  /// The names of the built-in languages, in alphabetical order.
  package static var builtInNames: [String] {
    BundledFile.paths.compactMap { path in
      guard path.hasPrefix(folder), path.hasSuffix(ending) else { return nil }
      return String(path.dropFirst(folder.count).dropLast(ending.count))
    }.sorted()
  }

  /// Reads a language.
  ///
  /// - Parameter word: A built-in language's name, or the path of a grammar. A file that is called like a
  ///   built-in language is given with a folder: `./stories`.
  /// - Returns: The language.
  /// - Throws: ``LanguageError``.
  package static func open(_ word: String) throws -> Language {
    let path = folder + word + ending
    if let bytes = BundledFile.bytes(path) { return try Language(Array(bytes), path: path) }
    let names = builtInNames
    guard !word.utf8.contains(UInt8(ascii: "/")), !word.hasSuffix(ending) else {
      return try Language.open(word)
    }
    do { return try Language.open(word) } catch LanguageError.file(.notFound) {
      throw LanguageError.unknown(
        found: word, nearest: nearestWord(to: word, among: names), builtIn: names)
    }
  }
}
