/// Fuzzes the reading of recipes; what is accepted must be written so that it reads back equal.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRecipe(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let file = Array(UnsafeBufferPointer(start: start, count: count))
  do {
    let recipe = try Recipe(file, path: "fuzz.recipe", builtIn: ["base"], resolve: shelf(file))
    check(recipe)
    // What stands in a file may stand on the command line.
    let settings = file.split(separator: UInt8(ascii: "\n")).compactMap { line in
      String(validating: line, as: UTF8.self).map { RecipeSetting(text: $0) }
    }
    check(try Recipe(base, path: "base.recipe", settings: settings))
  } catch {
    let sentence = "\(error)"
    precondition(!sentence.unicodeScalars.contains(where: VisibleText.isHidden), "not printable")
    // Two places of 300 characters each, which may all be escapes.
    precondition(sentence.unicodeScalars.count < 8000, "too long")
  }
  return 0
}

private let base = Array(
  """
  name = base
  task = stories
  language = toy
  fields = text
  wiring = post
  layers = 1
  width = 8
  heads = 2
  steps = 10
  """.utf8)

/// A whole recipe, and the input itself under its own name and under ever longer ones.
private func shelf(_ file: [UInt8]) -> (String) throws -> ([UInt8], String)? {
  { name in
    if name.utf8.elementsEqual("base".utf8) { return (base, "base.recipe") }
    return Recipe.isPath(name) ? (file, name) : nil
  }
}

private func check(_ recipe: Recipe) {
  let text = Array(recipe.text.utf8)
  do {
    let again = try Recipe(text, path: "again.recipe")
    precondition(again == recipe, "reads back as another recipe")
    precondition(Array(again.text.utf8) == text, "reads back with other bytes")
  } catch { preconditionFailure("does not read back: \(error)") }
}
