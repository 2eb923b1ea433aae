import Explorer
import Lessons
import Screen

/// Two small lessons that have every kind of question, on the translator.
enum SmallLessons {
  /// The library: a part, both lessons, one that is to come.
  static let library = Result {
    LessonLibrary(
      entries: [try second, try first],
      course: [
        CourseItem(part: 1, titles: ["en": "Small things", "zh": "小处着眼"]),
        CourseItem(number: 1, part: 1, id: "first-look", titles: ["en": "A look", "zh": "看一眼"]),
        CourseItem(number: 2, part: 1, titles: ["en": "Later", "zh": "以后再说"]),
        CourseItem(number: 3, part: 1, id: "second-look", titles: [:]),
      ])
  }

  private static var first: LessonEntry {
    get throws {
      try LessonEntry.read(
        path: "first-look", steps: Array(firstSteps.utf8),
        prose: ["en": Array(firstEnglish.utf8), "zh": Array(firstChinese.utf8)])
    }
  }

  private static var second: LessonEntry {
    get throws {
      try LessonEntry.read(
        path: "second-look", steps: Array(secondSteps.utf8),
        prose: ["en": Array(secondEnglish.utf8), "zh": Array(secondChinese.utf8)])
    }
  }

  /// The lessons' state for a walker.
  static func state(_ progress: LessonProgress = LessonProgress()) throws -> LearnState {
    LearnState(library: try library.get(), progress: progress, seed: 7)
  }

  private static let row = "encoder/1/self-attention/scores[head 2, query 2"

  private static let firstSteps = """
    lesson first-look
    part 1
    number 1

    step see
      open translator "I like apples."
      go \(row), key 3]

    step pick
      ask choose
        choice up when \(row), key 3] > 0
        choice down when \(row), key 3] <= 0
        choice none wrong
      then
        go encoder/1/self-attention/weights[head 2, query 2, key 3]
        from

    step count
      go \(row), key 3]
      ask number
        answer count(\(row)]) within 0.1
        mistake heads = heads / 2
        mistake width = width

    step point
      go \(row), key 1]
      ask point
        answer \(row), key 3]
        mistake self = \(row), key 2]
        mistake stop = \(row), key 4]

    step bring
      ask bring
        goal at(encoder/1/self-attention/weights)
        solve "n n n"
        wrong "n"
        wrong "p"
        mistake back when at(encoder/1/self-attention/values)

    step sort
      ask order
        item scale
        item mask
        item softmax
        mistake late = mask before scale

    step reckon
      ask derive
        given one = 1 within 0.01
        blank two = 1 + 1 within 0.01
        blank four = 2 * 2 within 0.01
        mistake three of four = 3

    step change
      what-if "encoder/1/self-attention/weights[head 2, query 2, key 3] = 0"
      go encoder/1/self-attention/weights[head 2, query 2, key 3]
      unasked "asked before"
    """

  private static let secondSteps = """
    lesson second-look
    part 1
    number 3
    after first-look
    recall first-look/count

    step again
      open translator "I like apples."
      go encoder/1/self-attention/weights[head 2, query 2, key 3]
    """

