import ModelFiles
import Transformers

/// The texts of the list of models.
package enum ModelsText: String, Translated {
  case title, name, tower, layers, width, heads, vocabulary, parameters, bytes, wiring, architecture
  case encoder, decoder, encoderDecoder, bundled, cache, named
  case looking, noCache, emptyCache, cannotOpen, chooses
  case obstacleArchitecture, obstacleWeights, obstacleSetting, obstacleFiles, notFetched
  case quality, context

  package var texts: (english: String, chinese: String) {
    switch self {
    case .title: ("models", "模型")
    case .name: ("model", "模型")
    case .tower: ("towers", "结构")
    case .layers: ("layers", "层数")
    case .width: ("width", "宽度")
    case .heads: ("heads", "头数")
    case .vocabulary: ("vocabulary", "词表")
    case .parameters: ("parameters", "参数量")
    case .bytes: ("file", "文件")
    case .wiring: ("wiring", "归一化位置")
    case .architecture: ("architecture", "架构")
    case .encoder: ("encoder", "编码器")
    case .decoder: ("decoder", "解码器")
    case .encoderDecoder: ("encoder and decoder", "编码器加解码器")
    case .bundled: ("part of the program", "随程序自带")
    case .cache: ("in the Hugging Face cache", "在 Hugging Face 缓存中")
    case .named: ("named on the command line", "命令行中指定")
    case .looking: ("looking for models …", "正在查找模型…")
    case .noCache: ("no folder of fetched models is known", "找不到存放已下载模型的文件夹")
    case .emptyCache: ("no fetched models in {}", "{} 中没有已下载的模型")
    case .cannotOpen: ("{} cannot be opened; the reason is below the list", "{} 无法打开，原因见列表下方")
    case .chooses: ("{}: give it a text", "{} 选用，再输入文本")
    case .obstacleArchitecture: ("{}: an architecture that is not read", "{}：不支持这种架构")
    case .obstacleWeights: ("no safetensors file", "没有 safetensors 文件")
    case .obstacleSetting: ("a setting that is not computed here", "有本程序不支持的设置")
    case .obstacleFiles: ("its files cannot be read", "文件无法读取")
    case .notFetched:
      ("nothing of it was fetched to its end: fetch it again", "没有下载完整，请重新下载")
    case .quality: ("quality", "质量")
    case .context: ("context", "上下文长度")
    }
  }

  /// The name of a tower.
  package init(_ tower: Configuration.Tower) {
    switch tower {
    case .encoder: self = .encoder
    case .decoder: self = .decoder
    case .encoderDecoder: self = .encoderDecoder
    }
  }
}
