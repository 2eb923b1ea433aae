import Screen
import Testing

struct TextFieldTests {
  private func canvas(_ field: TextField, width: Int) -> Canvas {
    var canvas = Canvas(size: Size(width: width, height: 1))
    field.draw(into: &canvas, in: canvas.bounds)
    return canvas
  }

  /// Presses keys and says which of them meant something.
  private func press(_ keys: [Key], on field: inout TextField) -> [Bool] {
    keys.map { field.handle($0) }
  }

  @Test func `keys write, move and delete as in a shell`() {
    var field = TextField("attention weights")
    let keys: [Key] = [.control("w"), .character("X"), .home, .delete, .alt("f"), .control("k")]
    let known = press(keys, on: &field)
    #expect(known == [Bool](repeating: true, count: 6))
    #expect(field.text == "ttention")
    #expect(field.cursor == 8)
    let idle: [Key] = [.control("u"), .enter, .up, .backspace, .delete, .left, .right, .alt("b")]
    let means = press(idle, on: &field)
    #expect(means == [true, false, false, true, true, true, true, true])
    #expect(field.text == "" && field.cursor == 0)
  }

  @Test func `a mark goes with its letter, a Chinese character is one`() {
    var field = TextField("e\u{301}苹果")
    #expect(field.count == 3)
    field.backspace()
    #expect(field.text == "e\u{301}苹")
    field.moveLeft()
    field.backspace()
    #expect(field.text == "苹")
    #expect(field.cursor == 0)
    field.insert("e")
    field.insert("\u{301}")
    #expect(Array(field.text.utf8) == Array("e\u{301}苹".utf8))
    #expect(field.cursor == 1)
    field.insert("a\nb\u{1B}")
    #expect(field.text == "e\u{301}a b 苹")
  }

  @Test func `words are moved over with the spaces before them`() {
    var field = TextField("one  two 三")
    field.moveWordLeft()
    #expect(field.cursor == 9)
    field.moveWordLeft()
    #expect(field.cursor == 5)
    field.deleteWordLeft()
    #expect(field.text == "two 三")
    field.moveWordRight()
    #expect(field.cursor == 3)
  }

  @Test func `the cursor is always in sight, after wide characters too`() {
    var field = TextField("苹果喜欢苹果喜欢")
    for _ in 0...field.count {
      for width in 1...20 {
        let canvas = canvas(field, width: width)
        let cursor = canvas.cursor?.x ?? -1
        #expect(cursor >= 0 && cursor < width)
        #expect(CanvasTests.isPaired(canvas))
      }
      field.moveLeft()
    }
    #expect(canvas(TextField("苹果"), width: 10).cursor == Point(x: 4, y: 0))
    #expect(canvas(TextField("abcdef"), width: 4).text == "‹ef")
    #expect(canvas(TextField("", placeholder: "find"), width: 10).text == "find")
  }
}
