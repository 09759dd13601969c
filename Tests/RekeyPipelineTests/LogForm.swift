internal import Testing

/// A form in which programs write a name and its value into logs.
struct LogForm: Sendable, CustomTestStringConvertible {
    /// What the report calls the name of the value.
    enum Variable: Sendable {
        /// The name in front of it.
        case name
        /// What the form puts there instead.
        case other(String)
        /// Nothing that a test has to hold it to.
        case any
    }

    var title: String
    /// `N` in guillemets stands for the name, `V` for the value.
    var text: String
    var variable = Variable.name
    /// The moment of the line.
    var time: String?
    var isPercentEncoded = false
    var testDescription: String { title }

    private static let iso = "2026-11-24T03:29:55.123Z"
    private static let json = #","time":"\#(iso)"}"#

    static let all = containers + loggers + servers + jobs + dumps

    private static let containers = [
        LogForm(title: "docker json-file", text: #"{"log":"up with «N»=«V»\n","stream":"stdout""# + json, time: iso),
        LogForm(title: "json-file, lines in the member", text: #"{"log":"env:\n«N»=«V»\nend\n","stream":"stdout""# + json, time: iso),
        LogForm(title: "json-file, an object in it", text: #"{"log":"{\"level\":30,\"c\":{\"«N»\":\"«V»\"}}\n""# + json, time: iso),
        LogForm(title: "json-file, escaped equals sign", text: #"{"log":"«N»\u003d\"«V»\"\n""# + json, variable: .any, time: iso),
        LogForm(
            title: "json-file, colours", text: #"{"log":"\u001b[32minfo\u001b[39m «N»: \u001b[36m«V»\u001b[39m\n""# + json, variable: .any,
            time: iso),
        LogForm(title: "docker logs -t", text: "\(iso) «N»=«V»", time: iso),
        LogForm(title: "compose logs", text: "api-1  | «N»=«V»"),
        LogForm(title: "compose logs -t, in colours", text: "\u{1B}[36mapi-1  | \u{1B}[0m\(iso) «N»=«V»", time: iso),
        LogForm(title: "kubectl logs --prefix --timestamps", text: "[pod/api-7d9f8-x2x/api] \(iso) «N»=«V»", time: iso),
        LogForm(title: "klog", text: #"I1124 03:29:55.123456       1 main.go:3] flag: --«N»="«V»""#, time: "I1124 03:29:55.123456"),
    ]

    private static let loggers = [
        LogForm(
            title: "pino", text: #"{"level":30,"time":1690000000000,"pid":1,"config":{"«N»":"«V»"},"msg":"up"}"#, time: "1690000000000"),
        LogForm(title: "winston", text: #"{"level":"info","message":"connect «N»: «V»","timestamp":"\#(iso)"}"#, time: iso),
        LogForm(title: "bunyan", text: #"{"name":"api","pid":1,"level":30,"«N»":"«V»","msg":"x""# + json, time: iso),
        LogForm(title: "zap", text: #"{"level":"info","ts":1690000000.123,"msg":"up","«N»":"«V»"}"#, time: "1690000000.123"),
        LogForm(title: "logfmt", text: "time=\"\(iso)\" level=info msg=up «N»=«V» port=1", time: iso),
        LogForm(title: "logfmt in quotes", text: #"ts=\#(iso) level=info msg="up now" «N»="«V»""#, time: iso),
        LogForm(title: "logfmt, a message with quotes", text: #"ts=\#(iso) level=info msg="env «N»=\"«V»\" ok" port=1"#, time: iso),
        LogForm(title: "Python", text: "2026-11-24 03:29:55,123 DEBUG app {'«N»': '«V»'}", time: "2026-11-24 03:29:55,123"),
        LogForm(title: "stack of Node", text: "Error: refused «V»\n    at connect (/app/a.js:1:2)", variable: .any),
        LogForm(title: "util.inspect", text: "{\n  PATH: '/usr/bin',\n  «N»: '«V»',\n  A: 'b'\n}"),
        LogForm(title: "util.inspect in colours", text: "{ «N»: \u{1B}[32m'«V»'\u{1B}[39m, A: \u{1B}[32m'b'\u{1B}[39m }"),
    ]

    private static let servers = [
        LogForm(title: "syslog, RFC 3164", text: "Nov 24 03:29:55 host app[12]: «N»=«V»", time: "Nov 24 03:29:55"),
        LogForm(title: "syslog, RFC 5424", text: #"<34>1 \#(iso) host app 12 ID47 [ex@1 «N»="«V»"] up"#, time: iso),
        LogForm(
            title: "access log", text: #"10.0.0.1 - - [24/Nov/2026:03:29:55 +0000] "GET /x?a=1&«N»=«V» HTTP/1.1" 200 12 "-" "curl/8""#,
            time: "24/Nov/2026:03:29:55 +0000"),
        LogForm(
            title: "access log, percent-encoded",
            text: #"10.0.0.1 - - [24/Nov/2026:03:29:55 +0000] "GET /x?to=%2Fy%3F«N»%3D«V» HTTP/1.1" 200 12 "-" "curl/8""#,
            time: "24/Nov/2026:03:29:55 +0000", isPercentEncoded: true),
        LogForm(
            title: "access log, referer",
            text: #"10.0.0.1 - - [24/Nov/2026:03:29:55 +0000] "GET / HTTP/1.1" 200 1 "https://h/x?«N»=«V»" "c""#,
            time: "24/Nov/2026:03:29:55 +0000"),
        LogForm(
            title: "error log of nginx",
            text: #"2026/11/24 03:29:55 [error] 7#7: *1 timed out, request: "GET /x?«N»=«V» HTTP/1.1", host: "h""#,
            time: "2026/11/24 03:29:55"),
        LogForm(
            title: "statement in Postgres", text: "2026-11-24 03:29:55.123 UTC [12] app@main LOG:  statement: select f('«V»')",
            variable: .any,
            time: "2026-11-24 03:29:55.123 UTC"),
        LogForm(
            title: "connection string in Postgres", text: "2026-11-24 03:29:55.123 UTC [12] DETAIL:  «N»=«V»",
            time: "2026-11-24 03:29:55.123 UTC"),
        LogForm(title: "curl -v, bearer", text: "> Authorization: Bearer «V»", variable: .other("Authorization")),
        LogForm(title: "curl -v, apikey", text: "> GET /rest/v1/ HTTP/2\n> apikey: «V»\n> accept: */*", variable: .other("apikey")),
        LogForm(title: "HTTP dump", text: "GET / HTTP/1.1\r\nHost: h\r\nX-Api-Key: «V»\r\n\r\n", variable: .other("X-Api-Key")),
    ]

    private static let jobs = [
        LogForm(title: "GitHub Actions", text: "2026-11-24T03:29:55.1234567Z   «N»: «V»", time: "2026-11-24T03:29:55.1234567Z"),
        LogForm(
            title: "GitHub Actions, a group", text: "2026-11-24T03:29:55.1234567Z ##[group]Run deploy --«N»=«V»",
            time: "2026-11-24T03:29:55.1234567Z"),
        LogForm(
            title: "gh run view --log", text: "build\tRun x\t2026-11-24T03:29:55.1234567Z «N»=«V»", time: "2026-11-24T03:29:55.1234567Z"),
        LogForm(
            title: "GitLab, a section", text: "section_start:1690000000:build\r\u{1B}[0K\u{1B}[32;1m$ export «N»=«V»\u{1B}[0;m",
            time: "1690000000"),
        LogForm(
            title: "GitLab, timestamps", text: "2026-11-24T03:29:55.123456Z 01O \u{1B}[32;1m$ export «N»=«V»\u{1B}[0;m",
            time: "2026-11-24T03:29:55.123456Z"),
    ]

    private static let dumps = [
        LogForm(title: "printenv", text: "PATH=/usr/bin\n«N»=«V»\nHOME=/root"),
        LogForm(title: "docker inspect", text: "\"Env\": [\n    \"PATH=/usr/bin\",\n    \"«N»=«V»\"\n]"),
        LogForm(title: "docker compose config", text: "services:\n  api:\n    environment:\n      «N»: «V»\n      A: b"),
        LogForm(
            title: "journal, exported", text: "__CURSOR=s=1\n__REALTIME_TIMESTAMP=1690000000123456\nPRIORITY=6\nMESSAGE=up «N»=«V»\n_PID=1",
            time: "1690000000123456"),
        LogForm(
            title: "journal as JSON", text: #"{"__REALTIME_TIMESTAMP":"1690000000123456","MESSAGE":"up «N»=«V»","_PID":"1"}"#,
            time: "1690000000123456"),
    ]
}