  private static let firstEnglish = """
    # A small look
    <!-- lesson: first-look, language: en -->

    What a row of *scores* is good for.

    - <!-- can --> Read a score off the screen.

    ## One number <!-- step: see -->
    The score of *like* with *apples* is {\(row), key 3]:.2f}; **no other** of its row is larger.

    Press {key nextHead} for `another head`.

    ## Above or below <!-- step: pick -->
    A score may have either sign.

    - <!-- ask --> Is this one above zero?
    - <!-- choice: up --> Above.
    - <!-- choice: down --> Below.
    - <!-- choice: none --> It has no sign.
    - <!-- because: up --> It is {\(row), key 3]:.2f}.
    - <!-- because: down --> Look at the number again.
    - <!-- because: none --> Every number has one.
    - <!-- right --> The two vectors point the same way.
    - <!-- hint: 1 --> Look at the cell under the cursor.
    - <!-- hint: 2 --> A minus sign would stand before it.
    - <!-- hint: 3 --> It is {\(row), key 3]:.2f}.

    ## How many <!-- step: count -->
    A row has a score for every key.

    - <!-- ask --> How many scores does the row have?
    - <!-- hint: 1 --> Count the columns.
    - <!-- hint: 2 --> One for each token.
    - <!-- hint: 3 --> {tokens:d} tokens.
    - <!-- right --> One for each of the {tokens:d} tokens.
    - <!-- mistake: heads --> That is half of the heads.
    - <!-- mistake: width --> That is the width.
    - <!-- other --> Count the columns of the picture.

    ## The largest <!-- step: point -->
    One key fits the query best.

    - <!-- ask --> Point at it.
    - <!-- hint: 1 --> It is the brightest.
    - <!-- hint: 2 --> Compare the numbers of the row.
    - <!-- hint: 3 --> It stands under *apples*.
    - <!-- right --> The largest of the row.
    - <!-- mistake: self --> That is the key of *like* itself.
    - <!-- mistake: stop --> That is the full stop.
    - <!-- other --> Another one is larger.

    ## Go there <!-- step: bring -->
    Scores become weights a few steps on.

    - <!-- ask --> Go to the weights.
    - <!-- hint: 1 --> They come after the mask.
    - <!-- hint: 2 --> {key stepForward} goes on.
    - <!-- hint: 3 --> Three steps on.
    - <!-- right --> Here they are.
    - <!-- mistake: back --> That way lie the values.
    - <!-- other --> Not yet.

    ## In order <!-- step: sort -->
    Three things happen to a row.

    - <!-- ask --> In which order?
    - <!-- item: scale --> It is scaled.
    - <!-- item: mask --> It is masked.
    - <!-- item: softmax --> The softmax is taken.
    - <!-- hint: 1 --> The softmax ends it.
    - <!-- hint: 2 --> Scaling begins it.
    - <!-- hint: 3 --> Scale, mask, softmax.
    - <!-- right --> Just so.
    - <!-- mistake: late --> The mask comes after scaling.
    - <!-- other --> Look at the steps.

    ## By hand <!-- step: reckon -->
    A small calculation.

    - <!-- ask --> Fill in the rest.
    - <!-- line: one --> one
    - <!-- line: two --> one and one
    - <!-- line: four --> two times two
    - <!-- hint: 1 --> Add.
    - <!-- hint: 2 --> Then multiply.
    - <!-- hint: 3 --> Two, then four.
    - <!-- right --> Well reckoned.
    - <!-- mistake: three --> That is one more than two.
    - <!-- other --> Reckon again.

    ## Taken away <!-- step: change -->
    - <!-- change --> Head two gives *apples* no weight.

    Without the change the weight was {before:encoder/1/self-attention/weights[head 2, query 2, key 3]:.3f}, now it is {encoder/1/self-attention/weights[head 2, query 2, key 3]:.3f}.
    """

