import ModelFiles
import Transformers

/// What a model on a text can be compared with.
package enum Opponent: Equatable, Sendable {
  /// The model that was trained in the same way with its norms elsewhere.
  case twin(String)
  /// The same parameters under another wiring.
  case wiring(Configuration.Wiring)
  /// Both, before anything was learned.
  case untrainedTwin(String)
  /// Both wirings, before anything was learned.
  case untrainedWiring(Configuration.Wiring)
  /// The same model before anything was learned.
  case untrained

  /// What fresh numbers are drawn from where nobody says.
  static let seed: UInt64 = 1

  /// What there is to compare a model with, the nearest first.
  ///
  /// - Parameters:
  ///   - model: The model's name or folder.
  ///   - wiring: Its own wiring.
  /// - Returns: At least one.
  package static func all(of model: String, _ wiring: Configuration.Wiring) -> [Opponent] {
    let twin = twin(of: model)
    let order: [Configuration.Wiring] = [.post, .pre, .sandwich, .wrong, .none]
    let others = order.filter { $0 != wiring }
    let nearest: Configuration.Wiring = wiring == .post ? .pre : .post
    return (twin.map { [.twin($0)] } ?? []) + others.map { .wiring($0) }
      + [twin.map { .untrainedTwin($0) } ?? .untrainedWiring(nearest), .untrained]
  }

  /// The shipped model that differs in its wiring alone; nil where there is none.
  package static func twin(of model: String) -> String? {
    let names = ModelPlace.bundledNames
    let end = "-post"
    let twin = model.hasSuffix(end) ? String(model.dropLast(end.count)) : model + end
    let isBundled = names.contains { Array($0.utf8) == Array(model.utf8) }
    return isBundled && names.contains { Array($0.utf8) == Array(twin.utf8) } ? twin : nil
  }

  /// The two sides.
  package func sides(_ open: OpenRequest) -> [SideRequest] {
    var other = open
    switch self {
    case .twin(let name):
      other.model = name
      return [SideRequest(open), SideRequest(other)]
    case .wiring(let wiring): return [SideRequest(open), SideRequest(open, wiring: wiring)]
    case .untrainedTwin(let name):
      other.model = name
      return [SideRequest(open, seed: Self.seed), SideRequest(other, seed: Self.seed)]
    case .untrainedWiring(let wiring):
      return [
        SideRequest(open, seed: Self.seed), SideRequest(open, wiring: wiring, seed: Self.seed),
      ]
    case .untrained: return [SideRequest(open), SideRequest(open, seed: Self.seed)]
    }
  }
}
