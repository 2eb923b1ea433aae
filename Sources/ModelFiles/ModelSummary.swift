import Tensors
import Transformers

/// What can be said of a model without reading its numbers: from `config.json` and the tensors' names.
package struct ModelSummary: Equatable, Sendable {
  /// The class that `config.json` names: `GPT2LMHeadModel`.
  package let architecture: String
  /// What it computes.
  package let configuration: Configuration
  /// The head that it has first.
  package let head: ArchitectureHead
  /// The heads that the files have: more than one where a reader of words classifies texts as well.
  package let heads: [ArchitectureHead]
  /// How many numbers its tensors have.
  package let parameterCount: Int
  /// How many bytes its tensors take in their files.
  package let byteCount: Int
  /// The token that stands for a word to be guessed, as texts write it; nil where it has none.
  package let maskToken: String?
  /// What its card says; nil where it has none.
  package let card: ModelCard?

  /// Reads what can be said of the model at a place.
  ///
  /// - Throws: ``ModelFileError`` where a file cannot be read, ``ArchitectureError`` where the files make
  ///   no model here.
  package init(_ place: ModelPlace) throws {
    let config = try ModelFolder.configuration(at: place)
    let source: TensorSource
    do { source = try place.tensors() } catch {
      // That the kind of model is not read comes first: fetching its tensors would not help.
      _ = try Architectures.find(config, tensors: TensorNames([]))
      throw error
    }
    let names = TensorNames(source)
    let (family, name, head) = try Architectures.find(config, tensors: names)
    try config.refuseForeignSettings()
    let blueprint = try family.blueprint(config, head: head, tensors: names)
    do { try blueprint.configuration.validate() } catch {
      throw ArchitectureError.configuration(path: config.path, error)
    }
    architecture = name
    self.head = head
    heads = Architectures.heads(of: family, tensors: names)
    configuration = blueprint.configuration
    parameterCount = source.tensors.reduce(0) { $0 + $1.count }
    byteCount = source.tensors.reduce(0) { $0 + $1.bytes.count }
    let isMasked = if case .maskedLanguageModel = configuration.head { true } else { false }
    maskToken = isMasked ? Self.maskToken(place) : nil
    card = try? ModelCard.open(at: place)
  }

  /// The mask token as the small files beside the tokenizer name it.
  private static func maskToken(_ place: ModelPlace) -> String? {
    for file in ["special_tokens_map.json", "tokenizer_config.json"] {
      guard let token = (try? place.json(file))?["mask_token"] else { continue }
      if let text = token.stringValue ?? token["content"]?.stringValue { return text }
    }
    return nil
  }
}