  private static let firstChinese = """
    # 看一小眼
    <!-- lesson: first-look, language: zh -->

    一行*注意力分数*有什么用。

    - <!-- can --> 从屏幕上读出一个分数。

    ## 一个数 <!-- step: see -->
    *like* 给 *apples* 打了 {\(row), key 3]:.2f} 分，**没有比它更高的**。

    按 {key nextHead} 看 `另一个头`。

    ## 正还是负 <!-- step: pick -->
    分数可正可负。

    - <!-- ask --> 这个分数比零大吗？
    - <!-- choice: up --> 比零大。
    - <!-- choice: down --> 比零小。
    - <!-- choice: none --> 没有正负。
    - <!-- because: up --> 它是 {\(row), key 3]:.2f}。
    - <!-- because: down --> 再看看这个数。
    - <!-- because: none --> 每个数都有正负。
    - <!-- right --> 两个向量方向相近。
    - <!-- hint: 1 --> 看光标下的数。
    - <!-- hint: 2 --> 负数前面有减号。
    - <!-- hint: 3 --> 它是 {\(row), key 3]:.2f}。

    ## 有几个 <!-- step: count -->
    每个键在这一行里都有一个分数。

    - <!-- ask --> 这一行有几个分数？
    - <!-- hint: 1 --> 数一数有几列。
    - <!-- hint: 2 --> 每个词元一个。
    - <!-- hint: 3 --> 共 {tokens:d} 个词元。
    - <!-- right --> {tokens:d} 个词元，每个一个。
    - <!-- mistake: heads --> 那是头数的一半。
    - <!-- mistake: width --> 那是宽度。
    - <!-- other --> 数一数图里有几列。

    ## 最大的 <!-- step: point -->
    总有一个键最合这个查询。

    - <!-- ask --> 把它指出来。
    - <!-- hint: 1 --> 它最亮。
    - <!-- hint: 2 --> 比一比这一行的数。
    - <!-- hint: 3 --> 在 *apples* 下面。
    - <!-- right --> 它是这一行里最大的。
    - <!-- mistake: self --> 那是 *like* 自己的键。
    - <!-- mistake: stop --> 那是句号。
    - <!-- other --> 还有更大的。

    ## 走过去 <!-- step: bring -->
    再走几步，分数就变成权重。

    - <!-- ask --> 走到注意力权重。
    - <!-- hint: 1 --> 在掩码之后。
    - <!-- hint: 2 --> 按 {key stepForward} 往前走。
    - <!-- hint: 3 --> 往前三步。
    - <!-- right --> 就是这里。
    - <!-- mistake: back --> 那边是值。
    - <!-- other --> 还没到。

    ## 排顺序 <!-- step: sort -->
    一行分数要经过三件事。

    - <!-- ask --> 先后顺序如何？
    - <!-- item: scale --> 缩放。
    - <!-- item: mask --> 加掩码。
    - <!-- item: softmax --> 做 softmax。
    - <!-- hint: 1 --> 最后是 softmax。
    - <!-- hint: 2 --> 最先是缩放。
    - <!-- hint: 3 --> 缩放、掩码、softmax。
    - <!-- right --> 正是这样。
    - <!-- mistake: late --> 掩码在缩放之后。
    - <!-- other --> 看看这些步骤。

    ## 手算 <!-- step: reckon -->
    算一道小题。

    - <!-- ask --> 把其余的填上。
    - <!-- line: one --> 一
    - <!-- line: two --> 一加一
    - <!-- line: four --> 二乘二
    - <!-- hint: 1 --> 先加。
    - <!-- hint: 2 --> 再乘。
    - <!-- hint: 3 --> 先得二，再得四。
    - <!-- right --> 算对了。
    - <!-- mistake: three --> 那只比二多一。
    - <!-- other --> 再算算。

    ## 拿走它 <!-- step: change -->
    - <!-- change --> 第二个头不再看 *apples*。

    改动前权重是 {before:encoder/1/self-attention/weights[head 2, query 2, key 3]:.3f}，现在是 {encoder/1/self-attention/weights[head 2, query 2, key 3]:.3f}。
    """

  private static let secondEnglish = """
    # A second look
    <!-- lesson: second-look, language: en -->

    The same sentence once more.

    - <!-- can --> Find a weight again.

    ## Again <!-- step: again -->
    The weight is {encoder/1/self-attention/weights[head 2, query 2, key 3]:.3f}.
    """

  private static let secondChinese = """
    # 再看一眼
    <!-- lesson: second-look, language: zh -->

    还是那句话。

    - <!-- can --> 再找到一个权重。

    ## 再来一次 <!-- step: again -->
    权重是 {encoder/1/self-attention/weights[head 2, query 2, key 3]:.3f}。
    """
}
