internal import RekeyCore
internal import Testing

@testable internal import RekeyDetect

/// What looks like a secret by chance, or says itself that it is none.
@Suite("chance and prose") struct ChanceTests {
    private static func line(_ seed: Int) -> String { Minting.text(64, seed: seed) }

    /// A line of 64 characters with the form of a short token in it.
    private static let tokenLine = Minting.text(20, seed: 51) + "/" + "BSA" + Minting.text(27, seed: 52) + "/" + Minting.text(12, seed: 53)

    @Test(
        "a token's form in a line of a signature is chance, alone in its line it is not",
        arguments: [
            (" \(line(61))\n \(tokenLine)\n \(line(62))\n", false), ("\(tokenLine)\n\(line(62))\n", false),
            ("\(line(61))\r\n\(tokenLine)\r\n", false), (tokenLine, true), ("\(tokenLine)\nwords\n", true),
            ("words\n\(tokenLine)\n\n\(line(61))\n", true), ("\(line(61))\nkey \(tokenLine)\n\(line(62))\n", true),
            ("\(line(61))x\n\(tokenLine)\n\(line(62))x\n", true),
        ])
    func wrapped(text: String, isFound: Bool) throws {
        #expect(try Scanning.ids(text, path: "").contains("brave.search-key") == isFound)
    }

    @Test(
        "lists of tokens of one length are read, line by line", arguments: [60, 64, 70])
    func list(length: Int) throws {
        let tokens = (0..<3).map { "glpat" + "-" + Minting.text(20, seed: $0 + 70) }
        let lines = tokens.map { String(repeating: "key=", count: (length - 26) / 4) + $0 }
        #expect(try Scanning.scan(lines.joined(separator: "\n"), path: "tokens.txt").detections.count == 3)
    }

    @Test(
        "in a message words that say they are a password are low; elsewhere, and of anything else, nothing changes",
        arguments: [
            (true, "someSerious" + "Password", true), (true, "master" + "-password", true), (false, "master" + "-password", false),
            (false, "someSerious" + "Password", false), (true, "some9Serious" + "Password", false), (true, "kWqztRmvbLpx", false),
        ])
    func prose(isMessage: Bool, value: String, isLow: Bool) throws {
        let found = try Scanning.scan("then run\nrequirepass \(value)\n", path: "", isMessage: isMessage).detections
        #expect(found.map(\.severity) == [isLow ? .low : .high])
    }

    @Test(
        "a variable without a value does not take the next line's",
        arguments: ["DB_PASSWORD=\nDB_DATABASE=homestead\n", "REDIS_PASSWORD=\nREDIS_PORT=63791\n", "API_TOKEN=\r\nMODE=kWqztRmvbLpx\r\n"])
    func empty(text: String) throws {
        for path in [".env", "", "docker-compose.yml"] { #expect(try Scanning.ids(text, path: path) == []) }
    }

    @Test("a password that a mail breaks over two lines is read")
    func mailed() throws {
        let words = String(repeating: "words ", count: 9)
        let (head, tail) = ("kWqz" + "9RmvbL", "px7Kd" + "2TnQ")
        #expect(try Scanning.ids("\(words)DB_PASSWORD=3D\(head)=\n\(tail)\n", path: "").contains("database.password"))
    }

    @Test(
        "a directive's name in a sentence is no directive",
        arguments: [
            ("Changing the masterauth while turning into a replica is racy.", false),
            ("CONFIG SET server.masterauth aesthetic change.", false),
            ("masterauth checked, then freed", false), ("requirepass kWqztRmvbLpx", true), ("requirepass kwqztrmvb --port 1", true),
            ("redis-server --requirepass kwqztrmvb --appendonly yes", true),
        ])
    func sentences(text: String, isFound: Bool) throws {
        #expect(try Scanning.ids(text + "\n", path: "").contains("redis.config-password") == isFound)
    }
}
