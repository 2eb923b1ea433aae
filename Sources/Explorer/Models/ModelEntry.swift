import ModelFiles
import Tensors
import Transformers

/// A model that can be chosen, and what can be said of it before it is opened.
package struct ModelEntry: Equatable, Sendable {
  /// Where it was found.
  package enum Origin: String, Sendable {
    /// Part of the program.
    case bundled
    /// In the folder where Hugging Face's library keeps what it fetched.
    case cache
    /// Named by the reader.
    case named
  }

  /// Why it cannot be opened, in a word.
  package enum Obstacle: Equatable, Sendable {
    /// Its architecture is not read.
    case architecture(String)
    /// It has no weights in a form that is read.
    case weights
    /// It asks for something that is not computed here.
    case setting
    /// It was not fetched to its end, or cannot be read.
    case files
  }

  /// What opens it: a shipped model's name, `org/name`, a folder.
  package let id: String
  /// What it is called on screen; visible text.
  package let name: String
  /// Where it was found.
  package let origin: Origin
  /// What can be said of it; nil where it cannot be opened.
  package let summary: ModelSummary?
  /// Why it cannot be opened.
  package let obstacle: Obstacle?
  /// The same in a line, with what to do; visible text.
  package let reason: String?

  /// Makes an entry.
  package init(
    id: String, origin: Origin, summary: ModelSummary?, obstacle: Obstacle? = nil,
    reason: String? = nil
  ) {
    self.id = id
    self.origin = origin
    self.summary = summary
    self.obstacle = obstacle
    self.reason = reason
    name = origin == .bundled ? id : Self.name(of: id)
  }

  /// Reads what can be said of a model; `place` is where it lies, if that is known already.
  package init(id: String, origin: Origin, place: ModelPlace? = nil) {
    do {
      let place = try place ?? ModelPlace(id)
      self.init(id: id, origin: origin, summary: try ModelSummary(place))
    } catch {
      self.init(
        id: id, origin: origin, summary: nil, obstacle: Self.obstacle(error), reason: "\(error)")
    }
  }

  /// Reads what can be said of a model in the cache.
  package init(_ entry: HubCache.Entry) {
    guard let snapshot = entry.snapshot else {
      self.init(id: entry.name, origin: .cache, summary: nil, obstacle: .files, reason: nil)
      return
    }
    self.init(id: entry.name, origin: .cache, place: .path(snapshot))
  }

  /// What a model is called: `org/name` as it is, a folder by its last part.
  package static func name(of id: String) -> String {
    HubCache.isName(id) ? VisibleText.escaped(id) : SubjectOpener.name(id)
  }

  private static func obstacle(_ error: any Error) -> Obstacle {
    switch error {
    case ArchitectureError.unknown(_, let found, _): .architecture(VisibleText.escaped(found))
    case is ArchitectureError: .setting
    case ModelFileError.noModel, ModelFileError.foreign: .weights
    default: .files
    }
  }
}
