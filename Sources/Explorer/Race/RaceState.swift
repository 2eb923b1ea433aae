import Training

/// A race that is watched.
package struct RaceState: Equatable, Sendable {
  /// A picture of the race; pages show several, in this order.
  package enum Panel: Int, CaseIterable, Sendable {
    /// The training loss.
    case loss
    /// Gradient norms by layer, in the first step and now.
    case gradients
    /// The norm of the residual stream by layer.
    case norms
    /// The mean cosine between the tokens of a sentence, by layer.
    case tokens
    /// The validation loss.
    case validation
    /// The mean cosine between what enters and what leaves a layer.
    case neighbours
    /// The attention of the sentence that is watched.
    case attention
    /// What the models make of a few texts.
    case outputs
    /// What each sublayer adds, relative to the stream.
    case additions
  }

  /// What is raced.
  package internal(set) var setup: RaceSetup
  /// The number of the race: reports of others are late.
  package internal(set) var number: Int
  /// The last report; nil while the data are drawn.
  package internal(set) var report: RaceReport?
  /// Whether it trains.
  package internal(set) var isRunning = true
  /// Whether it was read from a file, and cannot go on.
  package internal(set) var isKept = false
  /// Which of the races to choose from it is; nil for one that was set up otherwise.
  package internal(set) var preset: Int?
  /// The rates at their peaks that were asked for, by lane.
  var peaks: [Int: Double] = [:]
  /// The warm-ups that were asked for, by lane.
  var warmUps: [Int: Int] = [:]
  /// The page of pictures.
  package internal(set) var page = 0
  /// The lane that keys change and open.
  package internal(set) var lane = 0
  /// The step that is looked back at; nil for now.
  package internal(set) var moment: Int?
  /// Which attention is shown; nil for the last.
  package internal(set) var attention: Int?
  /// Which head; nil for the mean of all.
  package internal(set) var head: Int?

  /// A race that begins.
  package init(_ setup: RaceSetup, number: Int) {
    self.setup = setup
    self.number = number
  }

  /// A race that was kept.
  package init(_ report: RaceReport) {
    setup = report.setup
    number = 0
    self.report = report
    isRunning = false
    isKept = true
  }

  // MARK: Looking back

  /// The steps at which something was kept, in order.
  var steps: [Int] {
    let all = report?.lanes.flatMap { $0.moments.map(\.step) } ?? []
    return Array(Set(all)).sorted()
  }

  /// What is shown of a lane: the moment looked back at, or the last; that of a lane that has stopped
  /// before is its last.
  func moment(of lane: Int) -> RaceMoment? {
    guard let lane = report?.lanes[lane] else { return nil }
    guard let moment else { return lane.latest }
    return lane.moments.last { $0.step <= moment } ?? lane.moments.first
  }

  /// Goes to an earlier or later moment; past the last it is now again.
  mutating func look(by count: Int) {
    let steps = steps
    guard !steps.isEmpty else { return }
    let now = steps.count
    let place = moment.flatMap { moment in steps.lastIndex { $0 <= moment } } ?? now
    let wanted = max(0, place + count)
    moment = wanted >= now ? nil : steps[wanted]
  }

  /// Whether an action would do something now.
  func isUseful(_ action: Action) -> Bool {
    switch action {
    case .play: isKept || report?.isOver != true
    case .stepForward, .rateUp, .rateDown: !isKept && report?.isOver != true
    case .walkHere, .compare: !isKept && report != nil
    case .nextSame: attentions.count > 1
    case .nextHead: attentionIndex != nil
    default: true
    }
  }

  // MARK: Attention

  /// The attentions that can be shown.
  var attentions: [RaceMoment.Attention] { moment(of: lane)?.attentions ?? [] }

  /// The attention that is shown, as its place in ``attentions``.
  var attentionIndex: Int? {
    let count = attentions.count
    guard count > 0 else { return nil }
    // The last of a pair's is cross-attention: where what is translated is looked up.
    return min(attention ?? count - 1, count - 1)
  }

  mutating func nextAttention() {
    guard let index = attentionIndex else { return }
    attention = (index + 1) % attentions.count
  }

  mutating func nextHead(by step: Int) {
    guard let index = attentionIndex else { return }
    // The mean is one more.
    let count = attentions[index].heads + 1
    let place = ((head.map { $0 + 1 } ?? 0) + step + count) % count
    head = place == 0 ? nil : place - 1
  }
}
