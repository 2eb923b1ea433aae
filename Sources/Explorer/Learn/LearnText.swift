/// The texts around lessons.
package enum LearnText: String, Translated {
  case listTitle, searchTitle, searchHint, nothingFound, part, otherLessons, toCome, number
  case atStep, isDone, doneWithRest, canAfter, notBegun
  case noLesson, noStep, askRestart, askReset, isReset, atFirst
  case chooseFirst, typeNumber, orderFirst, nothingAsked, stillOpening, nothingChanged
  case yourAnswer, theAnswer, youPointed, yourOrder, pointAt, bringIt, hint
  case wasShown, wasSkipped, isOpen, recall, done, nowYouCan, worthAnother
  case before, after, opening, answerHere, backToLesson, showAnswer, otherHint, judge, nextBlank
  case choice, items, finish, takeBack, inExplorer, countShown, countSkipped, stop

  package var texts: (english: String, chinese: String) {
    switch self {
    case .listTitle: ("lessons", "课程")
    case .searchTitle: ("find", "查找")
    case .searchHint: ("a title, or a term", "课名，或术语")
    case .nothingFound: ("no lesson speaks of this", "没有课程讲到它")
    case .part: ("part {}", "第 {} 部分")
    case .otherLessons: ("other lessons", "其他课程")
    case .toCome: ("to come", "待推出")
    case .number: ("lesson {}", "第 {} 课")
    case .atStep: ("step {} of {}", "第 {} 步，共 {} 步")
    case .isDone: ("done", "已学完")
    case .doneWithRest: ("done, {} left open", "已学完，{} 题未作答")
    case .canAfter: ("After it you can", "学完后你能")
    case .notBegun: ("not begun", "未开始")
    case .noLesson: ("{}: there is no such lesson", "{}：没有这一课")
    case .noStep: ("{}: the lesson has no such step", "{}：本课没有这一步")
    case .askRestart:
      ("{} again begins the lesson anew and forgets its answers", "再按一次 {}，从头开始本课并清除作答")
    case .askReset:
      ("{} again forgets how far you have come in it", "再按一次 {}，清除这一课的进度")
    case .isReset: ("its progress is forgotten", "进度已清除")
    case .atFirst: ("this is the first step", "已是第一步")
    case .chooseFirst: ("choose an answer first; {} skips", "请先选一个答案；按 {} 跳过")
    case .typeNumber: ("type a number first; {} skips", "请先输入一个数；按 {} 跳过")
    case .orderFirst: ("put all of them in order first; {} skips", "请先排完全部顺序；按 {} 跳过")
    case .nothingAsked: ("nothing is asked here", "这一步没有提问")
    case .stillOpening: ("the model is still being opened", "模型仍在打开")
    case .nothingChanged: ("nothing is changed here", "这里没有改动")
    case .yourAnswer: ("your answer", "你的答案")
    case .theAnswer: ("the answer", "答案")
    case .youPointed: ("you pointed at:", "你指的是：")
    case .yourOrder: ("your order", "你排的顺序")
    case .pointAt: ("move the cursor there; {} answers", "把光标移过去，按 {} 作答")
    case .bringIt: ("do it in the explorer", "请在探索区操作")
    case .hint: ("hint {}", "提示 {}")
    case .wasShown: ("the answer was shown", "已显示答案")
    case .wasSkipped: ("passed over", "已跳过")
    case .isOpen: ("not answered", "未作答")
    case .recall: ("asked again, from “{}”", "温故：《{}》")
    case .done: ("the end of the lesson", "本课结束")
    case .nowYouCan: ("You can now:", "你现在能：")
    case .worthAnother: ("Worth another look:", "值得再看一遍：")
    case .before: ("before", "改动前")
    case .after: ("now", "改动后")
    case .opening: ("opening {} …", "正在打开 {}…")
    case .answerHere: ("answer with this cell", "以此处作答")
    case .backToLesson: ("back to the lesson", "回到课程")
    case .showAnswer: ("show the answer", "显示答案")
    case .otherHint: ("next hint", "下一提示")
    case .judge: ("judge it", "作答")
    case .nextBlank: ("next blank", "下一空")
    case .choice: ("choose", "选择")
    case .items: ("put in order", "排序")
    case .finish: ("to the lessons", "回到课程列表")
    case .countShown: ("answers shown: {}", "显示过答案：{} 题")
    case .countSkipped: ("passed over: {}", "跳过：{} 题")
    case .stop: (". ", "。")
    case .takeBack: ("take back", "撤回")
    case .inExplorer: ("to the explorer", "到探索区操作")
    }
  }
}
