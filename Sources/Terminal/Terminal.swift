import CTerminal
import Screen

/// A terminal that belongs to the program: it draws canvases, one at a time.
///
/// Keys are read and signals served by ``run(_:options:)``.
@MainActor package final class Terminal {
  /// What it can show.
  package let medium: Medium
  /// How large it is.
  package private(set) var size: Size
  /// What the reader should know about it.
  package let notices: [TerminalNotice]
  /// Where keys come from.
  let input: Int32
  /// Where the picture goes.
  let output: Int32
  /// How long after Esc another byte still belongs to it, in milliseconds.
  let escapeDelay: Int
  /// The keys' bytes that its description gives.
  let sequences: KeySequences
  /// What came before the program was ready for it.
  let earlyInput: [UInt8]

  /// What was drawn last.
  private var shown: Canvas?
  /// Whether the terminal may show something else.
  private var isLost = true
  private var pairs: ColorPairs
  private var line: [terminal_cell] = []

  /// Takes over the terminal that standard output is.
  ///
  /// - Parameter options: What the reader wants.
  /// - Throws: ``TerminalError``, with the terminal as it was.
  package init(options: TerminalOptions = TerminalOptions()) throws(TerminalError) {
    let opening = try TerminalOpening(options: options)
    medium = opening.medium
    notices = opening.notices
    input = opening.input
    output = opening.output
    escapeDelay = opening.escapeDelay
    earlyInput = opening.earlyInput
    sequences = KeySequences.ofTerminal()
    size = Size(width: Int(terminal_columns()), height: Int(terminal_rows()))
    // More would only cost memory: a screen has fewer cells than that.
    pairs = ColorPairs(capacity: min(Int(terminal_pairs()) - 1, 16_384))
    updateSize()
    setMouse(options.mouse)
  }

  /// Gives the terminal back; nothing happens the second time.
  package func close() { terminal_close() }

  /// Switches the reports of the mouse.
  package func setMouse(_ on: Bool) { terminal_set_mouse(on) }

  // MARK: Size and stops

  /// Asks for the size again; whatever it is, all must be drawn anew.
  ///
  /// A window that became smaller and large again has lost what was on it, though its size is the same.
  func updateSize() {
    isLost = true
    var (columns, rows): (Int32, Int32) = (0, 0)
    guard terminal_size(output, &columns, &rows) else { return }
    if columns != terminal_columns() || rows != terminal_rows() { terminal_resize(columns, rows) }
    size = Size(width: Int(columns), height: Int(rows))
  }

  /// Gives the terminal back, stops the process, and takes the terminal again when it continues.
  func stop() {
    terminal_stop()
    updateSize()
  }

  /// Sets the terminal's modes again: somebody else has had it.
  func retake() {
    terminal_retake()
    updateSize()
  }

  // MARK: Drawing

  /// Shows a canvas; only rows that have changed since the last one are touched.
  package func draw(_ canvas: Canvas) {
    let last = isLost || shown?.size != canvas.size ? nil : shown
    // Asked for only where a terminal has few pairs.
    lazy var needed: Set<ColorPairs.Colors> = Set(canvas.cells.map { colors($0.style) })
    for y in 0..<size.height {
      if let last, y >= canvas.size.height || last.row(y) == canvas.row(y) { continue }
      line.removeAll(keepingCapacity: true)
      if y < canvas.size.height { appendCells(canvas.row(y)) { needed } }
      let missing = size.width - canvas.size.width
      let blanks = y < canvas.size.height ? max(0, missing) : size.width
      let blank = terminal_cell(scalar: 0x20, mark: 0, pair: 0, columns: 1, attributes: 0)
      line.append(contentsOf: repeatElement(blank, count: blanks))
      terminal_put_row(Int32(y), line, Int32(line.count))
    }
    shown = canvas
    let cursor = canvas.cursor ?? Point(x: -1, y: -1)
    terminal_show(Int32(clamping: cursor.x), Int32(clamping: cursor.y), isLost)
    isLost = false
  }

  /// Shows the last canvas again, if the terminal may show something else.
  func redrawIfLost() {
    if isLost, let shown { draw(shown) }
  }

  private func appendCells(_ row: ArraySlice<Cell>, needed: () -> Set<ColorPairs.Colors>) {
    var style: Style?
    var (pair, attributes): (Int32, UInt8) = (0, 0)
    for index in row.indices {
      let cell = row[index]
      if cell.isRightHalf { continue }
      if cell.style != style {
        style = cell.style
        pair = number(colors(cell.style), needed)
        attributes = Self.attributes(cell.style.attributes)
      }
      let isWide = index + 1 < row.endIndex && row[index + 1].isRightHalf
      line.append(
        terminal_cell(
          scalar: cell.scalar, mark: cell.mark, pair: pair, columns: isWide ? 2 : 1,
          attributes: attributes))
    }
  }

  private func colors(_ style: Style) -> ColorPairs.Colors {
    let style = medium.colors.shown(style)
    return ColorPairs.Colors(foreground: style.foreground, background: style.background)
  }

  private func number(
    _ colors: ColorPairs.Colors, _ needed: () -> Set<ColorPairs.Colors>
  ) -> Int32 {
    let pair = pairs.number(for: colors, needed: needed)
    if pair.isNew {
      _ = terminal_set_pair(
        Int32(pair.number), Int32(colors.foreground.index), Int32(colors.background.index))
    }
    return Int32(pair.number)
  }

  private static func attributes(_ attributes: Style.Attributes) -> UInt8 {
    let pairs: [(Style.Attributes, terminal_attribute)] = [
      (.bold, TERMINAL_BOLD), (.reversed, TERMINAL_REVERSED), (.underlined, TERMINAL_UNDERLINED),
      (.dim, TERMINAL_DIM),
    ]
    return pairs.reduce(0) { attributes.contains($1.0) ? $0 | UInt8($1.1.rawValue) : $0 }
  }
}
