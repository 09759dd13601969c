internal import RekeyTestSupport
internal import Testing

@Suite("the built program")
struct ProgramTests {
    @Test("it is found beside the tests, and says its version")
    func version() throws {
        let workspace = try Workspace()
        let outcome = try Program.run(["--version"], in: workspace.path)
        #expect(outcome.status == 0)
        #expect(outcome.stdout.split(separator: ".").count == 3)
    }
}
