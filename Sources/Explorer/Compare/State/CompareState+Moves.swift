import Screen
import Tracing

extension CompareState {
  /// Moves about on the page that is shown.
  mutating func perform(_ action: Action, page rows: Int) {
    switch action {
    case .stepForward: step(by: 1)
    case .stepBack: step(by: -1)
    case .firstStep: page == .steps ? go(toRow: 0) : step(by: -1_000_000)
    case .lastStep: page == .steps ? go(toRow: .max) : step(by: 1_000_000)
    case .overBlock: overBlock(isForward: true)
    case .backBlock: overBlock(isForward: false)
    case .nextPane: page == .steps ? nextPanel(by: 1) : nextTower()
    case .zoomIn: zoom = MatrixZoom(rawValue: zoom.rawValue + 1) ?? zoom
    case .zoomOut: zoom = MatrixZoom(rawValue: zoom.rawValue - 1) ?? zoom
    case .nextHead: page == .steps ? move(slices: 1) : nextTower()
    case .previousHead: page == .steps ? move(slices: -1) : nextTower()
    default:
      guard page == .steps else {
        performOutsideSteps(action)
        return
      }
      moveCursor(action, rows)
    }
  }

  private mutating func moveCursor(_ action: Action, _ rows: Int) {
    let most = 1 << 30
    switch action {
    case .up: move(rows: -1)
    case .down: move(rows: 1)
    case .left: move(columns: -1)
    case .right: move(columns: 1)
    case .pageUp: move(rows: -rows)
    case .pageDown: move(rows: rows)
    case .rowStart: move(columns: -most)
    case .rowEnd: move(columns: most)
    case .top: move(rows: -most)
    case .bottom: move(rows: most)
    default: break
    }
  }

  private mutating func performOutsideSteps(_ action: Action) {
    switch action {
    case .up, .pageUp: page == .run ? chooseFigure(figure - 1) : chooseLayer(layer - 1)
    case .down, .pageDown: page == .run ? chooseFigure(figure + 1) : chooseLayer(layer + 1)
    case .left: chooseLayer(layer - 1)
    case .right: chooseLayer(layer + 1)
    case .top, .rowStart: page == .run ? chooseFigure(0) : chooseLayer(1)
    case .bottom, .rowEnd: page == .run ? chooseFigure(.max) : chooseLayer(.max)
    default: break
    }
  }

  private mutating func step(by count: Int) {
    switch page {
    case .steps: go(toRow: row + count)
    case .run: chooseFigure(figure + count)
    case .blocks: chooseLayer(layer + count)
    }
  }

  private mutating func overBlock(isForward: Bool) {
    guard page == .steps, !comparison.steps.isEmpty else { return }
    let steps = comparison.steps
    if isForward {
      let next = steps[row...].firstIndex { $0.block != step.block }
      go(toRow: next ?? steps.count - 1)
    } else {
      func start(_ row: Int) -> Int {
        var row = row
        while row > 0, steps[row - 1].block == steps[row].block { row -= 1 }
        return row
      }
      let own = start(row)
      go(toRow: own < row || own == 0 ? own : start(own - 1))
    }
  }

  // MARK: The other pages

  /// The towers that a side has, by name.
  package var towers: [String] { comparison.towers }

  /// The tower that is shown.
  package var towerName: String { towers.indices.contains(tower) ? towers[tower] : "" }

  /// The most layers that a side has in the tower.
  package var layers: Int {
    comparison.figures.compactMap { $0.tower(towerName)?.profile.norms.count }.max().map { $0 - 1 }
      ?? 1
  }

  private mutating func nextTower() {
    tower = (tower + 1) % max(1, towers.count)
    chooseLayer(layer)
  }

  private mutating func chooseFigure(_ number: Int) {
    figure = min(max(0, number), RunFigure.allCases.count - 1)
  }

  private mutating func chooseLayer(_ number: Int) { layer = min(max(1, number), max(1, layers)) }

  /// Looks at the page, the figure and the layer of another comparison.
  mutating func keepView(of old: CompareState) {
    page = old.page
    figure = old.figure
    zoom = old.zoom
    tower = min(old.tower, max(0, towers.count - 1))
    chooseLayer(old.layer)
  }
}
