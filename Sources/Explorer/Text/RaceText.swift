import Tracing
import Training
import Transformers

/// The texts of the race.
package enum RaceText: String, Translated {
  case title, step, preparing
  case run, loss, validation, gradient, rate, warmUp, status, parameters
  case standing, running, paused, finished, divergedLoss, divergedGradient
  case now, lookingBack, changedRate, changedWarmUp
  case lossTitle, validationTitle, gradientsTitle, normsTitle, tokensTitle, neighboursTitle
  case attentionTitle, outputsTitle, additionsTitle
  case layerAxis, pairAxis, stepAxis, nothingYet, atFirst, meanOfSteps
  case headOf, layerOf, meanOfHeads, input, wanted
  case isKept, isOver, noNumbers, modelName
  case depthOf, rateOf, warmUpOf, xavierInitialization, smallInitialization, widthOf, headsOf,
    clipOf, dropoutOf
  case constant, cosine, inverseSquareRoot
  case encoderShort, decoderShort, encoderLayer, decoderLayer, translation, stories, opinions

  package var texts: (english: String, chinese: String) {
    switch self {
    case .title: ("race", "对比训练")
    case .step: ("step {}/{}", "第 {}/{} 步")
    case .preparing: ("drawing texts and parameters …", "正在生成文本与参数…")
    case .run: ("run", "模型")
    case .loss: ("loss", "损失")
    case .validation: ("validation", "验证损失")
    case .gradient: ("gradient", "梯度范数")
    case .rate: ("rate", "学习率")
    case .warmUp: ("warm-up", "预热步数")
    case .status: ("state", "状态")
    case .parameters: ("parameters", "参数")
    case .standing: ("step {}, {}, loss {}, validation {}", "第 {} 步，{}，损失 {}，验证损失 {}")
    case .running: ("training", "训练中")
    case .paused: ("paused", "已暂停")
    case .finished: ("done", "已完成")
    case .divergedLoss: ("diverged at step {}: loss is {}", "第 {} 步发散：损失为 {}")
    case .divergedGradient: ("diverged at step {}: gradient is {}", "第 {} 步发散：梯度为 {}")
    case .now: ("now", "现在")
    case .lookingBack: ("step {}: looking back", "回看第 {} 步")
    case .changedRate: ("{}: rate {}", "{}：学习率 {}")
    case .changedWarmUp: ("{}: warm-up {}", "{}：预热 {}")
    case .lossTitle: ("training loss", "训练损失")
    case .validationTitle: ("validation loss", "验证损失")
    case .gradientsTitle: ("gradient norm by layer", "各层梯度范数")
    case .normsTitle: ("norm of the residual stream", "残差流的范数")
    case .tokensTitle: ("cosine between tokens", "词元间的余弦")
    case .neighboursTitle: ("cosine across a layer", "层前后的余弦")
    case .attentionTitle: ("attention", "注意力")
    case .outputsTitle: ("what comes out", "输出示例")
    case .additionsTitle: ("what a sublayer adds ÷ stream", "子层增量 ÷ 残差流")
    case .layerAxis: ("layer", "层")
    case .pairAxis: ("layer: encoder, then decoder", "层：编码器，然后解码器")
    case .stepAxis: ("step", "步")
    case .nothingYet: ("nothing measured yet", "尚无数据")
    case .atFirst: ("─ first step; log", "─ 第一步；对数")
    case .meanOfSteps: ("mean of {} steps", "每 {} 步平均")
    case .layerOf: ("(layer {})", "（第 {} 层）")
    case .headOf: ("{}, head {}", "{}，头 {}")
    case .meanOfHeads: ("{}, mean of the heads", "{}，各头平均")
    case .input: ("given", "输入")
    case .wanted: ("wanted", "应为")
    case .isKept: ("this race was read from a file; {} trains it again", "此训练读自文件；按 {} 照样重新训练")
    case .isOver: ("all runs are done; {} begins again with another seed", "训练已结束；按 {} 换种子重来")
    case .noNumbers:
      (
        "a race from a file has no parameters; {} trains it again",
        "读自文件的训练不含参数；按 {} 照样重新训练"
      )
    case .modelName: ("{} at step {}", "{}（第 {} 步）")
    case .depthOf: ("{} layers", "{} 层")
    case .rateOf: ("rate {}", "学习率 {}")
    case .warmUpOf: ("warm-up {}", "预热 {}")
    case .xavierInitialization: ("Xavier initialization", "Xavier 初始化")
    case .smallInitialization: ("small initialization", "小初始化")
    case .widthOf: ("width {}", "宽度 {}")
    case .headsOf: ("{} heads", "{} 个头")
    case .clipOf: ("clip {}", "裁剪 {}")
    case .dropoutOf: ("dropout {}", "dropout {}")
    case .constant: ("constant rate", "恒定学习率")
    case .cosine: ("cosine", "余弦衰减")
    case .inverseSquareRoot: ("1/√step", "1/√步数衰减")
    case .encoderShort: ("e{}", "编{}")
    case .decoderShort: ("d{}", "解{}")
    case .encoderLayer: ("encoder {}", "编码器第 {} 层")
    case .decoderLayer: ("decoder {}", "解码器第 {} 层")
    case .translation: ("translation", "翻译")
    case .stories: ("stories", "故事")
    case .opinions: ("opinions", "评论")
    }
  }
}

