/// Lists of colours, by the names that Matplotlib and Plotly have for them.
public enum Colormap {
  /// The colours of a name in any case, as #rrggbb; with `_r` behind it from the last to the first. `nil` for a name that
  /// is not known.
  public static func named(_ name: String) -> [String]? {
    let name = name.lowercased()
    if let colors = byName[name] { return colors }
    return name.hasSuffix("_r") ? byName[String(name.dropLast(2))]?.reversed() : nil
  }

  /// The names that are known.
  public static var names: [String] { lists.keys.sorted() }

  private static let byName = lists.reduce(into: [String: [String]]()) { maps, map in
    maps[map.key.lowercased()] = map.value.split(separator: " ").map { "#" + $0 }
  }

  private static let lists = [
    // Matplotlib, and ColorBrewer.
    "tab10": "1f77b4 ff7f0e 2ca02c d62728 9467bd 8c564b e377c2 7f7f7f bcbd22 17becf",
    "Set1": "e41a1c 377eb8 4daf4a 984ea3 ff7f00 ffff33 a65628 f781bf 999999",
    "Set2": "66c2a5 fc8d62 8da0cb e78ac3 a6d854 ffd92f e5c494 b3b3b3",
    "Set3": "8dd3c7 ffffb3 bebada fb8072 80b1d3 fdb462 b3de69 fccde5 d9d9d9 bc80bd ccebc5 ffed6f",
    "Paired": "a6cee3 1f78b4 b2df8a 33a02c fb9a99 e31a1c fdbf6f ff7f00 cab2d6 6a3d9a ffff99 b15928",
    "Dark2": "1b9e77 d95f02 7570b3 e7298a 66a61e e6ab02 a6761d 666666",
    "Accent": "7fc97f beaed4 fdc086 ffff99 386cb0 f0027f bf5b17 666666",
    "Pastel1": "fbb4ae b3cde3 ccebc5 decbe4 fed9a6 ffffcc e5d8bd fddaec f2f2f2",
    "Pastel2": "b3e2cd fdcdac cbd5e8 f4cae4 e6f5c9 fff2ae f1e2cc cccccc",
    "tab20":
      "1f77b4 aec7e8 ff7f0e ffbb78 2ca02c 98df8a d62728 ff9896 9467bd c5b0d5 "
      + "8c564b c49c94 e377c2 f7b6d2 7f7f7f c7c7c7 bcbd22 dbdb8d 17becf 9edae5",
    "tab20b":
      "393b79 5254a3 6b6ecf 9c9ede 637939 8ca252 b5cf6b cedb9c 8c6d31 bd9e39 "
      + "e7ba52 e7cb94 843c39 ad494a d6616b e7969c 7b4173 a55194 ce6dbd de9ed6",
    "tab20c":
      "3182bd 6baed6 9ecae1 c6dbef e6550d fd8d3c fdae6b fdd0a2 31a354 74c476 "
      + "a1d99b c7e9c0 756bb1 9e9ac8 bcbddc dadaeb 636363 969696 bdbdbd d9d9d9",
    "okabe_ito": "000000 e69f00 56b4e9 009e73 f0e442 0072b2 d55e00 cc79a7",
    // Plotly.
    "Plotly": "636efa ef553b 00cc96 ab63fa ffa15a 19d3f3 ff6692 b6e880 ff97ff fecb52",
    "D3": "1f77b4 ff7f0e 2ca02c d62728 9467bd 8c564b e377c2 7f7f7f bcbd22 17becf",
    "G10": "3366cc dc3912 ff9900 109618 990099 0099c6 dd4477 66aa00 b82e2e 316395",
    "T10": "4c78a8 f58518 e45756 72b7b2 54a24b eeca3b b279a2 ff9da6 9d755d bab0ac",
    "Alphabet":
      "aa0dfe 3283fe 85660d 782ab6 565656 1c8356 16ff32 f7e1a0 e2e2e2 1cbe4f c4451c dea0fd fe00fa "
      + "325a9b feaf16 f8a19f 90ad1c f6222e 1cffce 2ed9ff b10da1 c075a6 fc1cbf b00068 fbe426 fa0087",
    "Dark24":
      "2e91e5 e15f99 1ca71c fb0d0d da16ff 222a2a b68100 750d86 eb663b 511cfb 00a08b fb00d1 "
      + "fc0080 b2828d 6c7c32 778aae 862a16 a777f1 620042 1616a7 da60ca 6c4516 0d2a63 af0038",
    "Light24":
      "fd3216 00fe35 6a76fc fed4c4 fe00ce 0df9ff f6f926 ff9616 479b55 eea6fb dc587d d626ff "
      + "6e899c 00b5f7 b68e00 c9fbe5 ff0092 22ffa7 e3ee9e 86ce00 bc7196 7e7dcd fc6955 e48f72",
    // Continuous maps of Matplotlib, at ten places from end to end.
    "viridis": "440154 482878 3e4989 31688e 26828e 1f9e89 35b779 6ece58 b5de2b fde725",
    "plasma": "0d0887 46039f 7201a8 9c179e bd3786 d8576b ed7953 fb9f3a fdca26 f0f921",
    "inferno": "000004 1b0c41 4a0c6b 781c6d a52c60 cf4446 ed6925 fb9b06 f7d13d fcffa4",
    "magma": "000004 180f3d 440f76 721f81 9e2f7f cd4071 f1605d fd9668 feca8d fcfdbf",
    "cividis": "00224e 123570 3b496c 575d6d 707173 8a8678 a59c74 c3b369 e1cc55 fee838",
    "turbo": "30123b 4661d6 37a8fa 1ae4b6 71fe5f c8ef34 faba39 f56918 ca2a04 7a0403",
    "jet": "000080 0000ff 0060ff 00d4ff 4dffaa aaff4d ffe600 ff7a00 ff1300 800000",
    "rainbow": "8000ff 4856fb 10a2f0 2adddd 62fbc4 9cfba4 d4dd80 ffa256 ff562c ff0000",
    "coolwarm": "3b4cc0 5d7ce6 82a6fb aac7fd cdd9ec ead4c8 f7b89c f18d6f d95847 b40426",
    "Spectral": "9e0142 d8434e f67a49 fdbf6f feeda1 f1f9a9 bfe5a0 74c7a5 378ebb 5e4fa2",
  ]
}
