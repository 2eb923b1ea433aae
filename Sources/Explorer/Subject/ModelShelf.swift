import ModelFiles
import Synchronization
import Tokenizers
import Transformers

/// The models that are open, so that none is opened a second time.
///
/// It holds no model itself: one that nobody uses any more is gone, and is opened anew when it is asked for.
package final class ModelShelf: Sendable {
  /// Opens the model at a place under a head; told how far it has come, it gives up where that throws.
  package typealias Opener =
    @Sendable (ModelPlace, ArchitectureHead?, (Double) throws -> Void) throws -> LoadedModel

  private struct Entry {
    let place: ModelPlace
    let head: ArchitectureHead?
    weak var model: OpenModel?
  }

  private let entries = Mutex<[Entry]>([])
  private let open: Opener

  /// Makes an empty shelf.
  ///
  /// - Parameter open: What opens a model; tests count here.
  package init(open: @escaping Opener = { try ModelFolder.open($0, head: $1, progress: $2) }) {
    self.open = open
  }

  /// The model at a place; opened if it is not open.
  ///
  /// Openings come one after another: who asks for a model that is just being opened waits for it.
  ///
  /// - Parameters:
  ///   - place: Where it is.
  ///   - head: Which of its heads; nil for the one that it has first.
  ///   - progress: Told how far it has come, between 0 and 1; gives up by throwing.
  /// - Returns: The model, which lives as long as someone holds it.
  /// - Throws: What opening throws, and what `progress` throws.
  package func model(
    at place: ModelPlace, head: ArchitectureHead? = nil,
    progress: (Double) throws -> Void = { _ in }
  ) throws -> OpenModel {
    try entries.withLock { entries in
      entries.removeAll { $0.model == nil }
      let found = entries.first { $0.place == place && $0.head == head }?.model
      if let found { return found }
      // The file's numbers take most of the time; a tokenizer the rest.
      let loaded = try open(place, head) { try progress(0.7 * $0) }
      // Under two heads a text is cut alike.
      let twin = entries.first { $0.place == place }?.model
      let tokenizer = try twin.map(\.tokenizer) ?? Self.tokenizer(place)
      try progress(1)
      let model = OpenModel(loaded: loaded, tokenizer: tokenizer)
      entries.append(Entry(place: place, head: head, model: model))
      return model
    }
  }

  /// The tokenizer at a place; nil where there is none.
  private static func tokenizer(_ place: ModelPlace) throws(ModelFileError) -> Tokenizer? {
    do { return try place.tokenizer() } catch {
      if case .noTokenizer = error { return nil }
      throw error
    }
  }
}
