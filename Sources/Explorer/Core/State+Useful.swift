import Screen
import Tracing

extension State {
  /// Whether an action would do something now; the footer offers no other.
  func isUseful(_ action: Action) -> Bool {
    guard overlay == nil else { return true }
    if isLessonFocused { return isUsefulInLesson(action) }
    switch place {
    case .home: return action != .back || home.pane != .text
    case .explore: return explore?.isUseful(action) ?? true
    case .generate:
      switch generate {
      case .writing(let writing): return writing.isUseful(action)
      case .filling(let filling): return filling.isUseful(action)
      case nil: return true
      }
    case .race: return race?.isUseful(action) ?? true
    case .tokens, .models, .compare, .lessons: return true
    }
  }
}

extension ExploreState {
  /// Whether an action would do something now.
  fileprivate func isUseful(_ action: Action) -> Bool {
    switch action {
    case .stepForward, .play: isAway || step + 1 < subject.steps.count
    case .stepBack: isAway || step > 0
    case .overBlock: subject.steps.count > 0 && subject.steps.over(step) != step
    case .nextHead: mode == .stage && !isMapFocused && hasHeads
    case .heads, .layers: mode == .stage && HeadsStage.node(plainContext) != nil
    case .zoomIn:
      mode == .stage && MatrixZoom(rawValue: spot.zoom.rawValue + 1) != nil
    case .whereFrom: leadsFurther
    // Without a picture of its own, the row as bars shows nothing else.
    case .bars: mode == .stage && plane.columns > 1
    default: true
    }
  }

  /// Whether the node has several heads to choose from.
  private var hasHeads: Bool {
    plane.slices > 1 && subject.trace[spot.node].axes.contains(.head)
  }

  private var plainContext: StageContext { context(.english, Medium()) }
}

extension WritingState {
  /// Whether an action would do something now.
  fileprivate func isUseful(_ action: Action) -> Bool {
    switch action {
    case .stepBack: position > 0 || places[position].decision != nil
    case .nextHead: alignments.count > 1
    case .nextPane: !alignments.isEmpty
    case .moreOfK: shownSettings.topK != nil
    case .moreOfP: shownSettings.topP != nil
    default: true
    }
  }
}

extension FillingState {
  /// Whether an action would do something now.
  fileprivate func isUseful(_ action: Action) -> Bool {
    switch action {
    case .stepBack: !history.isEmpty
    case .maskWord: session.maskID != nil && !isMasked
    case .nextMask: ids.indices.contains { $0 != position && ids[$0] == session.maskID }
    default: true
    }
  }
}
