import Explorer
import Screen
import TestSupport
import Testing

/// Every view, at four sizes, with all characters and in ASCII, in colour and without, in both languages.
@Suite struct ScreenGoldenTests {
  private struct Look {
    let size: Size
    let medium: Medium
    let language: DisplayLanguage

    var name: String {
      "\(size.width)×\(size.height) \(medium.glyphs) \(medium.colors) \(language.rawValue)"
    }
  }

  private static let sizes = [
    Size(width: 80, height: 24), Size(width: 120, height: 40), Size(width: 40, height: 15),
    Size(width: 20, height: 6),
  ]

  private static let looks: [Look] =
    sizes.flatMap { size in
      [GlyphSet.unicode, .ascii].flatMap { glyphs in
        [ColorDepth.palette, .none].flatMap { colors in
          DisplayLanguage.allCases.map {
            Look(size: size, medium: Medium(colors: colors, glyphs: glyphs), language: $0)
          }
        }
      }
    }

  @Test(arguments: ScreenView.all)
  func `the view looks as it did`(view: ScreenView) throws {
    let subject = try view.subject?.open()
    var sheet = ScreenSheet()
    for look in Self.looks {
      let canvas = try view.canvas(subject, look.size, look.medium, look.language)
      expectWellFormed(canvas, "\(view.name), \(look.name)")
      if look.medium.glyphs == .ascii, look.language == .english {
        // A character without a twin would be drawn as a question mark.
        let rich = Medium(colors: look.medium.colors)
        let whole = try view.canvas(subject, look.size, rich, look.language)
        #expect(marks(canvas) <= marks(whole), "\(look.name)\n\(canvas.text)")
      }
      sheet.add(canvas, look.name)
    }
    expectGolden(sheet.whole, view.name)
  }

  /// How many question marks are drawn.
  private func marks(_ canvas: Canvas) -> Int { canvas.cells.count { $0.text == "?" } }

  @Test func `the steps of the table are of the kinds that they say`() throws {
    for view in ScreenView.steps {
      let subject = try #require(try view.subject?.open())
      let step = subject.steps.steps.first { $0.address.path == view.address }
      #expect(step.map { "step-\($0.kind)" } == view.name, "\(view.address ?? "")")
    }
  }

  @Test func `there is a view of every kind of step`() {
    let shown = Set(ScreenView.steps.map(\.name))
    // A loss needs targets, which no walk has; what has no kind has no picture of its own.
    for kind in StepKind.allCases where kind != .loss && kind != .other {
      #expect(shown.contains("step-\(kind)"), "\(kind)")
    }
  }

  @Test func `there is a view of every picture that an action chooses`() {
    let known = Set(PictureName.allCases.map(\.rawValue))
    let others: Set<Action> = [.nextHead, .previousHead, .zoomIn, .zoomOut]
    for action in Action.allCases where action.group == .pictures && !others.contains(action) {
      #expect(known.contains(action.rawValue), "\(action)")
    }
  }

  @Test func `there is a view of every place`() throws {
    var seen: [State.Place] = []
    for view in ScreenView.all {
      let subject = try view.subject?.open()
      let place = try view.walker(
        subject, Size(width: 80, height: 24), Medium(), .english
      ).state.place
      if !seen.contains(place) { seen.append(place) }
    }
    for place in State.Place.allCases { #expect(seen.contains(place), "\(place)") }
  }
}
