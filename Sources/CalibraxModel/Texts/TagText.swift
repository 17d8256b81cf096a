public import CalibraxJSON

/// Tags as people write them: `framework=Grain,size=small`.
public func tagText(_ tags: OrderedMap<String>) -> String {
  tags.members.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
}
