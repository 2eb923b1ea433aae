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
    if walk.showsFigures, !walk.isMapFocused {
      // What a figure is made of can be said; no step reads it, and where there is none the cell is asked about.
      if action == .whereTo || action == .whereFrom && walk.figure(of: walk.spot) == nil {
        walk.spot.picture = .stage
        if action == .whereTo {
          notice = Notice(.information, FigureText.noReader(language))
        } else {
          tell(.figuresOfMany, Keymap.label(.whereFrom, in: .explore))
        }
        return []
      }
    }
    switch action {
    case .stepForward:
      // From a number that was followed elsewhere the walk is taken up where it was left.
      if walk.isAway {
        walk.go(toStep: walk.step)
      } else if walk.step + 1 < steps.count {
        walk.go(toStep: walk.step + 1)
      } else {
        tell(.lastStep)
      }
    case .stepBack:
      if walk.isAway {
        walk.go(toStep: walk.step)
      } else if walk.step > 0 {
        walk.go(toStep: walk.step - 1)
      } else {
        tell(.firstStep)
      }
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
    case .into where !walk.isMapFocused: if !walk.goInside(by: 1) { tell(.noInside) }
    case .out: walk.goOut()
    case .play:
      if walk.step + 1 >= steps.count {
        tell(.lastStep)
        break
      }
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
    case .whereFrom where !walk.isMapFocused && !walk.leadsFurther: tell(.pathEnd)
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

  // MARK: What takes its time

  /// Asks to go on with a search for readers that is not done.
  var searchEffects: [Effect] {
    guard place == .explore, let walk = explore else { return [] }
    if walk.isReadingLens { return [.tick(afterMilliseconds: 0)] }
    guard case .whereTo(let list) = walk.mode, list.isGoingOn else { return [] }
    return [.tick(afterMilliseconds: 0)]
  }

  /// Looks further for what reads the cell.
  mutating func searchOn() -> [Effect] {
    if place == .explore, let walk = explore, walk.isReadingLens {
      walk.readLens()
      explore?.refresh()
      return searchEffects
    }
    guard let mode = explore?.mode, case .whereTo(var list) = mode, let walk = explore else {
      return []
    }
    list.goOn(in: walk.subject.trace)
    explore?.mode = .whereTo(list)
    return searchEffects
  }

  mutating func playOn() -> [Effect] {
    guard var walk = explore else { return [] }
    walk.go(toStep: walk.step + 1)
    let isAtEnd = walk.step + 1 >= walk.subject.steps.count
    let step = walk.subject.steps[walk.step]
    let breakpoint = walk.breakpoints.first { $0.matches(step.address) }
    if let breakpoint { tell(.stoppedAt, name(of: breakpoint)) }
    walk.isPlaying = !isAtEnd && breakpoint == nil
    walk.settle(in: self)
    explore = walk
    return walk.isPlaying ? [.tick(afterMilliseconds: Self.playInterval)] : []
  }

  // MARK: Breakpoints and marks

  private mutating func run(_ walk: inout ExploreState) {
    let steps = walk.subject.steps.steps
    for number in steps.indices.dropFirst(walk.step + 1) {
      let address = steps[number].address
      guard let breakpoint = walk.breakpoints.first(where: { $0.matches(address) }) else {
        continue
      }
      walk.go(toStep: number)
      tell(.stoppedAt, name(of: breakpoint))
      return
    }
    // The reader's place is not given up for the last step.
    if walk.breakpoints.isEmpty {
      tell(.noBreakpoints, Keymap.label(.toggleBreakpoint, in: .explore))
    } else {
      tell(.noBreakpoint)
    }
  }

  /// A breakpoint as the reader knows it: the slash that ties it to one step is not theirs.
  private func name(of breakpoint: AddressPattern) -> String {
    let text = breakpoint.text
    return medium.shown(text.hasPrefix("/") ? String(text.dropFirst()) : text, limit: 60)
  }

  private mutating func toggleBreakpoint(_ walk: inout ExploreState) {
    guard walk.subject.steps.count > 0 else { return }
    let address = walk.subject.steps[walk.step].address
    // Tied to the start, so that it is this step and no other.
    toggleBreakpoint(AddressPattern("/" + address.path), called: address.path, &walk)
  }

  /// Sets the breakpoints of a pattern, or takes them away where they are set.
  mutating func toggleBreakpoint(at pattern: AddressPattern) {
    guard var walk = explore else { return }
    toggleBreakpoint(pattern, called: medium.shown(pattern.text, limit: 60), &walk)
    explore = walk
  }

  private mutating func toggleBreakpoint(
    _ pattern: AddressPattern, called name: String, _ walk: inout ExploreState
  ) {
    let bytes = Array(pattern.text.utf8)
    if let index = walk.breakpoints.firstIndex(where: { Array($0.text.utf8) == bytes }) {
      walk.breakpoints.remove(at: index)
      tell(.breakpointGone, name)
    } else {
      walk.breakpoints.append(pattern)
      tell(.breakpointSet, name)
    }
  }

  /// The letter that a mark awaited.
  mutating func finish(_ pending: ExploreState.Pending, _ key: Key) -> [Effect] {
    explore?.pending = nil
    guard case .character(let letter) = Keymap.plain(key), var walk = explore else { return [] }
    switch pending {
    case .mark:
      walk.marks[letter] = walk.spot
      tell(.markSet, medium.shown(String(letter)))
    case .jump:
      if let spot = walk.marks[letter] {
        walk.jump(to: spot)
      } else {
        tell(.noMark, medium.shown(String(letter)))
      }
    }
    walk.settle(in: self)
    explore = walk
    return []
  }
}
