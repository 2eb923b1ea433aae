/// A binary heap: the element that precedes all others is taken out first.
///
/// The order is handed to each call rather than kept, since it may depend on what grows meanwhile; it
/// must not change for elements that are in the heap.
struct Heap<Element> {
  private var elements: [Element] = []

  /// Begins with none.
  init() {}

  /// Puts an element in.
  mutating func push(_ element: Element, by precedes: (Element, Element) -> Bool) {
    elements.append(element)
    var index = elements.count - 1
    while index > 0 {
      let parent = (index - 1) / 2
      guard precedes(elements[index], elements[parent]) else { break }
      elements.swapAt(index, parent)
      index = parent
    }
  }

  /// Takes the first element out; nil where there is none.
  mutating func pop(by precedes: (Element, Element) -> Bool) -> Element? {
    guard let first = elements.first else { return nil }
    let last = elements.removeLast()
    if elements.isEmpty { return first }
    elements[0] = last
    var index = 0
    while true {
      var least = index
      for child in 2 * index + 1...2 * index + 2
      where child < elements.count && precedes(elements[child], elements[least]) {
        least = child
      }
      if least == index { return first }
      elements.swapAt(index, least)
      index = least
    }
  }
}
