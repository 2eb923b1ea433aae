import ModelFiles

/// Something that takes a while and that the reader need not wait for.
package enum Errand: Equatable, Sendable {
  /// Open a model's tokenizer.
  case tokenizer(model: String)
  /// Train the tokenizers that every text is compared in.
  case trainedTokenizers
  /// Read what can be said of the bundled models, or of others.
  case bundledModels
  /// Read what can be said of the models in a folder of Hugging Face's, and of those that were named.
  case foundModels(cache: HubCache?, named: [String])

  /// Does it, on the thread that calls.
  package func run() -> ErrandResult {
    switch self {
    case .tokenizer(let model):
      do { return .tokenizer(model: model, .success(try OpenTokenizer(model: model))) } catch {
        return .tokenizer(
          model: model,
          .failure(ErrandFailure("\(error)", isOnlyTokenizer: Self.hasConfiguration(model))))
      }
    case .trainedTokenizers: return .trainedTokenizers(TrainedTokenizers.make())
    case .bundledModels:
      return .models(
        self, ModelPlace.bundledNames.map { ModelEntry(id: $0, origin: .bundled) })
    case .foundModels(let cache, let named):
      let found = (cache?.entries ?? []).map { ModelEntry($0) }
      return .models(self, named.map { ModelEntry(id: $0, origin: .named) } + found)
    }
  }

  /// Whether a model is there, so that ids can be typed where its tokenizer is not.
  private static func hasConfiguration(_ model: String) -> Bool {
    guard let place = try? ModelPlace(model) else { return false }
    return (try? place.json(ModelFolder.configurationName)) ?? nil != nil
  }
}

/// What an errand brought.
package enum ErrandResult: Equatable, Sendable {
  /// A model's tokenizer, or why there is none.
  case tokenizer(model: String, Result<OpenTokenizer, ErrandFailure>)
  /// The trained tokenizers.
  case trainedTokenizers([TokenScheme: OpenTokenizer])
  /// What can be said of models.
  case models(Errand, [ModelEntry])
}

/// Why an errand brought nothing.
package struct ErrandFailure: Error, Equatable, Sendable {
  /// One line; visible text.
  package let line: String
  /// Whether nothing but a tokenizer is missing.
  package let isOnlyTokenizer: Bool

  /// Makes a failure.
  package init(_ line: String, isOnlyTokenizer: Bool = false) {
    self.line = line
    self.isOnlyTokenizer = isOnlyTokenizer
  }
}
