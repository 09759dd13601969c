internal import RekeyCore

/// A name that is looked for, and where it may mean the secret.
struct WantedName: Hashable, Sendable {
    var name: String
    var space: Space
    /// The name asked for first, this one last.
    var chain: [String]

    /// Where the name may stand for the secret.
    enum Space: Hashable, Sendable {
        /// Asked for: any form, any file.
        case asked
        /// The asked name in other letters (`api-key`): only where configuration names things so.
        case variant
        /// A variable that the text with this index sets from the secret: read in code and shells, and in this text.
        case environment(text: Int)
        /// A name that means something only in the text with this index.
        case local(text: Int)
        /// A key of a Kubernetes Secret.
        case kubernetesKey
        /// The name of a Kubernetes Secret that holds the key of that name.
        case kubernetesSecret
        /// A Terraform variable or local value.
        case terraform
    }

    /// Whether the name looks like an environment variable: upper case with an underscore.
    var looksLikeVariable: Bool { Self.looksLikeVariable(name) }

    static func looksLikeVariable(_ name: String) -> Bool {
        name.utf8.contains(0x5F) && name.utf8.allSatisfy { $0.isASCIIUpper || $0.isASCIIDigit || $0 == 0x5F }
    }

    /// The asked name and the forms that configuration in lower case gives it.
    static func asked(_ name: String) -> [WantedName] {
        var names = [WantedName(name: name, space: .asked, chain: [name])]
        guard looksLikeVariable(name) else { return names }
        let lower = name.lowercased()
        for form in [lower, lower.replacing(0x5F, with: 0x2D)] {
            names.append(WantedName(name: form, space: .variant, chain: [name, form]))
        }
        return names
    }
}

extension String {
    fileprivate func replacing(_ old: UInt8, with new: UInt8) -> String {
        String(decoding: utf8.map { $0 == old ? new : $0 }, as: UTF8.self)
    }
}
