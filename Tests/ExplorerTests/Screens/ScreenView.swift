import Explorer
import Screen
import TestSupport
import Testing

/// A view of the explorer, and how a reader comes to it.
struct ScreenView: CustomTestStringConvertible, Sendable {
  /// Where its goldens are kept.
  let name: String
  /// What is walked through; nil where nothing was opened.
  var subject: SubjectName?
  /// The step.
  var address: String?
  /// Whether a race that was kept is looked at.
  var isRace = false
  /// The step of a small lesson that is open beside the explorer; empty for the list of lessons.
  var lesson: String?
  /// The keys from there.
  var keys: [String] = []

  var testDescription: String { name }

  /// What is walked through.
  enum SubjectName: Sendable {
    case translator, reader, storyteller
    /// A fixture's architecture, on ids.
    case fixture(String)

    func open() throws -> Subject {
      switch self {
      case .translator: try ToySubject.open("translator", "I like apples.")
      case .reader: try ToySubject.open("reader", "The film was not [MASK].")
      case .storyteller: try ToySubject.open("storyteller", "Mia has a red cup.")
      case .fixture(let name):
        try ToySubject.open(Repository.path("Tests/Fixtures/goldens/\(name)"), "5 9 3 7")
      }
    }
  }

  /// The view on a medium.
  func canvas(
    _ subject: Subject?, _ size: Size, _ medium: Medium, _ language: DisplayLanguage
  ) throws -> Canvas {
    try walker(subject, size, medium, language).canvas
  }

  /// A reader who has come to the view.
  func walker(
    _ subject: Subject?, _ size: Size, _ medium: Medium, _ language: DisplayLanguage
  ) throws -> Walker {
    var walker =
      subject.map { Walker($0, at: address, size, medium, language) }
      ?? Walker(size, medium, language)
    if let lesson { try walker.learn(lesson) }
    if isRace { walker.show(try ScreenWalker.race.get()) }
    for key in keys {
      if key.hasPrefix("type ") {
        walker.type(String(key.dropFirst(5)))
      } else {
        try walker.press(key)
      }
    }
    return walker
  }
}

// MARK: The table

extension ScreenView {
  /// Every view: a new place, kind of step, picture or overlay belongs here, and a test says so if it is not.
  static let all: [ScreenView] =
    home + places + lessons + races + comparisons + steps + pictures + questions + overlays

  private static let home: [ScreenView] = [
    ScreenView(name: "home"),
    ScreenView(name: "home-models", keys: ["tab", "down"]),
    ScreenView(name: "home-typed", keys: ["ctrl-u", "type 你好 world"]),
    ScreenView(name: "home-empty", keys: ["ctrl-u", "enter"]),
    ScreenView(name: "home-help", keys: ["f1"]),
    ScreenView(name: "home-palette", keys: ["ctrl-p"]),
  ]

  /// The other screens.
  private static let places: [ScreenView] = [
    ScreenView(name: "models", keys: ["f6"]),
    ScreenView(name: "tokens", keys: ["f4"]),
    ScreenView(name: "tokens-steps", keys: ["f4", "tab", "enter", "n"]),
    ScreenView(
      name: "generate", subject: .storyteller, keys: ["s"]),
    ScreenView(
      name: "generate-written", subject: .storyteller, keys: ["s", "n", "n", "n"]
    ),
    ScreenView(name: "generate-pair", subject: .translator, keys: ["s", "n"]),
    ScreenView(name: "generate-filled", subject: .reader, keys: ["s", "n"]),
  ]

  /// The list of lessons, and a step of each kind.
  private static let lessons: [ScreenView] = [
    ScreenView(name: "lessons", lesson: "", keys: ["down"]),
    ScreenView(name: "lesson-see", lesson: "see"),
    ScreenView(name: "lesson-choose", lesson: "pick", keys: ["2", "enter"]),
    ScreenView(name: "lesson-right", lesson: "pick", keys: ["1", "enter"]),
    ScreenView(name: "lesson-hints", lesson: "count", keys: ["h", "h", "7"]),
    ScreenView(name: "lesson-shown", lesson: "count", keys: ["h", "h", "h", "h"]),
    ScreenView(name: "lesson-point", lesson: "point", keys: ["right", "enter"]),
    ScreenView(name: "lesson-order", lesson: "sort", keys: ["2"]),
    ScreenView(name: "lesson-blanks", lesson: "reckon", keys: ["2", "enter", "3", "enter"]),
    ScreenView(name: "lesson-change", lesson: "change"),
    ScreenView(name: "lesson-end", lesson: "change", keys: ["n"]),
  ]

