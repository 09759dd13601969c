internal import Foundation
internal import RekeyCore
internal import RekeyPipeline
internal import RekeyTestSupport
internal import Testing

/// New values as edits of a real repository's files; nothing is written.
@Suite struct ValueChangeTests {
    private let git: GitFixture
    private let old = SecretText(Array(("old-" + "Secret_0123456789").utf8))
    private let new = SecretText(Array(("new/" + "Secret 9876543210").utf8))

    init() throws { git = try GitFixture() }

    private func change(_ make: (inout ValueChange, RepositoryTexts) -> Void) throws -> (change: ValueChange, texts: RepositoryTexts) {
        var surroundings = Surroundings.current()
        surroundings.folder = git.path
        let place = try WorkPlace(surroundings)
        let texts = try RepositoryTexts.read(place, surroundings)
        var change = ValueChange(place)
        make(&change, texts)
        return (change, texts)
    }

    private func text(_ secret: SecretText) -> String {
        secret.withBytes { bytes in String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self) }
    }

    @Test("an old value is replaced wherever a known notation holds it, also within a URL and twice in one value")
    func byValue() throws {
        let value = text(old)
        try git.write(".gitignore", ".env\n.mcp.json\n")
        try git.write(".env", "A=\(value)\nURL=postgres://u:\(value)" + "@h/d?again=\(value)\nB=other\n")
        try git.write(".mcp.json", "{\"env\": {\"TOKEN\": \"\(value)\"}}\n")
        try git.write("compose.yml", "services:\n  a:\n    environment:\n      - KEY=\(value)\n")
        try git.write(".env.example", "A=\(value)\n")
        try git.write("notes.md", "\(value)\n")
        let (change, _) = try change { change, texts in
            for text in texts.texts { change.replace(old, with: new, in: text) }
        }
        let written = Dictionary(
            uniqueKeysWithValues: change.edits.map { (String(decoding: $0.path, as: UTF8.self), text($0.replacement)) })
        let encoded = "new%2FSecret%209876543210"
        #expect(written.count == 3)
        #expect(
            written["\(git.path)/.env"]
                == "A='\(text(new))'\nURL=postgres://u:\(encoded)" + "@h/d?again=\(encoded)\nB=other\n")
        #expect(written["\(git.path)/.mcp.json"] == "{\"env\": {\"TOKEN\": \"\(text(new))\"}}\n")
        #expect(written["\(git.path)/compose.yml"]?.contains("KEY=\(text(new))") == true)
        #expect(change.refusals.map { String(decoding: $0.path, as: UTF8.self) } == [".env.example"])
        #expect(change.diff.allSatisfy { $0.hasSuffix("…[21] → …[21]") })
        #expect(change.boundary == .inside(Array(git.path.utf8)))
    }

    @Test("a new value that holds the old one is put in once")
    func nested() throws {
        try git.write(".env", "A=\(text(old))\n")
        let longer = SecretText(Array("\(text(old))-2".utf8))
        let (change, _) = try change { change, texts in
            for text in texts.texts { change.replace(old, with: longer, in: text) }
        }
        #expect(change.edits.map { text($0.replacement) } == ["A=\(text(old))-2\n"])
    }

    @Test("several names of one file become one edit; a file without the name stays")
    func byName() throws {
        try git.write(".env", "A=1\nB='2' # b\nA=3\n")
        try git.write("api/.env", "C=1\n")
        let (change, _) = try change { change, texts in
            for text in texts.texts {
                change.set("A", to: new, in: text)
                change.set("B", to: old, in: text)
            }
        }
        #expect(change.edits.map { text($0.replacement) } == ["A='\(text(new))'\nB='\(text(old))' # b\nA='\(text(new))'\n"])
        #expect(change.lines.map(\.line) == [1, 3, 2])
        #expect(change.diff.first == ".env:1  A  …[1] → …[21]")
    }

    @Test("files are read with what git does with them; built folders and binary files are not")
    func texts() throws {
        try git.write(".gitignore", ".env\nvars/\nnode_modules/\n*.log\n")
        try git.write("tracked.yml", "a: 1\n")
        try git.git("add", "--all")
        for name in [".env", "vars/a.tfvars", "node_modules/a/.env", "app.log", "new.txt", "vars/.npmrc"] { try git.write(name, "A=1\n") }
        try git.write("image.png", [0x89, 0x50, 0, 0, 1])
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: "\(git.path)/.env")
        let (_, texts) = try change { _, _ in }
        let seen = texts.texts.map { "\($0.displayPath) \($0.standing.rawValue) \($0.isOpenToOthers)" }
        #expect(
            seen == [
                ".env ignored false", ".gitignore tracked true", "new.txt untracked true", "tracked.yml tracked true",
                "vars/.npmrc ignored true", "vars/a.tfvars ignored true",
            ])
        #expect(texts.secretFiles.map(\.displayPath) == [".env", "vars/.npmrc", "vars/a.tfvars"])
        #expect(texts.account.isComplete)
    }
}