extension RaceSetup {
  /// What a lane is called: its wiring, and whatever else it has of its own.
  package func name(of lane: Int, _ language: DisplayLanguage) -> String {
    let differences = differences
    var parts: [String] = []
    let own = lanes[lane]
    if differences.isEmpty || differences.contains(.wiring)
      || differences.allSatisfy({ $0 != .norm })
    {
      parts.append(WiringText(own.recipe.wiring).name(language))
    }
    for key in differences where key != .wiring { parts.append(own.name(of: key, language)) }
    return parts.joined(separator: language == .chinese ? "，" : ", ")
  }
}

extension RaceSetup.Lane {
  func name(of key: RaceSetup.Key, _ language: DisplayLanguage) -> String {
    let value = value(of: key)
    return switch key {
    case .wiring: WiringText(recipe.wiring).name(language)
    case .norm: value
    case .initialization:
      switch initialization {
      case .xavier: RaceText.xavierInitialization(language)
      case .small: RaceText.smallInitialization(language)
      }
    case .depth: RaceText.depthOf(language, value)
    case .width: RaceText.widthOf(language, value)
    case .heads: RaceText.headsOf(language, value)
    case .rate: RaceText.rateOf(language, value)
    case .warmUp: RaceText.warmUpOf(language, value)
    case .schedule:
      switch recipe.schedule {
      case .constant: RaceText.constant(language)
      case .cosine: RaceText.cosine(language)
      case .inverseSquareRoot: RaceText.inverseSquareRoot(language)
      }
    case .clip: RaceText.clipOf(language, value)
    case .dropout: RaceText.dropoutOf(language, value)
    }
  }
}

extension RaceReport.Status {
  /// How a run stands, in words.
  func name(_ language: DisplayLanguage) -> String {
    switch self {
    case .running: RaceText.running(language)
    case .finished: RaceText.finished(language)
    case .diverged(let step, let what, let value):
      (what == .loss ? RaceText.divergedLoss : .divergedGradient)(language, "\(step)", value)
    }
  }
}

extension RaceReport {
  /// Where a run stands, in a line.
  package func standing(of index: Int, _ language: DisplayLanguage) -> String {
    let lane = lanes[index]
    func number(_ number: Double?) -> String { number.map { Number.text($0, digits: 5) } ?? "–" }
    let line = RaceText.standing(
      language, "\(lane.step)", setup.name(of: index, language), number(lane.loss.last),
      number(lane.validation.last?.loss))
    guard lane.status != .running else { return line }
    return line + (language == .chinese ? "，" : ", ") + lane.status.name(language)
  }
}
