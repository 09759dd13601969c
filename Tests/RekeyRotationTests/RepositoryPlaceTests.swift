internal import Testing

@testable internal import RekeyRotation

@Suite struct RepositoryPlaceTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let remote: String
        /// `provider host owner name project`; `nil`: no place.
        let place: String?
        var testDescription: String { remote }
    }

    @Test(
        "addresses",
        arguments: [
            Case(remote: "https://github.com/acme/web.git", place: "github github.com acme web"),
            Case(remote: "https://github.com/acme/web", place: "github github.com acme web"),
            Case(remote: "https://github.com/acme/web/", place: "github github.com acme web"),
            Case(remote: "git@github.com:acme/web.git", place: "github github.com acme web"),
            Case(remote: "ssh://git@github.com/acme/web.git", place: "github github.com acme web"),
            Case(remote: "https://user:" + "pass" + "@github.com/acme/web.git", place: "github github.com acme web"),
            Case(remote: "https://x-token" + "@GitHub.Example.com/acme/web.git", place: "github github.example.com acme web"),
            Case(remote: "git@acme.ghe.com:team/web.git", place: "github acme.ghe.com team web"),
            Case(remote: "https://gitlab.com/group/sub/web.git", place: "gitlab gitlab.com group/sub web"),
            Case(remote: "ssh://git@gitlab.acme.test:2222/a/b/c/web.git", place: "gitlab gitlab.acme.test a/b/c web"),
            Case(remote: "git@bitbucket.org:team/web.git", place: "bitbucket bitbucket.org team web"),
            Case(remote: "https://acme@dev.azure.com/acme/My%20Project/_git/web", place: "azure dev.azure.com acme web My Project"),
            Case(remote: "git@ssh.dev.azure.com:v3/acme/project/web", place: "azure dev.azure.com acme web project"),
            Case(remote: "https://acme.visualstudio.com/DefaultCollection/project/_git/web", place: "azure dev.azure.com acme web project"),
            Case(remote: "https://acme.visualstudio.com/_git/web", place: "azure dev.azure.com acme web web"),
            Case(remote: "https://git.acme.test/team/web.git?x=1", place: "other git.acme.test team web"),
            Case(remote: "/srv/git/web.git", place: nil), Case(remote: "../web", place: nil), Case(remote: "C:\\web", place: nil),
            Case(remote: "file:///srv/web.git", place: nil), Case(remote: "https://github.com/web", place: nil),
            Case(remote: "https://github.com/a/../b", place: nil), Case(remote: "https:///a/b", place: nil), Case(remote: "", place: nil),
            Case(remote: "https://github.com/$(id)/web", place: nil), Case(remote: "https://github.com/-a/web", place: nil),
            Case(remote: "https://github.com/a b/web", place: nil), Case(remote: "git@-x:a/b", place: nil),
            Case(remote: "ext::sh -c x", place: nil),
        ])
    func addresses(_ c: Case) {
        let place = RepositoryPlace(remote: Array(c.remote.utf8))
        let told = place.map {
            ([$0.provider.rawValue, $0.host, $0.owner, $0.name] + [$0.project].compactMap(\.self)).joined(separator: " ")
        }
        #expect(told == c.place)
    }

    @Test("origin goes before other remotes, in either form of git's output")
    func configuration() {
        let listed = "remote.upstream.url https://github.com/up/web.git\nremote.origin.url git@github.com:acme/web.git\n"
        #expect(RepositoryPlace(gitConfiguration: Array(listed.utf8))?.owner == "acme")
        let config = "remote.upstream.url=https://github.com/up/web.git\n"
        #expect(RepositoryPlace(gitConfiguration: Array(config.utf8))?.owner == "up")
        let verbose = "fork\thttps://github.com/fork/web (fetch)\norigin\thttps://github.com/acme/web (fetch)\n"
        #expect(RepositoryPlace(gitConfiguration: Array(verbose.utf8))?.owner == "acme")
        #expect(RepositoryPlace(gitConfiguration: [0xFF, 0x20, 0xFE, 0x0A]) == nil)
    }
}
