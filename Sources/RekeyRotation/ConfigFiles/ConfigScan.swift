internal import RekeyCore

/// The values of a file in any known notation, in the order of the file.
enum ConfigScan {
    static func scalars(of bytes: [UInt8], as kind: ConfigKind) -> [ConfigScalar] {
        switch kind {
        case .envFile: variables(of: bytes, readers: EnvDialect.allCases)
        case .shell: variables(of: bytes, readers: [.bash])
        case .json: secrets(in: BracketScan.scalars(of: bytes, as: .json))
        case .yaml: secrets(in: named(YAMLScan.scalars(of: bytes)))
        case .composeFile: named(YAMLScan.scalars(of: bytes)).map(interpolated)
        case .toml: BracketScan.scalars(of: bytes, as: .toml)
        case .terraform: BracketScan.scalars(of: bytes, as: .terraform)
        case .npmrc: LineScan.scalars(of: bytes)
        }
    }

    /// The value of each entry as the first reader takes it that takes one from the line alone; one that puts in other values goes first.
    private static func variables(of bytes: [UInt8], readers: [EnvDialect]) -> [ConfigScalar] {
        EnvFile(bytes: bytes).entries.map { entry in
            let line = Array(bytes[entry.lineRange])
            let found = readers.compactMap { EnvReadings.of(line, as: $0).values[Array(entry.name.utf8)] }
            let value = found.first(where: \.expands) ?? found.first
            return ConfigScalar(
                path: [entry.name], range: entry.valueRange, style: .iniPlain,
                content: value?.text.revealedBytes ?? Array(bytes[entry.bodyRange]),
                expands: value?.expands ?? true)
        }
    }

    /// List items `NAME=value` below `environment` and `args` get the name into their path.
    private static func named(_ scalars: [ConfigScalar]) -> [ConfigScalar] {
        scalars.map { scalar in
            guard let item = scalar.path.last, item.hasPrefix("["), ["environment", "args"].contains(scalar.path.dropLast().last) else {
                return scalar
            }
            let name = scalar.content.prefix(while: Glyph.isWord)
            guard !name.isEmpty, scalar.content.dropFirst(name.count).first == Glyph.equals else { return scalar }
            var scalar = scalar
            scalar.path[scalar.path.count - 1] = String(decoding: name, as: UTF8.self)
            scalar.prefix = name.count + 1
            return scalar
        }
    }

    /// Compose replaces `$NAME` and takes `$$` for a dollar sign.
    private static func interpolated(_ scalar: ConfigScalar) -> ConfigScalar {
        var scalar = scalar
        scalar.coding = .doubledDollar
        scalar.expands = TextSwap.replacing("$$", with: "", in: scalar.content).contains(Glyph.dollar)
        return scalar
    }

    /// Values below `data` of a Kubernetes Secret are base64.
    private static func secrets(in scalars: [ConfigScalar]) -> [ConfigScalar] {
        let roots = Set(
            scalars.filter { $0.path.last == "kind" && $0.content.elementsEqual("Secret".utf8) }.map {
                Root($0.document, $0.path.dropLast())
            })
        guard !roots.isEmpty else { return scalars }
        return scalars.map { scalar in
            guard scalar.path.count > 1, scalar.path[scalar.path.count - 2] == "data",
                roots.contains(Root(scalar.document, scalar.path.dropLast(2)))
            else { return scalar }
            var scalar = scalar
            scalar.coding = .base64
            return scalar
        }
    }

    /// One manifest: a document, or an item of a list in it.
    private struct Root: Hashable {
        let document: Int
        let path: [String]

        init(_ document: Int, _ path: ArraySlice<String>) { (self.document, self.path) = (document, Array(path)) }
    }
}
