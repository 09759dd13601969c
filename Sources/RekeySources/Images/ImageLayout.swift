internal import RekeyCore

/// One image: its name and where its parts are.
struct ImageLayout: Equatable {
    /// `name:tag`, or the beginning of a digest.
    var name: String
    /// Paths of the layers, the lowest first.
    var layers: [String]
    var configuration: String

    /// Manifests and indexes that are followed; a hostile index leads to itself.
    private static let most = 1_000

    /// The images of an archive or a folder; `document` gives the bytes of a JSON file in it.
    ///
    /// Source: the Docker image specification 1.2, "Combined Image JSON + Filesystem Changeset Format"; the OCI image specification 1.1,
    /// image-layout.md, image-index.md and manifest.md.
    static func all(_ document: (String) -> [UInt8]?) -> [ImageLayout] {
        let saved = (json("manifest.json", document)?.elements ?? []).compactMap { ImageLayout(saved: $0) }
        guard saved.isEmpty else { return saved }
        var (images, waiting): ([ImageLayout], [Reference]) = ([], [Reference(path: "index.json")])
        var seen: Set<String> = []
        while let next = waiting.popLast(), seen.count < most {
            guard seen.insert(next.path).inserted, let members = json(next.path, document)?.members else { continue }
            if let manifests = members["manifests"]?.elements {
                waiting += manifests.reversed().compactMap { Reference($0, inheriting: next.name) }
            } else if let image = ImageLayout(manifest: members, at: next) {
                images.append(image)
            }
        }
        return images
    }

    /// A manifest or index that another index names.
    private struct Reference {
        var path: String
        var name: String?

        init(path: String) { self.path = path }

        init?(_ value: ParsedJSON, inheriting name: String?) {
            guard let members = value.members, let path = ImageLayout.path(members["digest"]) else { return nil }
            self.path = path
            let notes = members["annotations"]?.members
            let platform = members["platform"]?.members
            let system = [platform?["os"]?.text, platform?["architecture"]?.text].compactMap(\.self).joined(separator: "/")
            let own = notes?["io.containerd.image.name"]?.text ?? notes?["org.opencontainers.image.ref.name"]?.text ?? name
            self.name = own.map { system.isEmpty || name == nil ? $0 : "\($0) \(system)" } ?? (system.isEmpty ? nil : system)
        }
    }

    private init?(saved value: ParsedJSON) {
        guard let members = value.members, let layers = members["Layers"]?.texts, let configuration = members["Config"]?.text else {
            return nil
        }
        let digest = configuration.split(separator: "/").last.map { String($0.prefix(12)) } ?? "image"
        self.init(name: members["RepoTags"]?.texts.first ?? digest, layers: layers, configuration: configuration)
    }

    private init?(manifest members: [String: ParsedJSON], at reference: Reference) {
        guard let layers = members["layers"]?.elements, let configuration = Self.path(members["config"]?.members?["digest"]) else {
            return nil
        }
        let paths = layers.compactMap { Self.path($0.members?["digest"]) }
        let digest = String(reference.path.split(separator: "/").last?.prefix(12) ?? "image")
        self.init(name: reference.name ?? digest, layers: paths, configuration: configuration)
    }

    private init(name: String, layers: [String], configuration: String) {
        (self.name, self.layers, self.configuration) = (name, layers, configuration)
    }

    /// `blobs/sha256/…` of `sha256:…`; `nil` for what is no digest.
    private static func path(_ digest: ParsedJSON?) -> String? {
        let parts = digest?.text?.split(separator: ":", omittingEmptySubsequences: false) ?? []
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(\.isASCIIAlphanumeric) }) else { return nil }
        return "blobs/\(parts[0])/\(parts[1])"
    }

    private static func json(_ path: String, _ document: (String) -> [UInt8]?) -> ParsedJSON? {
        document(path).flatMap { JSONReader.wholeValue(of: $0) }
    }
}
