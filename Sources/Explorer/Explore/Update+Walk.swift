import Screen
import Tensors
import Tracing

extension State {
  /// Milliseconds from one step to the next while playing.
  static let playInterval = 700

  /// Does what an action says in a walk.
  mutating func performInWalk(_ action: Action) -> [Effect] {
    guard var walk = explore else { return [] }
    defer { explore = walk }
    let steps = walk.subject.steps
    switch action {
    case .stepForward:
      if walk.step + 1 < steps.count || walk.trailIsOpen {
        walk.go(toStep: walk.trailIsOpen ? walk.step : walk.step + 1)
      } else {
        tell(.lastStep)
      }
    case .stepBack:
      if walk.step > 0 { walk.go(toStep: walk.step - 1) } else { tell(.firstStep) }
    case .overBlock: walk.go(toStep: steps.over(walk.step))
    case .backBlock: walk.go(toStep: steps.backOver(walk.step))
    case .firstStep: walk.go(toStep: 0)
    case .lastStep: walk.go(toStep: steps.count - 1)
    case .nextSame, .previousSame:
      if let next = steps.sameKind(as: walk.step, isForward: action == .nextSame) {
        walk.goSame(toStep: next)
      } else {
        tell(.noMoreOfKind)
      }
    case .into: if !walk.goInside(by: 1) { tell(.noInside) }
    case .out: walk.goOut()
    case .play:
      walk.isPlaying = true
      return [.tick(afterMilliseconds: Self.playInterval)]
    case .run: run(&walk)
    case .toggleBreakpoint: toggleBreakpoint(&walk)
    case .setMark:
      walk.pending = .mark
      tell(.askLetter)
    case .jumpToMark:
      walk.pending = .jump
      tell(.askLetter)
    default: walk.perform(action, page: pageSize)
    }
    return []
  }

  /// The rows that a page moves by.
  private var pageSize: Int { max(1, size.height / 2) }

  private mutating func tell(_ text: ExploreText, _ arguments: String...) {
    let words = text(language)
    notice = Notice(
      .information, arguments.isEmpty ? words : text(language, arguments[0]))
  }

  // MARK: Playing and running

  mutating func playOn() -> [Effect] {
    guard var walk = explore else { return [] }
    walk.go(toStep: walk.step + 1)
    let isAtEnd = walk.step + 1 >= walk.subject.steps.count
    let step = walk.subject.steps[walk.step]
    let isBroken = walk.breakpoints.contains { $0.matches(step.address) }
    walk.isPlaying = !isAtEnd && !isBroken
    walk.settle(in: self)
    explore = walk
    return walk.isPlaying ? [.tick(afterMilliseconds: Self.playInterval)] : []
  }

  private mutating func run(_ walk: inout ExploreState) {
    let steps = walk.subject.steps.steps
    let next = steps[min(walk.step + 1, steps.count)...].firstIndex { step in
      walk.breakpoints.contains { $0.matches(step.address) }
    }
    if next == nil { tell(.noBreakpoint) }
    walk.go(toStep: next ?? steps.count - 1)
  }

  private mutating func toggleBreakpoint(_ walk: inout ExploreState) {
    let address = walk.subject.steps[walk.step].address
    if let index = walk.breakpoints.firstIndex(where: { $0.text == address.path }) {
      walk.breakpoints.remove(at: index)
      tell(.breakpointGone, address.path)
    } else {
      walk.breakpoints.append(AddressPattern(address.path))
      tell(.breakpointSet, address.path)
    }
  }

  /// The letter that a mark awaited.
  mutating func finish(_ pending: ExploreState.Pending, _ key: Key) -> [Effect] {
    explore?.pending = nil
    guard case .character(let letter) = Keymap.plain(key), var walk = explore else { return [] }
    switch pending {
    case .mark: walk.marks[letter] = walk.spot
    case .jump:
      if let spot = walk.marks[letter] {
        walk.jump(to: spot.node, cell: spot.cell)
        walk.spot = spot
      } else {
        tell(.noMark, medium.shown(String(letter)))
      }
    }
    walk.settle(in: self)
    explore = walk
    return []
  }
}
