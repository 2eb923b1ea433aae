/// The numbers from 0 to a limit, each end in it or not.
struct NumberRange: Equatable, CustomStringConvertible {
  private let includesZero: Bool
  private let limit: Double
  private let includesLimit: Bool

  /// 0 ≤ x < limit.
  static func fromZero(below limit: Double) -> NumberRange {
    NumberRange(includesZero: true, limit: limit, includesLimit: false)
  }

  /// 0 ≤ x ≤ limit.
  static func fromZero(upTo limit: Double) -> NumberRange {
    NumberRange(includesZero: true, limit: limit, includesLimit: true)
  }

  /// 0 < x < limit.
  static func aboveZero(below limit: Double) -> NumberRange {
    NumberRange(includesZero: false, limit: limit, includesLimit: false)
  }

  /// 0 < x ≤ limit.
  static func aboveZero(upTo limit: Double) -> NumberRange {
    NumberRange(includesZero: false, limit: limit, includesLimit: true)
  }

  /// Whether a number is in the range; NaN is in none.
  func contains(_ number: Double) -> Bool {
    (includesZero ? number >= 0 : number > 0)
      && (includesLimit ? number <= limit : number < limit)
  }

  var description: String {
    let limit = "\(Int(limit))"
    return
      "a number \(includesZero ? "from" : "above") 0 \(includesLimit ? "to" : "and below") \(limit)"
  }
}
