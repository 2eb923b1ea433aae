import Tracing

/// How far a run is, in one line for people.
struct TrainingProgress {
  var step: Int
  let steps: Int
  var loss: Double?
  var validation: Double?
  var rate: Double?
  /// Steps taken since the program began, and the seconds that took.
  var pace: (steps: Int, seconds: Double) = (0, 0)

  /// The line, without what no longer fits: half a number would be another number.
  func line(width: Int) -> String {
    var parts = ["step \(Self.grouped(step))/\(Self.grouped(steps))"]
    if let loss { parts.append("loss \(Self.loss(loss))") }
    if let validation { parts.append("validation \(Self.loss(validation))") }
    if let rate { parts.append("rate \(Number.text(rate, digits: 2))") }
    if pace.steps > 0, pace.seconds > 0 {
      let speed = Double(pace.steps) / pace.seconds
      parts.append(
        speed >= 10
          ? "\(Self.grouped(Int(speed.rounded()))) steps/s"
          : "\(Number.fixed(speed, decimals: 1)) steps/s")
      parts.append("\(Self.duration(Double(steps - step) / speed)) left")
    }
    var line = String(parts[0].prefix(max(0, width)))
    for part in parts.dropFirst() {
      guard line.count + 2 + part.count <= width else { break }
      line += "  " + part
    }
    return line
  }

  /// A loss with four decimals; whatever became of it.
  static func loss(_ loss: Double) -> String {
    loss.isFinite && loss >= 0 ? Number.fixed(loss, decimals: 4) : Number.text(loss)
  }

  /// Seconds as people say them: 31 s, 4 min 5 s, 1 h 20 min.
  static func duration(_ seconds: Double) -> String {
    // Further ahead nobody looks.
    guard seconds < 100 * 86_400 else { return "over 100 days" }
    let seconds = Int(max(0, seconds).rounded())
    switch seconds {
    case ..<60: return "\(seconds) s"
    case ..<3600: return "\(seconds / 60) min \(seconds % 60) s"
    case ..<86_400: return "\(seconds / 3600) h \(seconds % 3600 / 60) min"
    default: return "\(seconds / 86_400) d \(seconds % 86_400 / 3600) h"
    }
  }

  /// A count with its thousands apart.
  static func grouped(_ count: Int) -> String {
    var text = ""
    for (index, digit) in String(count).reversed().enumerated() {
      if index > 0, index % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }
}
