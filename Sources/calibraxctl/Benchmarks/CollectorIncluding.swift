import CalibraxDashboard
import CalibraxModel
import CalibraxYAML

extension Collector {
  /// The configuration over those that it, and its tabs, include from their sources.
  mutating func included(_ entry: ConfigurationFiles.Entry, _ result: inout CollectedBenchmark) -> YAMLNode {
    var node = entry.node
    node = including(node, over: nil, entry, "", &result)
    guard case .mapping(var members) = node.content,
      let index = members.firstIndex(where: { $0.key.scalar == "tabs" }),
      case .mapping(var tabs) = members[index].value.content
    else { return node }
    for place in tabs.indices where tabs[place].value["include"] != nil {
      tabs[place].value = including(
        tabs[place].value, over: node.without("tabs").without("include"), entry, tabs[place].key.scalar ?? "", &result)
    }
    members[index].value.content = .mapping(tabs)
    node.content = .mapping(members)
    return node
  }

  private mutating func including(
    _ node: YAMLNode, over root: YAMLNode?, _ entry: ConfigurationFiles.Entry, _ tab: String,
    _ result: inout CollectedBenchmark
  ) -> YAMLNode {
    guard let include = node["include"]?.scalar, !include.isEmpty else { return node }
    func fail(_ reason: String = "", file: String = entry.file, line: Int? = node["include"]?.mark?.line) -> YAMLNode {
      let place = tab.isEmpty ? "" : " for tab '\(tab)'"
      let text =
        "Configuration Error: Failed to fetch included file '\(include)'\(place)"
        + (reason.isEmpty ? "." : ": \(reason)")
      result.tell(.error, text, tab: tab, file: file, line: line)
      lacksInclude = lacksInclude || tab.isEmpty
      return node
    }
    guard let (_, checkout) = source(entry, root?.merged(with: node) ?? node, "", &result) else { return fail() }
    do throws(Failure) {
      guard !include.hasPrefix("/"), !include.split(separator: "/").contains("..") else {
        throw Failure(code: .refused, message: "it leads out of the source")
      }
      let bytes = try InputFile.read(checkout.path + "/" + include)
      do throws(YAMLError) {
        var remote = try YAML.document(bytes)
        remote = remote.included { what in
          result.tell(
            .warning, "Configuration Warning: Remote config cannot override '\(what)'. Say it in the operator's own.",
            tab: tab, file: include)
        }
        return remote.merged(with: node)
      } catch {
        return fail(error.message, file: include, line: error.mark.line)
      }
    } catch {
      return fail(error.message)
    }
  }

  /// The repository of a tab, and its files on this machine; tells why there are none.
  mutating func source(
    _ entry: ConfigurationFiles.Entry, _ node: YAMLNode, _ tab: String, _ result: inout CollectedBenchmark
  ) -> (Repository, Checkout)? {
    do throws(BenchmarkOrigin.Fault) {
      let origin = try BenchmarkOrigin(node.tab(tab), file: entry.file, isUpdated: isUpdated)
      progress("\(entry.key): fetching")
      do throws(RepositoryError) {
        return (origin.repository, try checkouts.checkOut(origin.repository))
      } catch {
        result.tell(.error, error.message, tab: tab)
      }
    } catch {
      result.tell(.error, error.message, tab: tab, file: entry.file, line: error.line)
    }
    return nil
  }
}
