import ModelFiles
import Tensors
import Transformers

/// A model that can be chosen at home.
package struct ModelChoice: Equatable, Sendable {
  /// A text that shows something, and what it shows.
  package struct Example: Equatable, Sendable {
    /// The text.
    package let text: String
    /// What it shows.
    package let note: HomeText
    /// Which of the model's heads shows it; nil for the one that it has first.
    package var head: ArchitectureHead?
  }

  /// What opens it: a shipped model's name, or a folder.
  package let id: String
  /// What it is called on screen; visible text.
  package let name: String
  /// What it does, where that is known.
  package let title: HomeText?
  /// What tells it from its twin; visible text.
  package private(set) var facts: String
  /// Texts that show something with it.
  package private(set) var examples: [Example]
  /// Whether it is part of the program.
  package let isBundled: Bool
  /// Whether a decoder reads a text of its own.
  package private(set) var isPair: Bool
  /// What can be said of it; nil before it has been looked at.
  package private(set) var summary: ModelSummary?

  /// Makes a choice.
  package init(
    id: String, name: String, title: HomeText?, facts: String, examples: [Example],
    isBundled: Bool = true, isPair: Bool = false
  ) {
    self.id = id
    self.name = name
    self.title = title
    self.facts = facts
    self.examples = examples
    self.isBundled = isBundled
    self.isPair = isPair
  }

  /// Makes the choice of a model that is not part of the program.
  package init(id: String, _ entry: ModelEntry?) {
    self.init(
      id: id, name: ModelEntry.name(of: id), title: nil, facts: "", examples: [],
      isBundled: false)
    if let entry { learn(entry) }
  }

  /// Takes in what can be said of it.
  package mutating func learn(_ entry: ModelEntry) {
    guard let summary = entry.summary else { return }
    self.summary = summary
    isPair = summary.configuration.tower == .encoderDecoder
    guard !isBundled else { return }
    facts = ModelFigures(summary).parameters
    examples = Self.examples(summary)
  }

  /// What may be said to a model of which nothing but its form is known.
  private static func examples(_ summary: ModelSummary) -> [Example] {
    switch summary.configuration.tower {
    case .decoder:
      return [
        Example(text: "The capital of France is", note: .writesOnFact),
        Example(text: "Once upon a time, there was a", note: .writesOn),
        Example(text: "今天天气很好", note: .writesOnChinese),
      ]
    case .encoder:
      guard let mask = summary.maskToken else {
        return [
          Example(
            text: "The animal did not cross the street because it was too tired.",
            note: .readsPronoun),
          Example(text: "今天天气很好", note: .readsChinese),
        ]
      }
      return [
        Example(text: "The capital of France is \(mask).", note: .maskedWord),
        Example(text: "今天天气很\(mask)。", note: .maskedWord),
      ]
    case .encoderDecoder:
      return [
        Example(text: "The house is wonderful.", note: .pairSentence),
        Example(text: "translate English to German: The house is wonderful.", note: .pairTask),
      ]
    }
  }

  /// The shipped models, each with what it does; Pre-LN before its twin.
  package static func shipped() -> [ModelChoice] {
    ModelPlace.bundledNames.sorted { rank($0) < rank($1) }.map { name in
      let base = name.hasSuffix("-post") ? String(name.dropLast(5)) : name
      return ModelChoice(
        id: name, name: name, title: HomeText(rawValue: base),
        facts: name.hasSuffix("-post") ? "Post-LN" : "Pre-LN", examples: examples(base),
        isPair: base == "translator")
    }
  }

  private static func rank(_ name: String) -> String {
    let order = ["translator", "reader", "storyteller"]
    let place = order.firstIndex { name.hasPrefix($0) } ?? order.count
    return "\(place)\(name)"
  }

  private static func examples(_ name: String) -> [Example] {
    switch name {
    case "translator":
      [
        Example(
          text: "The animal did not cross the street because it was too tired.", note: .pronounTired
        ),
        Example(
          text: "The animal did not cross the street because it was too wide.", note: .pronounWide),
        Example(text: "I like apples.", note: .shortSentence),
        Example(text: "How many cats do you have?", note: .crossing),
      ]
    case "reader":
      [
        Example(text: "The film was not [MASK].", note: .maskedWord),
        Example(text: "The room is good, but too small.", note: .verdict, head: .labels),
        Example(text: "这本书不错。", note: .chineseVerdict, head: .labels),
      ]
    case "storyteller":
      [
        Example(
          text: "Mia has a red cup. Tom is in the garden. Mia gives Tom the cup. Who has the cup?",
          note: .whoHasIt),
        Example(text: "Mia has", note: .writesOn),
      ]
    default: []
    }
  }
}
