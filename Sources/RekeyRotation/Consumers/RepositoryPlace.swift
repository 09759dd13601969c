internal import RekeyCore

/// Where a repository is hosted, read from the address of a git remote. Credentials in the address are dropped.
package struct RepositoryPlace: Sendable, Hashable {
    package var provider: Provider
    /// Host name in lower case, without port.
    package var host: String
    /// User, organisation, workspace, or groups joined by `/`.
    package var owner: String
    package var name: String
    /// Project of Azure DevOps.
    package var project: String?

    /// Whose interface the host speaks, told from its name.
    package enum Provider: String, Sendable, Hashable, CaseIterable {
        case github, gitlab, bitbucket, azure
        case other
    }

    /// Reads `https://`, `ssh://`, `git://` and `user@host:path` addresses; `nil` for a path or anything else.
    package init?(remote: [UInt8]) {
        guard let text = String(validating: remote, as: UTF8.self), text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return nil }
        guard let (host, path) = Self.hostAndPath(text) else { return nil }
        var parts = path.split(separator: "/").map(String.init)
        guard let last = parts.last, !parts.contains(".."), !parts.contains(".") else { return nil }
        parts[parts.count - 1] = last.hasSuffix(".git") ? String(last.dropLast(4)) : last
        self.host = host
        provider = Self.provider(of: host)
        owner = ""
        name = ""
        guard provider == .azure ? readAzure(parts) : readPlain(parts), !name.isEmpty, !owner.isEmpty else { return nil }
    }

    /// The first usable address in the output of `git config --get-regexp '^remote\..*\.url$'` (or `git remote -v`), `origin` before others.
    package init?(gitConfiguration: [UInt8]) {
        var found: RepositoryPlace?
        for line in gitConfiguration.split(separator: 0x0A) {
            let words = line.split { $0.isASCIISpace || $0 == 0x3D }
            guard words.count > 1, let place = RepositoryPlace(remote: Array(words[1])) else { continue }
            let isOrigin = words[0].elementsEqual("remote.origin.url".utf8) || words[0].elementsEqual("origin".utf8)
            if isOrigin {
                self = place
                return
            }
            found = found ?? place
        }
        guard let found else { return nil }
        self = found
    }

    private static func hostAndPath(_ text: String) -> (String, Substring)? {
        var rest = text[...]
        let isURL = rest.contains("://")
        if isURL {
            guard let scheme = rest.split(separator: ":").first, ["https", "http", "ssh", "git", "git+ssh"].contains(scheme.lowercased())
            else {
                return nil
            }
            rest = rest.dropFirst(scheme.count + 3)
        }
        let separator: Character = isURL ? "/" : ":"
        guard let end = rest.firstIndex(of: separator) else { return nil }
        var host = rest[..<end]
        if let at = host.lastIndex(of: "@") { host = host[host.index(after: at)...] }
        if isURL, let port = host.firstIndex(of: ":") { host = host[..<port] }
        guard !host.isEmpty, host.utf8.allSatisfy({ $0.isASCIIAlphanumeric || $0 == 0x2D || $0 == 0x2E }), host.first != "-" else {
            return nil
        }
        // Why: `C:\path` and `./a:b` are no hosts.
        guard isURL || host.utf8.count > 1 && host.contains(where: { $0.isLetter }) else { return nil }
        return (host.lowercased(), rest[rest.index(after: end)...].prefix { $0 != "?" && $0 != "#" })
    }

    private static func provider(of host: String) -> Provider {
        if host.hasSuffix("dev.azure.com") || host.hasSuffix("visualstudio.com") { return .azure }
        let labels = host.split(separator: ".")
        if labels.contains(where: { $0.contains("github") }) || host.hasSuffix(".ghe.com") { return .github }
        if labels.contains(where: { $0.contains("gitlab") }) { return .gitlab }
        if labels.contains(where: { $0.contains("bitbucket") }) { return .bitbucket }
        return .other
    }

    private mutating func readPlain(_ parts: [String]) -> Bool {
        guard parts.count >= 2, parts.allSatisfy(Self.isPlain) else { return false }
        owner = parts.dropLast().joined(separator: "/")
        name = parts[parts.count - 1]
        return true
    }

    /// `org/project/_git/repo`, `v3/org/project/repo`, and the older `project/_git/repo` below `org.visualstudio.com`.
    private mutating func readAzure(_ parts: [String]) -> Bool {
        var parts = parts
        if parts.first == "v3" { parts.removeFirst() }
        parts.removeAll { $0 == "_git" || $0 == "DefaultCollection" }
        if let label = host.split(separator: ".").first, host.hasSuffix("visualstudio.com"), !["ssh", "vs-ssh"].contains(label) {
            parts.insert(String(label), at: 0)
        }
        if parts.count == 2 { parts.append(parts[1]) }
        guard parts.count == 3, parts.allSatisfy({ !$0.hasPrefix("-") }) else { return false }
        host = "dev.azure.com"
        (owner, project, name) = (parts[0], parts[1].split(separator: "%20").joined(separator: " "), parts[2])
        return true
    }

    private static func isPlain(_ part: String) -> Bool {
        part.first != "-" && part.utf8.allSatisfy { $0.isASCIIAlphanumeric || [0x2D, 0x2E, 0x5F, 0x7E, 0x2B].contains($0) }
    }
}
