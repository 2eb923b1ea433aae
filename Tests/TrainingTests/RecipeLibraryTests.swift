import Foundation
import TestSupport
import Testing
import Training
import Transformers

/// The built-in recipes, and recipes in files.
@Suite struct RecipeLibraryTests {
  private static let names = [
    "reader", "reader-post", "storyteller", "storyteller-post", "translator", "translator-post",
  ]

  @Test func `six recipes are built in, as the files of the sources say`() throws {
    #expect(RecipeLibrary.builtInNames == Self.names)
    for name in Self.names {
      let path = Repository.path("Sources/Bundled/recipes/\(name).recipe")
      let fromFile = try Recipe(
        Array(Data(contentsOf: URL(fileURLWithPath: path))), path: path
      ) { word in
        let path = Repository.path("Sources/Bundled/recipes/\(word).recipe")
        return (Array(try Data(contentsOf: URL(fileURLWithPath: path))), path)
      }
      #expect(try RecipeLibrary.open(name) == fromFile)
    }
  }

  @Test(arguments: names)
  func `a built-in recipe is called as its file, and a post one differs in the wiring alone`(
    name: String
  ) throws {
    let recipe = try RecipeLibrary.open(name)
    #expect(recipe.name == name)
    #expect(recipe.wiring == (name.hasSuffix("-post") ? .post : .pre))
    #expect(recipe.title.contains(recipe.wiring == .post ? "Post-LN" : "Pre-LN"))
    guard recipe.wiring == .post else { return }
    var other = try RecipeLibrary.open(String(name.dropLast(5)))
    other.name = recipe.name
    other.title = recipe.title
    other.wiring = .post
    #expect(recipe == other)
  }

  @Test func `settings change a built-in recipe, and fewer steps its warm-up`() throws {
    let recipe = try RecipeLibrary.open(
      "reader",
      settings: [
        RecipeSetting(option: "--steps", text: "steps=100"), RecipeSetting(text: "batch = 2"),
      ])
    #expect(recipe.steps == 100 && recipe.warmUp == 100 && recipe.batch == 2)
  }

  @Test func `a word that is no recipe is told what there is`() {
    #expect(
      SmallRecipe.message { try RecipeLibrary.open("storytelller") }
        == "\"storytelller\": is neither a built-in recipe nor a file; did you mean storyteller? "
        + "Built in: reader, reader-post, storyteller, storyteller-post, translator, translator-post"
    )
    #expect(
      SmallRecipe.message { try RecipeLibrary.open("nothing\u{1B}") }
        == "\"nothing\\u{1B}\": is neither a built-in recipe nor a file; give the path of a file. "
        + "Built in: reader, reader-post, storyteller, storyteller-post, translator, translator-post"
    )
    #expect(
      SmallRecipe.message { try RecipeLibrary.open("/nowhere/my.recipe") }
        == "/nowhere/my.recipe: there is no such file; check the path")
  }

  @Test func `a file takes values from a file beside it and from a built-in recipe`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("cutaway-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func write(_ text: String, _ name: String) throws -> String {
      let url = folder.appendingPathComponent(name)
      try text.write(to: url, atomically: true, encoding: .utf8)
      return url.path
    }
    _ = try write("from = translator\nlayers = 1\n", "one-layer.recipe")
    let path = try write("from = one-layer.recipe\nname = tiny\n", "tiny")
    let recipe = try RecipeLibrary.open(path)
    #expect(recipe.name == "tiny" && recipe.layers == 1 && recipe.language == "sentences")
    let lost = try write("from = two-layers.recipe\n", "lost.recipe")
    #expect(
      SmallRecipe.message { try RecipeLibrary.open(lost) }
        == "\(folder.path)/two-layers.recipe: there is no such file; check the path")
  }

  @Test func `only what is wrong on the command line is a wrong command line`() {
    let line = RecipeError.Place.line(path: "a", number: 1)
    let option = RecipeError.Place.option("--set")
    for (place, expected) in [(line, false), (option, true)] {
      let errors: [RecipeError] = [
        .encoding(place), .line(place, found: ""), .key(place, found: "", nearest: nil),
        .twice(place, key: "", first: line), .value(place, key: "", expected: "", found: ""),
        .fromIsLate(place), .noRecipe(place, found: "", nearest: nil), .circle(place, found: ""),
        .tooDeep(place, limit: 8),
      ]
      #expect(errors.allSatisfy { $0.isOnCommandLine == expected })
    }
    #expect(!RecipeError.missing(path: "", key: "", expected: "").isOnCommandLine)
    #expect(RecipeError.unknown(found: "", nearest: nil, builtIn: []).isOnCommandLine)
  }
}
