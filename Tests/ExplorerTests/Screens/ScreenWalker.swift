import Explorer
import Screen
import TestSupport
import Testing
import Tokenizers
import Training

/// An explorer without a terminal: keys go in, effects are carried out at once, the screen is read as text.
struct ScreenWalker {
  var state: State
  /// The effects of the last message, carried out or not.
  private(set) var effects: [Effect] = []

  /// A race that was kept: 400 steps of Post-LN and Pre-LN, 6 layers in each tower.
  static let race = Result {
    try RaceFile.read(Repository.path("Tests/Fixtures/races/post-pre.race"))
  }

  /// Begins at home, everything that is done before the first key included.
  init(
    _ width: Int = 120, _ height: Int = 40, language: DisplayLanguage = .english,
    medium: Medium = Medium(), memory: Memory = Memory(), cache: HubCacheFolder? = nil
  ) {
    state = State(
      size: Size(width: width, height: height), medium: medium, language: language,
      models: ModelChoice.shipped(), memory: memory, cache: cache?.cache)
    carryOut(state.start())
  }

  /// Sends a message, and what its effects bring.
  mutating func send(_ message: Message) { carryOut(state.update(message)) }

  /// Presses keys one after another.
  mutating func press(_ keys: Key...) { for key in keys { send(.input(.key(key))) } }

  /// Types a text.
  mutating func type(_ text: String) {
    for scalar in text.unicodeScalars { press(.character(scalar)) }
  }

  private mutating func carryOut(_ effects: [Effect]) {
    self.effects = effects
    for effect in effects {
      switch effect {
      // Training takes seconds where nothing is optimized; it is done once for all tests.
      case .run(.trainedTokenizers): send(.result(.done(Self.trained())))
      case .run(let errand): send(.result(.done(errand.run())))
      case .open(let request):
        do {
          send(.result(.opened(request: request, try SubjectOpener.open(request))))
        } catch {
          send(.result(.failed(request: request, reason: "\(error)")))
        }
      default: break
      }
    }
  }

  private static let tokenizers: [TokenScheme: Tokenizer] = {
    guard case .trainedTokenizers(let trained) = Errand.trainedTokenizers.run() else { return [:] }
    return trained.mapValues(\.tokenizer)
  }()

  /// What the training brings; the tokenizers are shared, each walker has scratch memory of its own.
  static func trained() -> ErrandResult {
    .trainedTokenizers(tokenizers.mapValues { OpenTokenizer($0) })
  }

  /// The rows of the screen.
  var lines: [String] { RootView(state).canvas.lines }

  /// The first row that contains a text.
  func line(with text: String) -> String? { lines.first { $0.contains(text) } }

  /// Whether some row contains a text.
  func shows(_ text: String) -> Bool { line(with: text) != nil }
}

extension ScreenWalker: CustomTestStringConvertible {
  /// The screen, in place of everything that it was drawn from.
  var testDescription: String { "\n" + lines.joined(separator: "\n") }
}