  /// The pages of a comparison: with the twin, under another wiring.
  private static let comparisons: [ScreenView] = [
    ScreenView(
      name: "compare-steps", subject: .translator, address: "encoder/1/self-attention/queries",
      keys: ["C"]),
    ScreenView(
      name: "compare-difference", subject: .translator, address: "encoder/1/self-attention/weights",
      keys: ["C", "b", "c", "tab", "tab"]),
    ScreenView(
      name: "compare-gap", subject: .translator, address: "encoder/output", keys: ["C", "b", "tab"]
    ),
    ScreenView(name: "compare-run", subject: .translator, keys: ["C", "b", "v", "down"]),
    ScreenView(name: "compare-blocks", subject: .translator, keys: ["C", "b", "v", "v", "tab"]),
  ]

  /// Pages of a race, and a look back.
  private static let races: [ScreenView] = [
    ScreenView(name: "race", isRace: true),
    ScreenView(name: "race-2", isRace: true, keys: ["tab", "down"]),
    ScreenView(name: "race-3", isRace: true, keys: ["tab", "tab", "a"]),
    ScreenView(name: "race-back", isRace: true, keys: ["left", "left", "left"]),
  ]

  /// A step of each kind.
  static let steps: [ScreenView] = [
    step(.tokens, .translator, "encoder/ids"),
    step(.lookup, .translator, "encoder/token-embedding"),
    step(.sinusoid, .fixture("marian"), "encoder/position-embedding"),
    step(.rotation, .fixture("llama-gqa"), "decoder/1/self-attention/rotated-queries"),
    step(.distanceBias, .fixture("t5-relu"), "encoder/relative-bias"),
    step(.projection, .translator, "decoder/1/cross-attention/keys"),
    step(.scores, .translator, "decoder/1/cross-attention/scores"),
    step(.scale, .translator, "decoder/1/cross-attention/scaled"),
    step(.mask, .translator, "decoder/1/self-attention/masked"),
    step(.weights, .translator, "decoder/1/cross-attention/weights"),
    step(.context, .translator, "decoder/1/cross-attention/context"),
    step(.concatenation, .translator, "decoder/1/cross-attention/concatenated"),
    step(.addition, .translator, "decoder/1/cross-attention/residual"),
    step(.norm, .translator, "decoder/1/feed-forward/norm"),
    step(.activation, .translator, "decoder/1/feed-forward/activation"),
    step(.gate, .fixture("llama-gqa"), "decoder/1/feed-forward/gated"),
    step(.logits, .translator, "logits"),
    step(.probabilities, .storyteller, "probabilities"),
  ]

  private static func step(
    _ kind: StepKind, _ subject: SubjectName, _ address: String
  ) -> ScreenView {
    ScreenView(name: "step-\(kind)", subject: subject, address: address)
  }

  /// The other pictures of a step.
  static let pictures: [ScreenView] = PictureName.allCases.filter { $0 != .stage }.flatMap { name in
    picturesOf.compactMap { view in
      name.key.map {
        ScreenView(
          name: "\(name.rawValue)-\(view.kind)", subject: view.subject, address: view.address,
          keys: [$0])
      }
    }
  }

  private static let picturesOf: [(kind: StepKind, subject: SubjectName, address: String)] = [
    (.weights, .translator, "decoder/1/cross-attention/weights"),
    (.norm, .reader, "encoder/1/feed-forward/norm"),
    (.logits, .storyteller, "logits"),
  ]

  /// How far a number can be followed.
  private static let questions: [ScreenView] = [
    ScreenView(
      name: "from-parameter", subject: .translator, address: "encoder/token-embedding",
      keys: ["enter", "enter"]),
    ScreenView(
      name: "from-deeper", subject: .translator, address: "decoder/2/cross-attention/weights",
      keys: ["enter", "enter", "enter", "enter"]),
  ]

  private static let overlays: [ScreenView] = [
    overlay("help", ["?"]), overlay("palette", [":"]), overlay("palette-typed", [":", "type he"]),
    overlay("search", ["/", "type norm"]), overlay("nothing-found", ["/", "type zzz"]),
    overlay("map", ["tab"]), overlay("last-step", [")", "n"]),
    overlay("bad-cell", [":", "type weights[9", "enter"]), overlay("breakpoint", ["n", "B", "n"]),
    overlay("colors", ["-"]), overlay("overview", ["-", "-"]), overlay("one-cell", ["+"]),
  ]

  private static func overlay(_ name: String, _ keys: [String]) -> ScreenView {
    ScreenView(
      name: "walk-\(name)", subject: .translator, address: "decoder/1/cross-attention/weights",
      keys: keys)
  }
}

extension PictureName {
  /// The key that chooses the picture.
  fileprivate var key: String? {
    switch self {
    case .stage: nil
    case .bars: "b"
    case .heads: "H"
    case .layers: "Y"
    case .stream: "S"
    case .identity: "I"
    case .lens: "U"
    case .inside: "i"
    case .from: "enter"
    case .to: "w"
    }
  }
}
