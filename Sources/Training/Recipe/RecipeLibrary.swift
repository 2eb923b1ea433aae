import ModelFiles
import Tensors

/// Finds recipes: the built-in ones by name, others by path.
package enum RecipeLibrary {
  /// What the recipe of a run is called in its folder.
  package static let fileName = "recipe" + Recipe.fileExtension
  private static let folder = "recipes/"

  /// The names of the built-in recipes, in alphabetical order.
  package static var builtInNames: [String] {
    BundledFile.paths.compactMap { path in
      guard path.hasPrefix(folder), path.hasSuffix(Recipe.fileExtension) else { return nil }
      return String(path.dropFirst(folder.count).dropLast(Recipe.fileExtension.count))
    }.sorted()
  }

  /// Reads a recipe.
  ///
  /// - Parameters:
  ///   - word: A built-in recipe's name, or the path of a file. A file that is called like a built-in
  ///     recipe is given with a folder: `./reader`.
  ///   - settings: Values from the command line, which count more than the file's.
  /// - Returns: The recipe.
  /// - Throws: ``RecipeError``, or ``FileError`` where a file cannot be read.
  package static func open(
    _ word: String, settings: [RecipeSetting] = []
  ) throws -> Recipe {
    let names = builtInNames
    let found = try find(word)
    guard let (text, path) = try found ?? file(word) else {
      throw RecipeError.unknown(
        found: word, nearest: nearestWord(to: word, among: names), builtIn: names)
    }
    return try Recipe(text, path: path, settings: settings, builtIn: names, resolve: find)
  }

  /// What `from` names; nil for a word that is neither a built-in recipe's name nor a path.
  private static func find(_ word: String) throws -> ([UInt8], String)? {
    if Recipe.isPath(word) { return (try SmallFile.read(path: word), word) }
    let path = folder + word + Recipe.fileExtension
    return BundledFile.bytes(path).map { (Array($0), path) }
  }

  /// A file in the working directory whose name has no ending.
  private static func file(_ word: String) throws -> ([UInt8], String)? {
    do { return (try SmallFile.read(path: word), word) } catch {
      switch error {
      case .notFound, .invalidPath: return nil
      default: throw error
      }
    }
  }
}
