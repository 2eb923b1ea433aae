import Screen
import Tensors
import Tracing
import Transformers

extension State {
  // MARK: Coming here

  /// Compares what is at hand with the nearest that it can be compared with, at the same address; back in a
  /// walk that a comparison opened, goes on with that comparison.
  mutating func compareHere() -> [Effect] {
    overlay = nil
    switch place {
    case .compare: return []
    case .explore where walkReturn == .compare:
      guard var compared = compare, let walk = explore else { break }
      if let row = compared.row(of: walk.subject.trace[walk.spot.node].address) {
        compared.go(toRow: row)
      }
      compare = compared
      place = .compare
      return []
    default: break
    }
    let walk = place == .explore ? explore : nil
    guard let request = walk?.subject.request ?? home.request else {
      notice = Notice(.problem, CompareText.needsText(language))
      return []
    }
    let wiring = walk?.subject.configuration.wiring
    let opponents = Opponent.all(of: request.model, wiring ?? .pre)
    guard let opponent = opponents.first else { return [] }
    let address = walk.map { $0.subject.trace.text(of: $0.cell) }
    return open(ComparisonRequest(opponent.sides(request), address: address))
  }

  /// Begins to open a comparison that the command line asks for.
  package mutating func begin(_ request: ComparisonRequest) -> [Effect] { open(request) }

  /// Begins to open a comparison.
  mutating func open(_ request: ComparisonRequest) -> [Effect] {
    opening = Opening(request: request.key, progress: 0)
    return [.openComparison(request)]
  }

  /// An opening has come to its end.
  mutating func receive(_ comparison: Comparison) -> [Effect] {
    guard opening?.request == comparison.request.key else { return [] }
    opening = nil
    overlay = nil
    var next = CompareState(comparison, at: comparison.request.address)
    if place == .compare, let old = compare {
      // Another opponent: the reader stays at the same page and cell.
      next.keepView(of: old)
      notice = nil
    } else {
      notice = comparison.request.address.flatMap { next.problem(with: $0) }
        .map { Notice(.problem, medium.shown($0)) }
      comparedFrom = ComparedFrom(place: place, walk: explore, walkReturn: walkReturn)
    }
    compare = next
    place = .compare
    guard notice == nil else { return [] }
    let names = SideNames(comparison, language, medium)
    let notes = comparison.sides.indices.compactMap { names.added($0) }
    let cut = comparison.sides.compactMap { $0.subject.notices.first }.first
    if comparison.firstDifference == nil {
      notice = Notice(.information, CompareText.allSame(language))
    } else if let note = cut ?? notes.first {
      notice = Notice(.information, note)
    }
    return []
  }

  // MARK: Going away

  /// Goes back to where the comparison was asked for, with the walk as it was.
  mutating func leaveCompare() {
    let from = comparedFrom
    comparedFrom = nil
    guard let from else {
      place = .home
      return
    }
    place = from.place == .compare ? .home : from.place
    if let walk = from.walk { explore = walk }
    walkReturn = from.walkReturn
  }

  /// Asks where the cursor's number comes from, in a walk through its side.
  private mutating func walkThroughSide(_ compared: CompareState) {
    guard let cell = compared.cell(compared.side) else { return }
    let subject = compared.comparison.sides[compared.side].subject
    var walk = ExploreState(subject, at: subject.trace.text(of: cell))
    walk.perform(.whereFrom, page: 1)
    walk.settle(in: self)
    explore = walk
    walkReturn = .compare
    place = .explore
  }

  // MARK: Actions

  /// Does what an action says in a comparison.
  mutating func performInCompare(_ action: Action) -> [Effect] {
    guard var compared = compare else { return [] }
    let comparison = compared.comparison
    let language = language
    func note(_ text: CompareText) -> Notice { Notice(.information, text(language)) }
    switch action {
    case .whereFrom where compared.page == .steps:
      walkThroughSide(compared)
      return []
    case .otherSide: return nextOpponent(compared)
    case .firstDifference:
      guard let row = comparison.firstDifference else {
        notice = note(.allSame)
        break
      }
      compared.go(toRow: row)
      compared.lookAtLargest()
    case .nextCause, .previousCause:
      let isForward = action == .nextCause
      guard let row = comparison.cause(after: compared.row, isForward: isForward) else {
        notice = note(isForward ? .lastCause : .firstCause)
        break
      }
      compared.go(toRow: row)
      compared.lookAtLargest()
    case .nextPage:
      let pages = CompareState.Page.allCases
      let page = pages.firstIndex(of: compared.page) ?? 0
      compared.page = pages[(page + 1) % pages.count]
    default: compared.perform(action, page: max(1, size.height / 2))
    }
    compare = compared
    return []
  }

  /// Opens the comparison of the first side with the next that it can be compared with.
  private mutating func nextOpponent(_ compared: CompareState) -> [Effect] {
    let comparison = compared.comparison
    let request = comparison.sides[0].request.open
    let all = Opponent.all(of: request.model, comparison.sides[0].wiring)
    let asked = comparison.request.sides
    let current = all.firstIndex { $0.sides(request) == asked }
    let next = all[current.map { ($0 + 1) % all.count } ?? 0]
    guard next.sides(request) != asked else {
      notice = Notice(.information, CompareText.noTwin(language))
      return []
    }
    let address = compared.cell(compared.side).map {
      comparison.sides[compared.side].subject.trace.text(of: $0)
    }
    return open(ComparisonRequest(next.sides(request), address: address))
  }
}

/// Where a comparison was asked for, and the walk that was there.
package struct ComparedFrom: Equatable, Sendable {
  /// Where.
  package let place: State.Place
  /// The walk, which a walk through a side takes the place of.
  package let walk: ExploreState?
  /// Where that walk leads back to.
  package let walkReturn: State.Place
}
