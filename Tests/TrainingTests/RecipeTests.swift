import Testing
import Training

/// Recipes: what is read, and what is written.
@Suite struct RecipeTests {
  @Test func `what a short file leaves out has its default`() throws {
    let recipe = try SmallRecipe.read()
    #expect(
      recipe.text == """
        name = small
        title = small
        task = translation
        language = toy
        fields = en, zh
        wiring = pre
        layers = 2
        width = 16
        heads = 4
        feed-forward = 64
        context = 64
        dropout = 0.0
        label-smoothing = 0.0
        examples = 200000
        steps = 100
        batch = 64
        seed = 1
        optimizer = adam
        rate = 0.001
        beta1 = 0.9
        beta2 = 0.999
        epsilon = 1e-08
        decay = 0.0
        schedule = cosine
        warm-up = 5
        final-rate = 0.0
        clip = 1.0
        masked-share = 0.15
        answers-only = 0.0
        validation-every = 200
        validation-examples = 1000
        checkpoint-every = 1000

        """)
  }

  @Test func `every key is read`() throws {
    let recipe = try SmallRecipe.read(
      text: """
        \u{FEFF}# A recipe with everything.\r
          name=all.of_it-2
        title = C# notes, 100 % # the comment begins after a space
        task = opinions
        language = ./films.grammar
        fields = text ,title,  verdict
        wiring = post\t
        layers = 3
        width = 24
        heads = 6
        feed-forward = 7
        context = 32
        dropout = .25
        label-smoothing = 1e-1
        examples = 5000
        steps = 400
        batch = 8
        seed = 18446744073709551615
        optimizer = adamw
        rate = 3e-3
        beta1 = 0.8
        beta2 = 0.99
        epsilon = 0.000001
        decay = 0.05
        schedule = inverse-square-root
        warm-up = 400
        final-rate = 0.5
        clip = 0
        masked-share = 0.3
        answers-only = 0.4
        validation-every = 0
        validation-examples = 10
        checkpoint-every = 50
        """)
    #expect(recipe.name == "all.of_it-2" && recipe.title == "C# notes, 100 %")
    #expect(recipe.task == .opinions && recipe.language == "./films.grammar")
    #expect(recipe.fields == ["text", "title", "verdict"] && recipe.wiring == .post)
    #expect([recipe.layers, recipe.width, recipe.heads, recipe.feedForward] == [3, 24, 6, 7])
    #expect([recipe.context, recipe.examples, recipe.steps, recipe.batch] == [32, 5000, 400, 8])
    #expect(recipe.dropout == 0.25 && recipe.labelSmoothing == 0.1 && recipe.seed == .max)
    #expect(recipe.optimizer == .adamw && recipe.rate == 0.003 && recipe.decay == 0.05)
    #expect(recipe.beta1 == 0.8 && recipe.beta2 == 0.99 && recipe.epsilon == 1e-6)
    #expect(recipe.schedule == .inverseSquareRoot && recipe.warmUp == 400)
    #expect(recipe.finalRate == 0.5 && recipe.clip == 0 && recipe.maskedShare == 0.3)
    #expect(recipe.answersOnly == 0.4)
    #expect(recipe.validationEvery == 0 && recipe.validationExamples == 10)
    #expect(recipe.checkpointEvery == 50)
    let again = try SmallRecipe.read(text: recipe.text)
    #expect(again == recipe && Array(again.text.utf8) == Array(recipe.text.utf8))
  }

  @Test func `defaults follow from other keys`() throws {
    #expect(try SmallRecipe.read("title = Small").title == "Small")
    #expect(try SmallRecipe.read("width", "32").feedForward == 128)
    #expect(try SmallRecipe.read("optimizer = adamw").decay == 0.01)
    #expect(try SmallRecipe.read("steps", "5000").warmUp == 250)
  }

  @Test func `the command line counts more than the file`() throws {
    let recipe = try SmallRecipe.read("rate = 0.01", settings: ["rate=0.02", " seed = 7 "])
    #expect(recipe.rate == 0.02 && recipe.seed == 7 && recipe.width == 16)
  }

  @Test func `fewer steps on the command line shorten the file's warm-up, not its own`() throws {
    #expect(try SmallRecipe.read("warm-up = 80", settings: ["steps=30"]).warmUp == 30)
    #expect(try SmallRecipe.read("warm-up = 80", settings: ["steps=90"]).warmUp == 80)
    #expect(
      SmallRecipe.message { try SmallRecipe.read(settings: ["steps=30", "warm-up=31"]) }
        == "--set: key warm-up, expected at most the 30 steps, found \"31\"")
  }

  // MARK: From

  private static let shelf = [
    "base": "name = base\n" + SmallRecipe.lines.dropFirst().joined(separator: "\n"),
    "dir/a.recipe": "from = sub/b.recipe\nname = a\nseed = 1",
    "dir/sub/b.recipe": "# first a comment\n\nfrom = ../c.recipe\nseed = 2\nbatch = 2",
    "dir/sub/../c.recipe": "from = base\nseed = 3\nbatch = 3\nlayers = 3",
    "circle.recipe": "from = circle2.recipe\n",
    "circle2.recipe": "from = circle.recipe\n",
  ]

  private static func read(_ path: String, shelf: [String: String] = shelf) throws -> Recipe {
    try Recipe(Array((shelf[path] ?? "").utf8), path: path, builtIn: ["base", "reader"]) { name in
      shelf[name].map { (Array($0.utf8), name) }
    }
  }

  @Test func `values are taken from another recipe, over several files, as seen from each`() throws
  {
    let recipe = try Self.read("dir/a.recipe")
    #expect(recipe.name == "a" && recipe.seed == 1 && recipe.batch == 2 && recipe.layers == 3)
    #expect(recipe.language == "toy" && recipe.width == 16)
  }

  @Test func `a circle and a ninth recipe are refused, an eighth is not`() throws {
    #expect(
      SmallRecipe.message { try Self.read("circle.recipe") }
        == "circle2.recipe:1: key from, expected a recipe that does not lead back here, "
        + "found \"circle.recipe\"")
    var shelf = ["0.recipe": Self.shelf["base"] ?? ""]
    for number in 1...8 { shelf["\(number).recipe"] = "from = \(number - 1).recipe\n" }
    #expect(try Self.read("7.recipe", shelf: shelf).name == "base")
    #expect(
      SmallRecipe.message { try Self.read("8.recipe", shelf: shelf) }
        == "1.recipe:1: key from, expected at most 8 recipes one after another, found one more")
  }

  @Test func `a recipe that is not there is named, with the one that was meant`() {
    #expect(
      SmallRecipe.message { try Self.read("x", shelf: ["x": "from = raeder"]) }
        == "x:1: key from, expected a built-in recipe (perhaps reader) or a path with / or .recipe, "
        + "found \"raeder\"")
    #expect(
      SmallRecipe.message { try Self.read("x", shelf: ["x": "from = nothing-like-it"]) }
        == "x:1: key from, expected a built-in recipe or a path with / or .recipe, "
        + "found \"nothing-like-it\"")
  }
}
