/// The sentences of a lesson that is taken line by line.
package enum PlainLessonText: String, Translated {
  case list, listHint, entry, begun, done, coming, noSuch, heading, recallHeading, answerHere
  case choose, number, order, point, bring, goOn, help, changed

  package var texts: (english: String, chinese: String) {
    switch self {
    case .list: ("the course", "课程")
    case .listHint:
      ("A number or a name opens a lesson. q: end.", "输入编号或名称打开一课。q：结束。")
    case .entry: ("{}: {}", "{}：{}")
    case .begun: ("{}, at step {} of {}", "{}，学到第 {} 步，共 {} 步")
    case .done: ("{}, done", "{}，已学完")
    case .coming: ("{}, still to come", "{}，尚未推出")
    case .noSuch: ("{}: no lesson of the list", "{}：课程中没有这一课")
    case .heading: ("{}, step {} of {}: {}", "{}，第 {} 步，共 {} 步：{}")
    case .recallHeading: ("{}, asked again: {}", "{}，复习提问：{}")
    case .answerHere: ("the screen now:", "现在的屏幕：")
    case .choose: ("Answer with a number.", "请输入选项编号。")
    case .number: ("Answer with the number.", "请输入这个数。")
    case .order:
      ("Answer with the numbers in the right order: 2 1 3.", "请按正确顺序输入编号，如 2 1 3。")
    case .point:
      (
        "Go to the cell (c and its indices, or the commands of the explorer), then say: here.",
        "走到那个元素（c 加索引，或用浏览器的命令），再输入 here。"
      )
    case .bring:
      (
        "Bring the explorer there with its commands; it is judged as it happens.",
        "用浏览器的命令把它带到那个状态，到了就会判定。"
      )
    case .goOn: ("An empty line goes on.", "空行继续。")
    case .help:
      (
        """
        an empty line or next: go on, once the question is answered
        back: the step before; again: this step once more; s: what the screen shows
        hint: the next hint, after the third the answer; skip: pass the question over
        flip: before and after a change; restore: the lesson's own place again
        restart: this lesson from its beginning; lessons: the list; q: end
        all else speaks to the explorer, whose commands h lists, or names keys of its screen: H, > > n
        """,
        """
        空行或 next：回答之后继续
        back：上一步；again：重说这一步；s：屏幕上的内容
        hint：下一条提示，第三条之后给出答案；skip：跳过问题
        flip：在改动前后之间切换；restore：回到本课的位置
        restart：从头开始这一课；lessons：课程列表；q：结束
        其余输入都交给浏览器：h 列出它的命令，也可以写屏幕上的按键，如 H、> > n
        """
      )
    case .changed: ("changed: {}", "改动：{}")
    }
  }
}
