extension State {
  /// Shows the models; looks what there is.
  mutating func openModels() -> [Effect] {
    if place != .models {
      models.cameFrom = place
      place = .models
    }
    return [.run(.foundModels(cache: models.cache, named: models.named))]
  }

  mutating func performInModels(_ action: Action) -> [Effect] {
    let page = max(1, size.height / 2)
    switch action {
    case .up: selectModel(models.selected - 1)
    case .down: selectModel(models.selected + 1)
    case .pageUp: selectModel(models.selected - page)
    case .pageDown: selectModel(models.selected + page)
    case .top: selectModel(0)
    case .bottom: selectModel(.max)
    case .confirm: takeModel()
    default: break
    }
    return []
  }

  private mutating func selectModel(_ index: Int) {
    models.selected = min(max(0, index), max(0, models.entries.count - 1))
  }

  /// Chooses a model for the first screen, where a text is asked for.
  private mutating func takeModel() {
    guard let entry = models.entry else { return }
    guard entry.obstacle == nil else {
      notice = Notice(.problem, ModelsText.cannotOpen(language, entry.name))
      return
    }
    home.choose(entry.id, entry)
    place = .home
  }
}
