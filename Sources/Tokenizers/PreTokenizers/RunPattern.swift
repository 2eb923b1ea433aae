/// A simple regular expression: alternatives, each a row of sets of characters with counts, such that
/// nothing that was matched must ever be given back: `\s+`, ` {2,}`, `\p{N}{1,3}`, `\w+|[^\w\s]+`.
///
/// It is matched in linear time. Expressions that would have to go back are refused.
struct RunPattern: Equatable, Sendable {
  /// Some characters of a set, as many as there are.
  struct Run: Equatable, Sendable {
    var set: ScalarSet
    var least: Int
    var most: Int
  }

  private let alternatives: [[Run]]

  /// Reads a regular expression; nil where it is not a simple one.
  init?(regex: String) {
    var parser = RunPatternParser(regex)
    guard let alternatives = parser.parse(), alternatives.allSatisfy(Self.neverGoesBack) else {
      return nil
    }
    self.alternatives = alternatives
  }

  /// Whether greed is always right: counts are fixed but for the last run, or a run is one optional
  /// character that the next run cannot begin with.
  private static func neverGoesBack(_ runs: [Run]) -> Bool {
    guard let last = runs.last, last.least > 0 else { return false }
    for (index, run) in runs.dropLast().enumerated() where run.least != run.most {
      guard run.least == 0, run.most == 1, !run.set.isInverted, run.set.flags.isEmpty,
        run.set.complements.isEmpty, runs[index + 1].least > 0
      else { return false }
      for range in run.set.ranges {
        guard range.count == 1, let scalar = Unicode.Scalar(range.lowerBound) else { return false }
        let reading = ScalarScanner.Reading(
          value: scalar.value, flags: CharacterClass.flags(of: scalar), length: 1)
        if runs[index + 1].set.contains(reading) { return false }
      }
    }
    return true
  }

  /// Where the match ends that begins at an offset; nil where there is none.
  func end(from offset: Int, _ scanner: ScalarScanner) -> Int? {
    for runs in alternatives {
      if let end = end(of: runs, from: offset, scanner) { return end }
    }
    return nil
  }

  private func end(of runs: [Run], from offset: Int, _ scanner: ScalarScanner) -> Int? {
    var offset = offset
    for run in runs {
      var count = 0
      while count < run.most, offset < scanner.end, case let next = scanner.read(offset),
        run.set.contains(next)
      {
        offset += next.length
        count += 1
      }
      if count < run.least { return nil }
    }
    return offset
  }
}
