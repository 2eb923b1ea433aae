/// The sentences of the linear walk: for screen readers, pipes and terminals that cannot place a cursor.
package enum PlainText: String, Translated {
  case homeHint, chosen, examples, opened, wiring
  case stepOf, notStep, readFrom, parameter, given, axes, oneNumber, noNumbers
  case sliceOf, rowsAre, columnsAre, span, moreRows, moreColumns, numbers
  case inside, cell, checked, unchecked, madeOf, madeOfOne, from, times, moreTerms, goOn
  case readBy, readByNothing, moreReaders, noSuchTerm, noList, unknown, atStart, ended
  case help

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
    case .help: (Self.englishHelp, Self.chineseHelp)
    }
  }

  private static let englishHelp = """
    n: next step
    p: step before
    }, {: next block, block before
    >, <: next of this kind, previous of this kind
    (, ): first step, last step
    i: into the operation, stage by stage
    o: out of it
    a: next head
    g ADDRESS: go to a step, as in g decoder/1/output
    c CELL: go to a cell of this step, as in c head 2, query 3, key 1
    up, down, left, right: the cell beside this one
    f: where this number comes from
    w: where this number goes to
    t NUMBER: go to one of the list that f or w gave
    b: back
    s: say it again
    home: other models and texts
    l: 中文
    q: end
    """

  private static let chineseHelp = """
    n：下一步
    p：上一步
    }、{：下一块、上一块
    >、<：下一个同类步骤、上一个同类步骤
    (、)：第一步、最后一步
    i：逐阶段进入运算内部
    o：退到外层
    a：下一个头
    g 地址：前往某一步，例如 g decoder/1/output
    c 元素：前往本步的某个元素，例如 c head 2, query 3, key 1
    up、down、left、right：相邻的元素
    f：这个数从何而来
    w：这个数去往何处
    t 编号：前往 f 或 w 所列的一项
    b：返回
    s：再读一遍
    home：其他模型与文本
    l：English
    q：结束
    """
}
