internal import Foundation
internal import RekeyCore
internal import RekeyRules

@testable internal import RekeyRotation

/// The built-in stores.
enum StoreCatalogue {
    static let all: [SecretStore] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "patterns/stores")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".toml") }.sorted().flatMap { name -> [SecretStore] in
            guard let text = try? String(contentsOf: folder.appending(path: name), encoding: .utf8) else { return [] }
            return (try? StoreFile.stores(in: TOMLSource(name: name, text: text))) ?? []
        }
    }()
}

/// A map of the given files, in the order of their paths.
func consumerMap(_ files: [String: String]) -> ConsumerMap {
    var map = ConsumerMap(stores: StoreCatalogue.all)
    for (path, text) in files.sorted(by: { $0.key < $1.key }) { map.add(path: Array(path.utf8), bytes: Array(text.utf8)) }
    return map
}

/// One consumer in one line: place, kind, name, effect, and all that is known beside it.
func told(_ consumer: Consumer) -> String {
    var words = ["\(String(decoding: consumer.path, as: UTF8.self)):\(consumer.line):\(consumer.column)", consumer.kind.rawValue]
    words.append(consumer.chain.isEmpty ? "-" : consumer.chain.joined(separator: ">"))
    words.append(consumer.effect.rawValue)
    if let store = consumer.store { words.append("store=\(store)") }
    if let job = consumer.job { words.append("job=\(job)") }
    if let step = consumer.step { words.append("step=\(step)") }
    if let service = consumer.service { words.append("service=\(service)") }
    words += consumer.details.sorted { $0.key < $1.key }.map { "\($0.key.rawValue)=\($0.value)" }
    if consumer.isComment { words.append("comment") }
    if consumer.holdsValue { words.append("value") }
    if !consumer.isCertain { words.append("likely") }
    return words.joined(separator: " ")
}
