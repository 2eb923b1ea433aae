/// The sentences of the linear walk: for screen readers, pipes and terminals that cannot place a cursor.
package enum PlainText: String, Translated {
  case homeHint, chosen, examples, opened, wiring
  case stepOf, notStep, readFrom, parameter, given, axes, oneNumber, noNumbers
  case sliceOf, rowsAre, columnsAre, span, moreRows, moreColumns, numbers
  case inside, cell, checked, unchecked, madeOf, madeOfOne, from, times, moreTerms, goOn
  case readBy, readByNothing, moreReaders, noSuchTerm, noList, unknown, atStart, ended
  case help, helpWriting, helpFilling, helpEnd
  case tokensHint, noTokenizer, modelsHint, written, candidate, watches, generateHint, fillHint
  case noCandidate

  package var texts: (english: String, chinese: String) {
    switch self {
    case .homeHint:
      (
        "A number chooses a model, other words are a text to walk through, an empty line takes the first "
          + "example. h: help, l: 中文, q: end.",
        "输入编号选择模型；输入其他文字，就逐步浏览这段文本；空行采用第一个示例。h：帮助，l：English，q：结束。"
      )
    case .chosen: ("{}: {}", "{}：{}")
    case .examples: ("examples:", "示例：")
    case .opened: ("{}, {} steps, h lists the commands: {}", "{}，共 {} 步（h 列出命令）：{}")
    case .wiring: ("wiring of every block: {}: {}", "每个块的连接方式：{}，{}")
    case .stepOf: ("step {} of {}: {}", "第 {} 步，共 {} 步：{}")
    case .notStep: ("{}, read by step {} of {}", "{}，由第 {} 步读取（共 {} 步）")
    case .readFrom: ("computed from: {}", "由这些算出：{}")
    case .parameter: ("a parameter: learned", "参数：训练得来")
    case .given: ("given, not computed", "给定，不是算出来的")
    case .axes: ("axes: {}", "各轴：{}")
    case .oneNumber: ("one number", "一个数")
    case .noNumbers: ("it has no numbers", "其中没有数")
    case .sliceOf: ("{} {} of {}", "{} {}，共 {}")
    case .rowsAre: ("rows: {}", "行：{}")
    case .columnsAre: ("columns: {}", "列：{}")
    case .span: ("{}, {} to {} of {}", "{}，{} 至 {}，共 {}")
    case .moreRows: ("rows not shown: {}", "未显示的行：{}")
    case .moreColumns: ("columns not shown: {}", "未显示的列：{}")
    case .numbers: ("{} to {} of {}: {}", "第 {} 至 {} 个，共 {} 个：{}")
    case .inside: ("inside, stage {} of {}: {}: {}", "内部，第 {} 阶段，共 {} 个阶段：{}：{}")
    case .cell: ("the cell: {} = {}", "当前元素：{} = {}")
    case .checked: ("computed a second time: agrees, difference {}", "第二次计算：一致，相差 {}")
    case .unchecked: ("computed a second time: it gives {} instead", "第二次计算：得 {}，不一致")
    case .madeOf: ("{} terms, the largest first:", "共 {} 项，大者在前：")
    case .madeOfOne: ("made of:", "来自：")
    case .from: ("{}: {} from {} = {}", "{}：{}，来自 {} = {}")
    case .times: ("{}:   and {} = {}", "{}：  和 {} = {}")
    case .moreTerms: ("terms not shown: {}, together {}", "未显示的项：{} 项，合计 {}")
    case .goOn: ("t and a number goes to one of them, b goes back.", "t 加编号前往其中一项，b 返回。")
    case .readBy: ("{}: {} to {}", "{}：{}，去往 {}")
    case .readByNothing: ("nothing reads this cell", "没有步骤读取这个元素")
    case .moreReaders: ("readers not shown: {}", "未列出的读取者：{}")
    case .noSuchTerm: ("t {}: the list has 1 to {}", "t {}：列表只有第 1 到第 {} 项")
    case .noList: ("t follows a list: f or w makes one", "t 需要先有列表：用 f 或 w 列出")
    case .unknown: ("{}: no command; h lists them", "{}：没有这个命令；h 列出命令")
    case .atStart: ("this is where the path began", "这是路径的起点")
    case .ended: ("end", "结束")
    case .tokensHint:
      ("tokens and a number: the steps of that tokenizer.", "tokens 加编号：列出该分词器的步骤。")
    case .noTokenizer: ("tokens {}: the list has 1 to {}", "tokens {}：列表只有第 1 到第 {} 项")
    case .modelsHint:
      ("model and a name or a folder: chooses it for the next text.", "model 加名称或文件夹：选用它，再输入文本。")
    case .written: ("{}, written so far: {}", "{}，已写出：{}")
    case .candidate: ("{}: {} {}, {} of what is kept", "{}：{} {}，占保留的 {}")
    case .watches: ("looks most at {}, weight {}", "看得最多的是 {}，权重 {}")
    case .generateHint:
      (
        "An empty line takes this token, a number another one; b goes back; h: help.",
        "空行采用这个词元，编号采用另一个；b 返回；h：帮助。"
      )
    case .fillHint:
      (
        "An empty line puts the first word in, a number another one; left and right: other words; b goes "
          + "back; h: help.",
        "空行填入第一个词，编号填入另一个；left 和 right 换位置；b 返回；h：帮助。"
      )
    case .noCandidate: ("{}: the list has 1 to {}", "{}：列表只有第 1 到第 {} 项")
    case .help: (Self.englishHelp, Self.chineseHelp)
    case .helpWriting: ("where a text is written:", "生成文本时：")
    case .helpFilling: ("where words are filled in:", "填词时：")
    case .helpEnd: (Self.englishEnd, Self.chineseEnd)
    }
  }

  private static let englishHelp = """
    g ADDRESS: go to a step, as in g decoder/1/output
    c CELL: go to a cell of this step, as in c head 2, query 3, key 1
    up, down, left, right: the cell beside this one
    f: where this number comes from
    w: where this number goes to
    t NUMBER: go to one of the list that f or w gave
    b: back
    s: say it again
    tokens: this text through several tokenizers; tokens TEXT: another one
    tokens NUMBER: the steps of one of them
    generate: what the model would write next; generate TEXT: after another text
    models: the models that there are; model NAME: choose one
    """

  private static let chineseHelp = """
    g 地址：前往某一步，例如 g decoder/1/output
    c 元素：前往本步的某个元素，例如 c head 2, query 3, key 1
    up、down、left、right：相邻的元素
    f：这个数从何而来
    w：这个数去往何处
    t 编号：前往 f 或 w 所列的一项
    b：返回
    s：再读一遍
    tokens：用多种分词器切分这段文本；tokens 文本：换一段文本
    tokens 编号：列出其中一种分词器的步骤
    generate：模型接下来会写什么；generate 文本：换一段文本
    models：列出所有模型；model 名称：选用一个
    """

  private static let englishEnd = """
    NUMBER: take that candidate; left, right: other places
    b: back
    home: other models and texts
    l: 中文
    q: end
    """

  private static let chineseEnd = """
    编号：采用该候选；left、right：其他位置
    b：返回
    home：其他模型与文本
    l：English
    q：结束
    """
}
