import ModelFiles

/// The keys of the file.
private enum Key {
  static let last = "last"
  static let lessons = "lessons"
  static let step = "step"
  static let seed = "seed"
  static let steps = "steps"
  static let isFinished = "finished"
  static let recallDone = "recalled"
  static let order = "order"

  /// What a record has.
  static let record = [step, seed, steps, isFinished, recallDone, order]
}

extension LessonProgress {
  /// Reads as much of an object as is understood; the rest is kept as it is.
  init(json: JSONValue) {
    self.init()
    for member in json.objectValue ?? [] {
      switch (member.key, member.value) {
      case (Key.last, .string(let id)) where isLessonID(id): last = id
      case (Key.lessons, .object(let members)):
        for member in members {
          if isLessonID(member.key), let record = LessonRecord(json: member.value) {
            lessons[member.key] = record
          } else {
            keptLessons.append(member)
          }
        }
      // A value of ours that is not what it should be is written anew.
      case ("version", _), (Key.last, _), (Key.lessons, _): break
      default: kept.append(member)
      }
    }
  }

  /// What is written, in an order that depends on nothing but what it is.
  var members: [JSONMember] {
    var members: [JSONMember] = []
    if let last { members.append(JSONMember(Key.last, .string(last))) }
    let known = lessons.sorted { $0.key < $1.key }.map { JSONMember($0.key, $0.value.json) }
    members.append(
      JSONMember(
        Key.lessons, .object(known + keptLessons.filter { lessons[$0.key] == nil })))
    return members + kept
  }
}

extension LessonRecord {
  /// Reads as much of an object as is understood; nil for what is no record.
  init?(json: JSONValue) {
    guard case .object(let members) = json, let step = json[Key.step]?.stringValue,
      isLessonID(step)
    else { return nil }
    self.init(step: step)
    for member in members {
      switch (member.key, member.value) {
      // As text: a JSON number does not hold all 64 bits everywhere.
      case (Key.seed, .string(let text)) where UInt64(text) != nil: seed = UInt64(text) ?? 0
      case (Key.isFinished, .boolean(let value)): isFinished = value
      case (Key.recallDone, .boolean(let value)): recallDone = value
      case (Key.order, .array(let ids)): order = ids.compactMap(\.stringValue).filter(isLessonID)
      case (Key.steps, .object(let members)):
        for member in members {
          if isStepKey(member.key), let status = StepStatus(json: member.value) {
            steps[member.key] = status
          } else {
            keptSteps.append(member)
          }
        }
      case (let key, _) where Key.record.contains(key): break
      default: kept.append(member)
      }
    }
  }

  /// What is written.
  var json: JSONValue {
    let statuses = steps.sorted { $0.key < $1.key }.map { JSONMember($0.key, $0.value.json) }
    let members = [
      JSONMember(Key.step, .string(step)), JSONMember(Key.seed, .string(String(seed))),
      JSONMember(Key.isFinished, .boolean(isFinished)),
      JSONMember(Key.recallDone, .boolean(recallDone)),
      JSONMember(Key.order, .array(order.map { .string($0) })),
      JSONMember(Key.steps, .object(statuses + keptSteps.filter { steps[$0.key] == nil })),
    ]
    return .object(members + kept)
  }
}

extension StepStatus {
  /// The status that is written so: `"seen"`, `{"answered": 2}`, `"shown"`, `"skipped"`.
  init?(json: JSONValue) {
    switch json {
    case .string("seen"): self = .seen
    case .string("shown"): self = .shown
    case .string("skipped"): self = .skipped
    case .object(let members):
      guard members.count == 1, let tries = json["answered"]?.integerValue, tries >= 1 else {
        return nil
      }
      self = .answered(tries: tries)
    default: return nil
    }
  }

  /// How it is written.
  var json: JSONValue {
    switch self {
    case .seen: .string("seen")
    case .answered(let tries): .object([JSONMember("answered", .integer(tries))])
    case .shown: .string("shown")
    case .skipped: .string("skipped")
    }
  }
}

/// Whether a text is what a step is kept by: its id, with its lesson's in front where it was asked again.
private func isStepKey(_ text: String) -> Bool {
  let parts = text.split(separator: "/", omittingEmptySubsequences: false)
  return parts.count <= 2 && parts.allSatisfy { isLessonID(String($0)) }
}
