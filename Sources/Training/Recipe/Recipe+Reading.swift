import Transformers

extension Recipe {
  /// What a recipe's file ends in.
  package static let fileExtension = ".recipe"

  /// Whether a word means a file rather than a built-in recipe: it has a `/`, or ends in `.recipe`.
  package static func isPath(_ word: String) -> Bool {
    word.utf8.contains(UInt8(ascii: "/"))
      || word.utf8.suffix(fileExtension.utf8.count).elementsEqual(fileExtension.utf8)
  }

  /// Reads a recipe.
  ///
  /// - Parameters:
  ///   - text: The file.
  ///   - path: What messages call it; paths after `from` are seen from its folder.
  ///   - settings: Values from the command line, which count more than the file's. Where the number of
  ///     steps is one of them, a longer warm-up that a file asks for is cut to it.
  ///   - builtIn: The built-in recipes' names, for messages.
  ///   - resolve: Finds the recipe that `from` names: a built-in one's name, or a path. Gives its bytes
  ///     and what messages call it; nil where there is none.
  /// - Throws: ``RecipeError``, or what `resolve` throws.
  package init(
    _ text: [UInt8], path: String, settings: [RecipeSetting] = [], builtIn: [String] = [],
    resolve: (String) throws -> ([UInt8], String)? = { _ in nil }
  ) throws {
    let entries = try withoutActuallyEscaping(resolve) { resolve in
      var reader = RecipeReader(builtIn: builtIn, resolve: resolve)
      try reader.read(text, path: path)
      try reader.apply(settings)
      return reader.entries
    }
    try self.init(RecipeValues(entries: entries, path: path))
  }

  private init(_ values: RecipeValues) throws(RecipeError) {
    name = try values.text(.name)
    title = try values.optional(.title) ?? name
    task = try values.word(.task, as: Task.self, default: nil)
    language = try values.text(.language)
    fields = try values.fields()
    wiring = try values.wiring()
    layers = try values.whole(.layers)
    width = try values.whole(.width)
    heads = try values.whole(.heads)
    feedForward = try values.whole(.feedForward, default: 4 * width)
    context = try values.whole(.context, default: 64)
    dropout = try values.number(.dropout, default: 0)
    labelSmoothing = try values.number(.labelSmoothing, default: 0)
    examples = try values.whole(.examples, default: 200_000)
    steps = try values.whole(.steps)
    batch = try values.whole(.batch, default: 64)
    seed = try values.seed(default: 1)
    optimizer = try values.word(.optimizer, as: Optimizer.self, default: .adam)
    rate = try values.number(.rate, default: 0.001)
    beta1 = try values.number(.beta1, default: 0.9)
    beta2 = try values.number(.beta2, default: 0.999)
    epsilon = try values.number(.epsilon, default: 1e-8)
    decay = try values.number(.decay, default: optimizer == .adamw ? 0.01 : 0)
    schedule = try values.word(.schedule, as: Schedule.self, default: .cosine)
    warmUp = try values.whole(.warmUp, default: steps / 20)
    finalRate = try values.number(.finalRate, default: 0)
    clip = try values.number(.clip, default: 1)
    maskedShare = try values.number(.maskedShare, default: 0.15)
    answersOnly = try values.number(.answersOnly, default: 0)
    validationEvery = try values.whole(.validationEvery, default: 200)
    validationExamples = try values.whole(.validationExamples, default: 1000)
    checkpointEvery = try values.whole(.checkpointEvery, default: 1000)
    if values.isSteppedOnCommandLine { warmUp = min(warmUp, steps) }
    try checkTogether(values)
  }

  /// What values must be besides those of other keys.
  private func checkTogether(_ values: RecipeValues) throws(RecipeError) {
    if width % heads != 0 {
      throw values.problem(.width, expected: "a multiple of the \(heads) heads", found: "\(width)")
    }
    if warmUp > steps {
      throw values.problem(
        .warmUp, expected: "at most the \(steps) steps", found: "\(warmUp)")
    }
    if task == .translation, fields.count != 2 {
      throw values.problem(
        .fields, expected: "two names for a translation, source and target",
        found: fields.joined(separator: ", "))
    }
    if optimizer == .adam, decay != 0 {
      throw values.problem(
        .decay, expected: "0 with the optimizer adam (adamw decays)", found: "\(decay)")
    }
  }
}
