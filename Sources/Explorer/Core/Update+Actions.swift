import Screen
import Tensors
import Tracing

extension State {
  /// Does what an action says.
  mutating func perform(_ action: Action) -> [Effect] {
    if let effects = performEverywhere(action) { return effects }
    switch overlay {
    case .help(let scroll):
      performInHelp(action, scroll)
      return []
    case .palette(let palette): return performInPalette(action, palette)
    case nil: break
    }
    if isLessonFocused { return performInLesson(action) }
    if opening != nil { return [] }
    switch place {
    case .home: return performAtHome(action)
    case .explore: return performInWalk(action)
    case .generate: return performInGenerate(action)
    case .tokens: return performInTokens(action)
    case .models: return performInModels(action)
    case .compare: return performInCompare(action)
    case .race: return performInRace(action)
    case .lessons: return performInLessons(action)
    }
  }

  /// The actions that mean the same wherever the reader is; nil for others.
  private mutating func performEverywhere(_ action: Action) -> [Effect]? {
    if action.leavesLesson, isLessonFocused { learn?.lesson?.focus = .explorer }
    switch action {
    case .quit: return quit()
    case .back: return back()
    case .help:
      overlay = .help(scroll: 0)
      return []
    case .palette:
      overlay = .palette(Palette())
      return []
    case .learn: return learnHere()
    case .search where overlay == nil && (isLessonFocused || place == .lessons):
      return searchLessons()
    case .search:
      overlay = .palette(Palette(isSearch: true))
      return []
    case .language:
      guard medium.glyphs != .ascii else {
        notice = Notice(.problem, CommonText.noChinese(language))
        return []
      }
      language = language.other
      memory.language = language
      return [.save(memory)]
    case .mouse:
      isMouseOn.toggle()
      return []
    case .suspend: return [.suspend]
    case .home:
      overlay = nil
      place = .home
      return giveUpOpening()
    case .generate: return opening == nil ? generateHere() : []
    case .compare where place != .race: return opening == nil ? compareHere() : []
    case .tokens:
      overlay = nil
      openTokens()
      return giveUpOpening()
    case .models:
      overlay = nil
      return giveUpOpening() + openModels()
    case .race: return giveUpOpening() + raceHere()
    default: return nil
    }
  }

  /// Closes the uppermost layer; ends the program where there is none.
  private mutating func quit() -> [Effect] {
    if overlay != nil {
      overlay = nil
      return []
    }
    if isLessonFocused { return leaveLesson() }
    if opening != nil { return back() }
    if leadsBackToLesson, place != .tokens || tokens.walk == nil {
      goBack(to: .lessons)
      return []
    }
    switch place {
    case .home: return [.quit]
    case .explore: goBack(to: walkReturn)
    case .generate: goBack(to: generateReturn)
    case .tokens: leaveTokens()
    case .models: goBack(to: models.cameFrom)
    // Where lessons or a race are all that was asked for, their end is the program's.
    case .lessons where learn?.cameFrom == .lessons: return [.quit]
    case .lessons: return leaveLessons()
    case .compare: leaveCompare()
    case .race where raceReturn == .race: return [.quit]
    case .race: return leaveRace()
    }
    return []
  }

  /// Goes back one layer; never ends the program.
  private mutating func back() -> [Effect] {
    if overlay != nil {
      overlay = nil
      return []
    }
    if isLessonFocused { return leaveLesson() }
    if opening != nil { return giveUpOpening() }
    if leadsBackToLesson {
      goBack(to: .lessons)
      return []
    }
    switch place {
    case .home: backAtHome()
    case .explore: if explore?.back() == false { goBack(to: walkReturn) }
    case .generate: if generate?.resetTrial() != true { goBack(to: generateReturn) }
    case .tokens: leaveTokens()
    case .models: goBack(to: models.cameFrom)
    case .lessons: return backInLessons()
    case .compare: leaveCompare()
    case .race: return leaveRace()
    }
    return []
  }

  /// Gives up what is being opened: whoever goes elsewhere does not want to be called back by it.
  mutating func giveUpOpening() -> [Effect] {
    guard opening != nil else { return [] }
    opening = nil
    return [.cancelOpening]
  }

  // MARK: Layers

  private mutating func performInHelp(_ action: Action, _ scroll: Int) {
    let page = max(1, size.height - 4)
    switch action {
    case .up: overlay = .help(scroll: max(0, scroll - 1))
    case .down: overlay = .help(scroll: scroll + 1)
    case .pageUp: overlay = .help(scroll: max(0, scroll - page))
    case .pageDown: overlay = .help(scroll: scroll + page)
    case .top: overlay = .help(scroll: 0)
    case .bottom: overlay = .help(scroll: .max / 2)
    case .confirm: overlay = nil
    default: break
    }
  }

  private mutating func performInPalette(_ action: Action, _ palette: Palette) -> [Effect] {
    var palette = palette
    let items = palette.items(in: self)
    let page = max(1, size.height - 6)
    func move(_ rows: Int) {
      palette.selected = min(max(0, palette.selected + rows), max(0, items.count - 1))
    }
    switch action {
    case .up: move(-1)
    case .down: move(1)
    case .pageUp: move(-page)
    case .pageDown: move(page)
    case .confirm:
      overlay = nil
      return choose(
        items.indices.contains(palette.selected) ? items[palette.selected] : nil, palette)
    default: break
    }
    overlay = .palette(palette)
    return []
  }

  private mutating func choose(_ item: Palette.Item?, _ palette: Palette) -> [Effect] {
    // What is written as a cell is one, whatever else fits.
    if palette.field.text.contains("[") { return go(toCell: palette.field.text) }
    switch item {
    case .action(let action): return perform(action)
    case .address(let address): return go(toCell: address.path)
    case .breakpoints(let pattern, let steps, _):
      if steps > 0 {
        toggleBreakpoint(at: pattern)
      } else {
        notice = Notice(
          .problem, FrameText.noStepMatches(language, medium.shown(pattern.text, limit: 60)))
      }
    case .breakCommand:
      var palette = Palette()
      palette.field.insert(Palette.breakWords[0] + " ")
      overlay = .palette(palette)
    case .clearBreakpoints: explore?.breakpoints = []
    case nil: return palette.field.text.isEmpty ? [] : go(toCell: palette.field.text)
    }
    return []
  }

  /// Goes to an address or a cell as people write it.
  mutating func go(toCell text: String) -> [Effect] {
    guard place == .explore || place == .home, var walk = explore else {
      notice = Notice(.problem, CommonText.noSuchPlace(language, medium.shown(text, limit: 60)))
      return []
    }
    do {
      let reference = try CellReference(parsing: text)
      let trace = walk.subject.trace
      if reference.indices.isEmpty {
        guard let node = trace.node(at: reference.address) else {
          throw CellReferenceError.noNode(
            reference.address, nearest: trace.nearestAddresses(to: reference.address))
        }
        walk.jump(to: node)
      } else {
        let cell = try trace.cell(reference)
        walk.jump(to: cell.node, cell: cell.index)
      }
      // From home this leads back into the walk that was left.
      place = .explore
      walk.settle(in: self)
      explore = walk
    } catch {
      notice = Notice(.problem, medium.shown("\(error)"))
    }
    return []
  }
}
