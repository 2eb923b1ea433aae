/// What `card.json` says of a model to people: what it is for, how good it is, what its heads do.
///
///     {"title": "…", "task": "translation", "language": "sentences", "fields": ["en", "zh"],
///      "quality": [{"name": "exact sentences", "value": 0.98, "count": 1000}],
///      "heads": [{"relation": "the token before", "attention": "decoder/1/self-attention", "head": 2,
///                 "value": 0.99, "count": 5000}]}
package struct ModelCard: Equatable, Sendable {
  /// A figure that says how good the model is.
  package struct Quality: Equatable, Sendable {
    /// What was measured.
    package let name: String
    /// The figure; of tests the share that was right.
    package let value: Double
    /// How often it was tried; nil where the card does not say.
    package let count: Int?

    /// Makes a figure.
    package init(name: String, value: Double, count: Int? = nil) {
      self.name = name
      self.value = value
      self.count = count
    }
  }

  /// Something recognizable that a head does.
  package struct Head: Equatable, Sendable {
    /// Where its largest weight lies.
    package let relation: String
    /// The attention that it belongs to: `decoder/1/self-attention`.
    package let attention: String
    /// The head, counted from 1.
    package let head: Int
    /// How often that is so.
    package let value: Double
    /// How often it was looked at.
    package let count: Int

    /// Makes an entry.
    package init(relation: String, attention: String, head: Int, value: Double, count: Int) {
      self.relation = relation
      self.attention = attention
      self.head = head
      self.value = value
      self.count = count
    }
  }

  /// What the file is called in a model's folder.
  package static let fileName = "card.json"

  /// One line for people; nil where the card has none.
  package var title: String?
  /// What the model does; nil where the card does not say.
  package var task: String?
  /// The language that its texts come from; nil where the card does not say.
  package var language: String?
  /// The language's fields that it knows.
  package var fields: [String]
  /// How good it is.
  package var quality: [Quality]
  /// What its heads do.
  package var heads: [Head]

  /// Makes a card.
  package init(
    title: String?, task: String?, language: String? = nil, fields: [String] = [],
    quality: [Quality] = [], heads: [Head] = []
  ) {
    self.title = title
    self.task = task
    self.language = language
    self.fields = fields
    self.quality = quality
    self.heads = heads
  }

  /// Reads a card; what is missing or of another kind is left out.
  package init(_ json: JSONValue) {
    title = json["title"]?.stringValue
    task = json["task"]?.stringValue
    language = json["language"]?.stringValue
    fields = (json["fields"]?.arrayValue ?? []).compactMap(\.stringValue)
    quality = (json["quality"]?.arrayValue ?? []).compactMap { entry in
      guard let name = entry["name"]?.stringValue, let value = entry["value"]?.doubleValue else {
        return nil
      }
      return Quality(name: name, value: value, count: entry["count"]?.integerValue)
    }
    heads = (json["heads"]?.arrayValue ?? []).compactMap { entry in
      guard let relation = entry["relation"]?.stringValue,
        let attention = entry["attention"]?.stringValue, let head = entry["head"]?.integerValue,
        let value = entry["value"]?.doubleValue, let count = entry["count"]?.integerValue
      else { return nil }
      return Head(relation: relation, attention: attention, head: head, value: value, count: count)
    }
  }

  /// The card as JSON.
  package var json: JSONValue {
    var members: [JSONMember] = []
    if let title { members.append(JSONMember("title", .string(title))) }
    if let task { members.append(JSONMember("task", .string(task))) }
    if let language { members.append(JSONMember("language", .string(language))) }
    if !fields.isEmpty { members.append(JSONMember("fields", .array(fields.map { .string($0) }))) }
    let figures = quality.map { figure in
      JSONValue.object(
        [JSONMember("name", .string(figure.name)), JSONMember("value", .number(figure.value))]
          + (figure.count.map { [JSONMember("count", .integer($0))] } ?? []))
    }
    members.append(JSONMember("quality", .array(figures)))
    guard !heads.isEmpty else { return .object(members) }
    let entries = heads.map { head in
      JSONValue.object([
        JSONMember("relation", .string(head.relation)),
        JSONMember("attention", .string(head.attention)),
        JSONMember("head", .integer(head.head)),
        JSONMember("value", .number(head.value)),
        JSONMember("count", .integer(head.count)),
      ])
    }
    return .object(members + [JSONMember("heads", .array(entries))])
  }

  /// The card as a file.
  package var bytes: [UInt8] { JSONWriter.bytes(of: json) }

  /// The card of the model at a place; nil where there is none.
  ///
  /// - Throws: ``ModelFileError`` where the file cannot be read or is no JSON.
  package static func open(at place: ModelPlace) throws(ModelFileError) -> ModelCard? {
    try place.json(fileName).map { ModelCard($0) }
  }
}
