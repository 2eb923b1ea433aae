import Training

/// A short recipe, line by line, for tests that change one thing.
enum SmallRecipe {
  static let lines = [
    "name = small", "task = translation", "language = toy", "fields = en, zh", "wiring = pre",
    "layers = 2", "width = 16", "heads = 4", "steps = 100",
  ]

  /// The recipe with some lines more.
  static func read(_ more: String..., settings: [String] = []) throws -> Recipe {
    try read(text: (lines + more).joined(separator: "\n"), settings: settings)
  }

  /// The recipe without the line of one key.
  static func read(without key: String) throws -> Recipe {
    try read(text: lines.filter { !$0.hasPrefix(key + " ") }.joined(separator: "\n"))
  }

  /// The recipe with another value for a key that it has.
  static func read(_ key: String, _ value: String) throws -> Recipe {
    try read(
      text: lines.map { $0.hasPrefix(key + " ") ? "\(key) = \(value)" : $0 }
        .joined(separator: "\n"))
  }

  static func read(text: String, settings: [String] = []) throws -> Recipe {
    try Recipe(
      Array(text.utf8), path: "my.recipe", settings: settings.map { RecipeSetting(text: $0) },
      builtIn: ["reader", "translator"])
  }

  /// The line that says why a recipe cannot be read.
  static func message(_ body: () throws -> Recipe) -> String {
    do { return "none: \(try body().name)" } catch { return "\(error)" }
  }
}
