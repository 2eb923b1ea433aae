import Screen
import Tracing
import Training
import Transformers

/// The blocks of all sides beside each other, line by line, so that the eye finds the norm that moved.
struct BlocksView {
  private let compared: CompareState
  private let names: SideNames
  private let language: DisplayLanguage
  private var comparison: Comparison { compared.comparison }

  init(_ compared: CompareState, _ names: SideNames, _ language: DisplayLanguage) {
    self.compared = compared
    self.names = names
    self.language = language
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    var rest = area
    for side in comparison.sides.indices {
      let part: Rect
      (part, rest) = rest.cutLeft(rest.width / (comparison.sides.count - side))
      drawSide(side, into: &canvas, in: part)
    }
  }

  /// The sublayers of a layer of the tower that is shown.
  private var sublayers: [TowerMap.Kind] {
    let hasCross =
      compared.towerName == "decoder"
      && comparison.sides.contains { $0.subject.configuration.tower == .encoderDecoder }
    return [.selfAttention] + (hasCross ? [.crossAttention] : []) + [.feedForward]
  }

  private func drawSide(_ side: Int, into canvas: inout Canvas, in area: Rect) {
    let theme = canvas.theme
    let tower = PlaceName.part(Substring(compared.towerName), language)
    let place = RunText.layerOf(
      language, tower, "\(compared.layer)", "\(compared.layers)")
    let inner = Panel(names.lettered(side), note: place, isFocused: false)
      .draw(into: &canvas, in: area)
    guard !inner.isEmpty else { return }
    guard has(side, "embedding") else {
      canvas.put(
        TextLayout.clip(RunText.lacks(language, tower), to: inner.width), x: inner.x, y: inner.y,
        theme[.faint])
      return
    }
    let wirings = comparison.sides.map(\.wiring)
    let slots = BlockDiagram.slots(of: wirings)
    let wiring = comparison.sides[side].wiring
    let own = sublayers
    // What enters, whole layers, the end of the tower, the formula; where not one layer fits, its last
    // sublayers and the formula alone.
    let perLayer = own.count * slots.count + 1
    let isWhole = inner.height >= perLayer + Self.footHeight
    let room = inner.height - (isWhole ? Self.footHeight : 2)
    let most = isWhole ? max(1, room / perLayer) : 1
    let shownLayers = compared.layer..<min(compared.layers + 1, compared.layer + most)
    let kinds =
      isWhole ? own : Array(own.suffix(max(1, min(own.count, room / max(1, slots.count)))))
    var y = inner.y
    let x = inner.x + 2
    canvas.clipped(to: inner) { canvas in
      let entry = kinds.first == .selfAttention ? stream(side) : nil
      canvas.put("x", x: x, y: y, theme[.residual].with(.bold))
      drawNumber(entry, "‖x‖", into: &canvas, x: x + 2, y: y, in: inner)
      y += 1
      for layer in shownLayers {
        if isWhole {
          // What only another side has is a gap, by its name.
          let isThere = has(side, "\(layer)/output")
          if isThere { canvas.put("│", x: x, y: y, theme[.residual]) }
          let own = FrameText.layer(language, "\(layer)")
          let name = isThere ? own : RunText.lacks(language, own)
          canvas.put(
            TextLayout.clip(name, to: max(0, inner.width - 8)), x: x + 6, y: y, theme[.faint])
          y += 1
        }
        for kind in kinds {
          guard has(side, "\(layer)/\(address(kind))/residual") else {
            drawGap(kind, side, layer, slots.count, into: &canvas, x: x, y: y, in: inner)
            y += slots.count
            continue
          }
          for slot in slots {
            let part = BlockDiagram.part(slot, wiring, kind)
            draw(part, side, layer, into: &canvas, x: x, y: y, in: inner)
            y += 1
          }
        }
      }
      let isLast = shownLayers.upperBound > compared.layers
      let foot = Rect(x: inner.x, y: y, width: inner.width, height: max(0, inner.maxY - y))
      drawFoot(side, isWhole, isLast: isLast, into: &canvas, in: foot)
    }
  }

  /// The rows of what enters, of the end of the tower, of an empty row and the formula.
  private static let footHeight = 5

  /// Whether a side's tower has a node.
  private func has(_ side: Int, _ path: String) -> Bool {
    comparison.sides[side].subject.trace.node(at: Address(compared.towerName + "/" + path)) != nil
  }

  private func address(_ kind: TowerMap.Kind) -> String {
    switch kind {
    case .selfAttention: "self-attention"
    case .crossAttention: "cross-attention"
    default: "feed-forward"
    }
  }

  // MARK: Lines

  /// The rows of a sublayer that only another side has.
  private func drawGap(
    _ kind: TowerMap.Kind, _ side: Int, _ layer: Int, _ rows: Int, into canvas: inout Canvas,
    x: Int, y: Int, in area: Rect
  ) {
    guard has(side, "\(layer)/output") else { return }
    for row in 0..<rows { canvas.put("│", x: x, y: y + row, canvas.theme[.residual]) }
    let text = RunText.lacks(language, function(kind).0)
    canvas.put(
      TextLayout.clip(text, to: max(0, area.maxX - x - 6)), x: x + 6, y: y + rows / 2,
      canvas.theme[.faint])
  }

