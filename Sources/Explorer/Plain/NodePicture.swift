import Screen
import Tensors
import Tracing

/// The picture of a node outside of a walk: what the explorer would show, on a canvas of any size.
///
/// It is drawn by the explorer itself, from a state that stands where the picture is wanted; a part of the
/// screen is then cut out. So there is one way to draw a step, in the terminal and outside.
package struct NodePicture {
  /// The model on its text.
  package let subject: Subject
  /// The node.
  package let node: NodeID
  /// The cursor's cell, row-major; nil for the one where a walk would begin.
  package var cell: Int?
  /// Which picture.
  package var picture = PictureName.stage
  /// How large cells are drawn.
  package var zoom: MatrixZoom?
  /// The language of its words.
  package var language = DisplayLanguage.english
  /// What can be shown.
  package var medium = Medium()

  /// Prepares the picture of a node.
  package init(_ subject: Subject, _ node: NodeID) {
    self.subject = subject
    self.node = node
  }

  /// The pictures that there are of the node; others would be of nothing.
  package var pictures: [PictureName] {
    var spot = Spot(node, cell: cell ?? 0)
    spot.picture = .heads
    let context = StageContext(subject: subject, spot: spot, language: language, medium: medium)
    return PictureName.allCases.filter {
      switch $0 {
      case .heads: HeadsStage(context) != nil
      case .layers:
        LayersStage(context, in: Rect(x: 0, y: 0, width: 80, height: 24)) != nil
      case .inside: subject.trace[node].operation != nil
      case .from, .to, .bars: subject.trace[node].shape.count > 0
      case .stage, .stream, .identity, .lens: true
      }
    }
  }

  /// The explorer's whole screen.
  package func screen(_ size: Size) -> Canvas { RootView(state(size)).canvas }

  /// The step's picture alone, in its box, in exactly so many columns and rows.
  package func stage(_ size: Size) -> Canvas {
    let screenSize = screenSize(forStage: size)
    let state = state(screenSize)
    let area = state.explore?.layout(screenSize).stage ?? Rect(screenSize)
    return RootView(state).canvas.cropped(
      to: Rect(
        x: area.x, y: area.y, width: min(area.width, size.width),
        height: min(area.height, size.height)))
  }

  /// The step's picture without the rows that have nothing in them.
  package func tightStage(_ size: Size) -> Canvas {
    let canvas = stage(size)
    let rows = (0..<canvas.size.height).filter { y in
      y == 0 || y == canvas.size.height - 1 || !canvas.isBlankInside(row: y)
        || !canvas.isBlankInside(row: y - 1)
    }
    // The row before the lower border says nothing either.
    let last = rows.dropLast().last
    return canvas.keeping(
      rows: rows.filter { $0 == 0 || $0 != last || !canvas.isBlankInside(row: $0) })
  }

  /// The state of a reader who looks at the picture.
  package func state(_ size: Size) -> State {
    var state = State(size: size, medium: medium, language: language, models: [])
    let request = subject.request
    state.opening = Opening(request: request, progress: 1)
    _ = state.update(.result(.opened(request: request, subject)))
    state.notice = nil
    if var walk = state.explore {
      walk.go(to: node, cell: cell)
      if let zoom { walk.spot.zoom = zoom }
      state.explore = walk
    }
    if let action = picture.action { _ = state.perform(action) }
    // A picture outside of a walk is drawn once, and whole.
    while let walk = state.explore, walk.isReadingLens { walk.readLens() }
    _ = state.update(.input(.resized(size)))
    return state
  }

  /// The smallest screen whose stage has a size; the nearest where no screen has.
  private func screenSize(forStage size: Size) -> Size {
    func fitting(_ wanted: Int, _ stage: (Int) -> Int) -> Int {
      (wanted...wanted + 80).first { stage($0) >= wanted } ?? wanted
    }
    func stage(_ width: Int, _ height: Int) -> Rect {
      ExploreLayout(
        Size(width: width, height: height), isAsking: picture == .from
      ).stage
    }
    let width = fitting(size.width) { stage($0, 24).width }
    let height = fitting(size.height) { stage(width, $0).height }
    return Size(width: width, height: height)
  }
}

extension Canvas {
  /// A part as a canvas of its own, without the cursor.
  func cropped(to area: Rect) -> Canvas {
    let area = area.intersection(bounds)
    var part = Canvas(size: area.size, medium: medium)
    for y in 0..<area.height { part.copy(self, row: area.y + y, from: area.x, to: y) }
    return part
  }

  /// The rows given, in their order, and no others.
  func keeping(rows: [Int]) -> Canvas {
    var part = Canvas(size: Size(width: size.width, height: rows.count), medium: medium)
    for (y, row) in rows.enumerated() { part.copy(self, row: row, from: 0, to: y) }
    return part
  }

  /// Whether a row shows nothing but spaces between its first and its last cell.
  func isBlankInside(row y: Int) -> Bool {
    row(y).dropFirst().dropLast().allSatisfy {
      $0.text == " " && $0.style.background == .standard && $0.style.attributes.isEmpty
    }
  }

  private mutating func copy(_ other: Canvas, row: Int, from x: Int, to y: Int) {
    for column in 0..<size.width {
      let cell = other[x + column, row]
      put(cell.text, x: column, y: y, cell.style)
    }
  }
}
