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
  }

  /// What opens it: a shipped model's name, or a folder.
  package let id: String
  /// What it is called on screen; visible text.
  package let name: String
  /// What it does, where that is known.
  package let title: HomeText?
  /// Figures: towers, layers, width, parameters.
  package let facts: String
  /// Texts that show something with it.
  package let examples: [Example]

  /// Makes a choice.
  package init(id: String, name: String, title: HomeText?, facts: String, examples: [Example]) {
    self.id = id
    self.name = name
    self.title = title
    self.facts = facts
    self.examples = examples
  }

  /// The shipped models, each with what it does; Pre-LN before its twin.
  package static func shipped() -> [ModelChoice] {
    ModelPlace.bundledNames.sorted { rank($0) < rank($1) }.map { name in
      let base = name.hasSuffix("-post") ? String(name.dropLast(5)) : name
      return ModelChoice(
        id: name, name: name, title: HomeText(rawValue: base),
        facts: name.hasSuffix("-post") ? "Post-LN" : "Pre-LN", examples: examples(base))
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
        Example(text: "The room is good, but too small.", note: .verdict),
        Example(text: "这本书不错。", note: .chineseVerdict),
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