  private func draw(
    _ part: BlockDiagram.Part, _ side: Int, _ layer: Int, into canvas: inout Canvas, x: Int, y: Int,
    in area: Rect
  ) {
    let theme = canvas.theme
    let branch = x + 4
    let room = area.maxX - branch - 2
    func stream() { canvas.put("│", x: x, y: y, theme[.residual]) }
    func put(_ text: String, _ role: Theme.Role, x: Int, width: Int) {
      canvas.put(TextLayout.clip(text, to: max(0, width)), x: x, y: y, theme[role])
    }
    switch part {
    case .stream(let hasBranch):
      stream()
      if hasBranch { canvas.put("│", x: branch, y: y, theme[.border]) }
    case .fork:
      canvas.put("├", x: x, y: y, theme[.residual])
      canvas.put("───╮", x: x + 1, y: y, theme[.border])
    case .normInStream:
      canvas.put("◇", x: x, y: y, theme[.norm].with(.bold))
      put(NameText.norm(language), .norm, x: x + 2, width: area.maxX - x - 2)
    case .normInBranch(let isOutput):
      stream()
      canvas.put("◇", x: branch, y: y, theme[.norm].with(.bold))
      put(
        (isOutput ? NameText.outputNorm : .norm)(language), .norm, x: branch + 2, width: room)
    case .function(let kind):
      stream()
      let (name, role) = function(kind)
      canvas.put("▪", x: branch, y: y, theme[role])
      put(name, role, x: branch + 2, width: room)
    case .join(let kind):
      canvas.put("⊕", x: x, y: y, theme[.residual].with(.bold))
      canvas.put("◂──╯", x: x + 1, y: y, theme[.border])
      drawNumber(sum(side, layer, kind), "‖x + f‖", into: &canvas, x: x + 6, y: y, in: area)
    }
  }

  private func function(_ kind: TowerMap.Kind) -> (String, Theme.Role) {
    switch kind {
    case .selfAttention: (NameText.selfAttention(language), .attention)
    case .crossAttention: (NameText.crossAttention(language), .attention)
    default: (NameText.feedForward(language), .feedForward)
    }
  }

  private func drawFoot(
    _ side: Int, _ isWhole: Bool, isLast: Bool, into canvas: inout Canvas, in area: Rect
  ) {
    guard !area.isEmpty else { return }
    let theme = canvas.theme
    var rest = area
    if isWhole {
      let x = area.x + 2
      // Where layers are left out the end of the tower is further on.
      canvas.put(isLast ? "│" : "┊", x: x, y: area.y, theme[.residual])
      let hasFinal = comparison.sides[side].subject.configuration.hasFinalNorm
      let text = hasFinal ? FrameText.finalNorm(language) : RunText.noFinalNorm(language)
      let role: Theme.Role = hasFinal ? .norm : .faint
      canvas.put(hasFinal ? "◇" : "│", x: x, y: area.y + 1, theme[hasFinal ? .norm : .residual])
      canvas.put(
        TextLayout.clip(text, to: max(0, area.width - 4)), x: x + 2, y: area.y + 1, theme[role])
      canvas.put("▾", x: x, y: area.y + 2, theme[.residual])
      rest = area.cutTop(3).rest
    }
    guard !rest.isEmpty else { return }
    let formula = "x ← " + WiringText(comparison.sides[side].wiring).formula
    canvas.put(
      TextLayout.clip(canvas.medium.drawable(formula), to: max(0, rest.width - 2)), x: rest.x + 2,
      y: rest.y, theme[.heading])
  }

  // MARK: Numbers

  private func drawNumber(
    _ value: Double?, _ name: String, into canvas: inout Canvas, x: Int, y: Int, in area: Rect
  ) {
    guard let value else { return }
    let text = name + " " + Number.text(value, digits: 3)
    guard x + TextWidth.cells(text) <= area.maxX else { return }
    canvas.put(text, x: x, y: y, canvas.theme[.faint])
  }

  private func profile(_ side: Int) -> TowerProfile? {
    comparison.figures[side].tower(compared.towerName)?.profile
  }

  /// The norm of what a sublayer's residual adds up to.
  private func sum(_ side: Int, _ layer: Int, _ kind: TowerMap.Kind) -> Double? {
    let name =
      switch kind {
      case .selfAttention: "self-attention"
      case .crossAttention: "cross-attention"
      default: "feed-forward"
      }
    let address = Address(compared.towerName) / "\(layer)" / name
    return profile(side)?.sublayers.first { $0.address == address }?.sum
  }

  /// The norm of what enters the first layer that is shown.
  private func stream(_ side: Int) -> Double? {
    guard let norms = profile(side)?.norms, norms.indices.contains(compared.layer - 1) else {
      return nil
    }
    return norms[compared.layer - 1]
  }
}
