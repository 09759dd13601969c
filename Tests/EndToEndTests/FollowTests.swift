internal import Foundation
internal import RekeyTestSupport
internal import Testing

/// `rekey scan --follow` on logs that grow.
@Suite struct FollowTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    /// Runs a shell script in which `$REKEY` is the program and `wait_for FILE WORD` waits until a file holds a word, ten seconds at most.
    private func shell(_ script: String) throws -> Program.Outcome {
        let wait = "wait_for() { for i in $(seq 200); do grep -q -e \"$2\" \"$1\" && return; sleep 0.05; done; echo missing: $2; }\n"
        return try Program.run(program: "/bin/sh", ["-c", wait + script], in: workspace.path, environment: ["REKEY": Program.path])
    }

    @Test("findings come while the log grows, through a rotation and a cut; Ctrl-C ends with the verdict")
    func grows() throws {
        var mint = Mint(seed: 55)
        let lines = (0..<4).map { _ in mint.slack() }
        for (index, line) in lines.enumerated() { try workspace.write("secret\(index)", "app-1 | \(line.line)\n") }
        let outcome = try shell(
            """
            (echo start; cat secret0) > app.log
            $REKEY scan --follow --format jsonl app.log > out 2> err & pid=$!
            wait_for out '"line":2'
            (echo more; cat secret1) >> app.log
            wait_for out '"line":4'
            mv app.log app.log.1; cat secret2 > app.log
            wait_for err 'another file'
            wait_for out '"line":1,'
            : > app.log; wait_for err 'was cut'
            (echo; echo; echo; echo; cat secret3) >> app.log
            wait_for out '"line":5'
            printf 'no line feed' >> app.log
            kill -INT $pid; wait $pid; echo status $?
            """)
        #expect(outcome.stdout == "status 1\n", "\(outcome.everything)")
        let report = String(decoding: try workspace.read("out"), as: UTF8.self).split(separator: "\n")
        #expect(report.count == 5 && report.last?.contains("\"type\":\"summary\"") == true)
        #expect(report.dropLast().allSatisfy { $0.contains("slack") && $0.contains("app.log") })
        #expect(lines.allSatisfy { !report.joined().contains($0.core) })
    }

    @Test("on standard input findings come before its end, a secret that comes again in one line, and the end brings the account")
    func standardInput() throws {
        try workspace.write("line", Planted.slack.line + "\n")
        let outcome = try shell(
            """
            mkfifo pipe; $REKEY scan --follow --no-color - < pipe > out & pid=$!
            exec 3> pipe
            cat line >&3; wait_for out 'why:'
            cat line >&3; wait_for out '  again'
            exec 3>&-; wait $pid; echo status $?
            """)
        let out = String(decoding: try workspace.read("out"), as: UTF8.self)
        #expect(outcome.stdout == "status 1\n" && out.contains("\n-:1:") && out.contains("-:2:"), "\(outcome.everything)\(out)")
        #expect(out.contains("1 credential in 1 place") && out.hasSuffix("(standard input); nothing skipped\n"))
    }

    @Test("a private key that comes line by line is told once, when it is whole")
    func key() throws {
        try #require(try shell("openssl genrsa -out key.pem 2048 2> /dev/null").status == 0)
        let outcome = try shell(
            """
            (while read -r line; do echo "$line"; sleep 0.02; done < key.pem; echo done; sleep 0.3) | $REKEY scan --follow --format jsonl -
            """)
        #expect(outcome.stdout.split(separator: "\n").count == 2 && outcome.stdout.contains("private-key"), "\(outcome.everything)")
    }

    @Test(
        "what cannot be followed is refused",
        arguments: [
            ["--follow"], ["--follow", "a", "b"], ["--follow", "missing.log"], ["--follow", "."], ["--follow", "packed.gz"],
            ["--follow", "--staged", "a"], ["--follow", "--format", "json", "a"], ["--follow", "--output", "o", "a"],
        ])
    func refused(_ arguments: [String]) throws {
        try workspace.write("a", "text\n")
        _ = try shell("gzip -c a > packed.gz")
        let outcome = try Program.run(["scan"] + arguments, in: workspace.path)
        #expect(outcome.status == 2 && outcome.stdout.isEmpty && outcome.stderr.contains("follow"), "\(outcome.everything)")
    }
}
