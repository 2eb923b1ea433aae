/// A line of the course: a part, a lesson, or something beside the numbered lessons.
package struct CourseItem: Equatable, Sendable {
  /// The lesson's number; nil for a part, and for what is beside the numbered lessons.
  package var number: Int?
  /// The part, from 1.
  package var part: Int
  /// The lesson's id; nil for a part, and for a lesson that is yet to come.
  package var id: String?
  /// What it is called, by language.
  package var titles: [String: String]

  /// Makes a line of the course.
  package init(number: Int? = nil, part: Int, id: String? = nil, titles: [String: String]) {
    self.number = number
    self.part = part
    self.id = id
    self.titles = titles
  }

  /// Whether this is the heading of a part.
  package var isPart: Bool { number == nil && id == nil }
}

extension CourseItem {
  /// Reads the file `course`.
  ///
  ///     part 1 en "From text to vectors" zh "从文字到向量"
  ///       lesson 1 tokens en "Tokens" zh "词元"
  ///       lesson 3 en "Position" zh "位置"
  ///       beside broken-wires en "The broken wire" zh "接错的线"
  ///
  /// A lesson without an id is yet to come.
  ///
  /// - Throws: ``LessonProblem`` for the first thing that is not as it must be.
  package static func read(_ bytes: [UInt8], path: String) throws(LessonProblem) -> [CourseItem] {
    var reader = try StatementReader(LessonSource(bytes, path: path))
    var items: [CourseItem] = []
    var number = 0
    var part = 0
    while let line = try reader.next(at: 0) {
      guard isSame(line.keyword, "part") else { throw line.unknown(expected: ["part"]) }
      part += 1
      guard try line.integer(1, in: 1...99) == part else {
        throw line.unexpected(at: 1, expected: "\(part)")
      }
      items.append(CourseItem(part: part, titles: try titles(line, from: 2)))
      while let line = try reader.next(at: 1) {
        var item = CourseItem(part: part, titles: [:])
        var word = 1
        switch line.keyword {
        case "lesson":
          number += 1
          guard try line.integer(1, in: 1...999) == number else {
            throw line.unexpected(at: 1, expected: "\(number)")
          }
          item.number = number
          word = 2
          // What a title follows is a language.
          if line.words.count > 3, line.words[3].quoted == nil {
            item.id = try line.id(2, "the lesson's id")
            word = 3
          }
        case "beside":
          item.id = try line.id(1, "the lesson's id")
          word = 2
        default: throw line.unknown(expected: ["lesson", "beside"])
        }
        if let id = item.id, items.contains(where: { $0.id.map { isSame($0, id) } ?? false }) {
          throw line.unexpected(at: word - 1, expected: "each id once")
        }
        item.titles = try titles(line, from: word)
        items.append(item)
      }
    }
    return items
  }

  private static func titles(
    _ line: LessonStatement, from first: Int
  ) throws(LessonProblem) -> [String: String] {
    var titles: [String: String] = [:]
    var word = first
    repeat {
      let language = try line.language(word)
      guard titles[language] == nil else {
        throw line.unexpected(at: word, expected: "each language once")
      }
      titles[language] = try line.quoted(word + 1)
      word += 2
    } while word < line.words.count
    return titles
  }
}

extension LessonStatement {
  /// A language.
  func language(_ word: Int) throws(LessonProblem) -> String {
    guard words.indices.contains(word), isLanguageCode(words[word].raw) else {
      throw unexpected(at: word, expected: "a language such as en")
    }
    return words[word].raw
  }
}
