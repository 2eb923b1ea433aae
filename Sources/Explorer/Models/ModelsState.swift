import ModelFiles
import Screen

/// The models that there are: those of the program, those that were named, those of Hugging Face's cache.
package struct ModelsState: Equatable, Sendable {
  /// Where models that have been fetched lie; nil where no such folder is known.
  package let cache: HubCache?
  /// The bundled models; empty before they were looked at.
  package private(set) var bundled: [ModelEntry] = []
  /// The others; empty before they were looked at.
  package private(set) var found: [ModelEntry] = []
  /// Whether the others were looked at.
  package private(set) var isComplete = false
  /// The models that the reader named.
  package private(set) var named: [String] = []
  /// The one that is chosen.
  package var selected = 0
  /// Where the reader came from.
  package var cameFrom = State.Place.home

  /// Begins with nothing looked at.
  package init(cache: HubCache? = nil) { self.cache = cache }

  /// All models, in the order of the list.
  package var entries: [ModelEntry] { bundled + found }

  /// The one that is chosen.
  package var entry: ModelEntry? {
    let entries = entries
    return entries.indices.contains(selected) ? entries[selected] : nil
  }

  /// What can be said of a model; nil where it has not been looked at.
  package func entry(of id: String) -> ModelEntry? {
    entries.first { $0.id.utf8.elementsEqual(id.utf8) }
  }

  /// Remembers a model that the reader named.
  package mutating func name(_ id: String) {
    if !named.contains(id) { named.append(id) }
  }

  /// Takes in what an errand found.
  mutating func take(_ entries: [ModelEntry], of errand: Errand) {
    let chosen = entry?.id
    switch errand {
    case .bundledModels:
      let order = ModelChoice.shipped().map(\.id)
      bundled = order.compactMap { id in entries.first { $0.id == id } }
    case .foundModels:
      // What was named by its name in the cache stands in the list once.
      found = []
      for entry in entries where !found.contains(where: { $0.id == entry.id }) {
        found.append(entry)
      }
      isComplete = true
    case .tokenizer, .trainedTokenizers: return
    }
    if let index = self.entries.firstIndex(where: { $0.id == chosen }) { selected = index }
  }
}
