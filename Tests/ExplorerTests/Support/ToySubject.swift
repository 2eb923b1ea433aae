import Explorer
import Screen

/// What the tests walk through: every shipped model on a text of its own.
enum ToySubject {
  /// Models and texts; a text of two scripts, one with a mask, one that asks.
  static let all: [(model: String, text: String)] = [
    ("translator", "The animal did not cross the street because it was too tired."),
    ("translator-post", "I like apples."),
    ("reader", "The film was not [MASK]."),
    ("reader-post", "这本书不错。"),
    ("storyteller", "Mia has a red cup. Who has the cup?"),
    ("storyteller-post", "Mia has"),
  ]

  /// A model on a text, computed.
  static func open(_ model: String, _ text: String) throws -> Subject {
    try SubjectOpener.open(OpenRequest(model: model, text: text))
  }
}
