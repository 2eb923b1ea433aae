import Screen
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Shows its size, the last event, a counter, Chinese in the last column and a ramp of colours.
@MainActor final class Probe: TerminalProgram {
  private(set) var deadline: MonotonicTime?
  private(set) var wantsMouse: Bool
  private(set) var isDone = false

  private let settings: ProbeSettings
  private var events = 0
  private var last = "none"
  private var counter = 0
  private var frames = 0
  private var notices: [TerminalNotice] = []
  private var isChanged = true
  private var steps = 0
  private var hasCursor = true
  private var shownSize: Size?

  init(settings: ProbeSettings) {
    self.settings = settings
    wantsMouse = settings.options.mouse
  }

  func begin(_ notices: [TerminalNotice]) { self.notices = notices }

  func save() {
    guard let path = settings.saved else { return }
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    write("saved after \(events) events\n", to: file)
    close(file)
  }

  // MARK: Events

  func receive(_ event: InputEvent) {
    events += 1
    isChanged = true
    if case .resized(let size) = event {
      last = "resized \(size.width)x\(size.height)"
      return
    }
    last = "\(event)"
    if case .key(.character(let key)) = event { obey(key) }
  }

  func wake() {
    if let due = deadline, due <= .now {
      steps -= 1
      counter += 1
      deadline = steps > 0 ? due.adding(milliseconds: 5) : nil
    } else {
      counter += 100
    }
    isChanged = true
  }

  private func obey(_ key: Unicode.Scalar) {
    switch key {
    case "q": isDone = true
    case "m": wantsMouse.toggle()
    case "c": hasCursor.toggle()
    case "n": write("noise on standard error\n", to: STDERR_FILENO)
    case "p": (steps, deadline) = (20, MonotonicTime.now.adding(milliseconds: 5))
    case "w": startWorker()
    // Nothing to show.
    case "-": isChanged = false
    // Never served: whoever asks twice must get through.
    case "H": while true { pause() }
    case "E": exit(7)
    default: crash(key)
    }
  }

  /// The ways to crash.
  private func crash(_ key: Unicode.Scalar) {
    switch key {
    case "1": fatalError("the probe ends by fatalError")
    case "2":
      let list = Array(repeating: 1, count: events - events)
      print(list[events])
    case "3":
      let number = Int.max - 1
      print(number + events + 2)
    case "4":
      let nothing: Int? = events < 0 ? 1 : nil
      // swift-format-ignore: NeverForceUnwrap
      print(nothing!)
    case "5": abort()
    case "6": kill(getpid(), SIGSEGV)
    case "7": kill(getpid(), SIGBUS)
    case "8": kill(getpid(), SIGFPE)
    case "9": print(depth(events))
    case "0":
      // A store to where nothing is.
      UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1
    default: break
    }
  }

  /// Overflows the stack.
  private func depth(_ number: Int) -> Int {
    var place = number
    return withUnsafeMutablePointer(to: &place) { pointer in
      pointer.pointee += 1
      return depth(pointer.pointee) + pointer.pointee
    }
  }

  /// A thread that wakes us once.
  private func startWorker() {
    var thread = pthread_t()
    pthread_create(&thread, nil, work, nil)
    pthread_detach(thread)
  }

  // MARK: Picture

  func canvas(size: Size, medium: Medium) -> Canvas? {
    guard isChanged || size != shownSize else { return nil }
    isChanged = false
    shownSize = size
    frames += 1
    var canvas = Canvas(size: size, medium: medium)
    switch settings.picture {
    case "ramp": drawRamp(&canvas)
    case "cells": drawCells(&canvas)
    case "large":
      // A canvas of another size than the terminal's, which was another a moment ago.
      canvas = Canvas(size: Size(width: size.width + 1, height: size.height + 1), medium: medium)
      drawAll(&canvas)
    default: drawAll(&canvas)
    }
    return canvas
  }

  private func drawAll(_ canvas: inout Canvas) {
    let size = canvas.size
    canvas.put("size \(size.width)x\(size.height)", x: 0, y: 0, .bold)
    canvas.put("last \(last)", x: 0, y: 1)
    canvas.put("counter \(counter) events \(events)", x: 0, y: 2, Style(.palette(214)))
    canvas.put("colors \(canvas.medium.colors) glyphs \(canvas.medium.glyphs)", x: 0, y: 3)
    canvas.put("selected", x: 0, y: 4, Style(.standard, .reversed))
    canvas.put("─│┌┐→√ α 数字 e\u{301}", x: 10, y: 4)
    // A character that this C library may not know yet.
    canvas.put("\u{1CD00}|", x: 30, y: 4)
    for column in 0..<size.width {
      canvas.put(
        " ", x: column, y: 5, Style(.standard, on: .palette(UInt8(clamping: 232 + column % 24))))
    }
    for (row, notice) in notices.enumerated() { canvas.put("\(notice)", x: 0, y: 6 + row) }
    for row in 9..<max(9, size.height - 1) {
      canvas.put("中", x: size.width - 1 - row % 2, y: row)
      canvas.put("\(row)", x: 0, y: row)
    }
    canvas.put("last row \(wantsMouse ? "MOUSE" : "")", x: 0, y: size.height - 1)
    canvas.cursor = hasCursor ? Point(x: 5, y: 1) : nil
  }

  /// All combinations of many colours.
  private func drawRamp(_ canvas: inout Canvas) {
    for y in 0..<canvas.size.height {
      for x in 0..<canvas.size.width {
        canvas.put(
          "x", x: x, y: y,
          Style(.palette(UInt8((x + events * 5) % 256)), on: .palette(UInt8(y * 37 % 256))))
      }
    }
    canvas.put("events \(events)", x: 0, y: 0)
    canvas.cursor = Point(x: 5, y: 1)
  }

  /// A full screen with one selected cell, which the arrow keys move.
  private func drawCells(_ canvas: inout Canvas) {
    for y in 0..<canvas.size.height {
      for x in stride(from: 0, to: canvas.size.width - 4, by: 5) {
        let shade = UInt8(16 + (x * 7 + y * 13) % 216)
        canvas.put("0.\((x + y) % 90 + 10)", x: x, y: y, Style(.palette(15), on: .palette(shade)))
      }
    }
    canvas.restyle(Rect(x: events % 30 * 5, y: canvas.size.height / 2, width: 4, height: 1)) {
      $0.with(.reversed)
    }
    canvas.put("events \(events)", x: 0, y: 0)
    canvas.cursor = Point(x: 5, y: 1)
  }

  private func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { _ = Glibc.write(descriptor, $0.baseAddress, $0.count) }
  }
}

// A function of its own: a closure would belong to the main actor, and stop the thread.
private func work(_: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  WakeHandle.blockSignalsInThisThread()
  WakeHandle().wake()
  return nil
}
