internal import Testing

@testable internal import RekeySources

/// What made a layer, as it is shown beside findings.
@Suite struct ImageInstructionTests {
    /// A `created_by`, and what of it is shown.
    struct Case: CustomTestStringConvertible, Sendable {
        var created: String
        var shown: String
        var testDescription: String { created }
    }

    static let cases = [
        Case(created: "/bin/sh -c #(nop) COPY dir:1f2e in /app ", shown: "COPY dir:1f2e in /app"),
        Case(created: "/bin/sh -c npm ci", shown: "RUN npm ci"), Case(created: "RUN /bin/sh -c npm ci # buildkit", shown: "RUN npm ci"),
        Case(created: "RUN |2 A=1 B=x y /bin/sh -c make # buildkit", shown: "RUN make"),
        Case(created: "|1 A=1 /bin/sh -c make", shown: "RUN make"),
        Case(created: "|1 A=secret value", shown: "RUN …"), Case(created: "ENV TOKEN=abc PORT=80", shown: "ENV TOKEN=… PORT=…"),
        Case(created: "RUN git clone https://me:word@host/x.git", shown: "RUN git clone https://…@host/x.git"),
        Case(created: "RUN curl -H Authorization: abc -u me:word host", shown: "RUN curl -H Authorization: … -u … host"),
        Case(created: "RUN login " + String(repeating: "k", count: 41), shown: "RUN login …"), Case(created: "", shown: ""),
        Case(created: "COPY a\u{1B}[31m\nb /", shown: "COPY a\u{1B}[31m b /"),
        Case(created: "RUN " + String(repeating: "word ", count: 30), shown: "RUN " + String(repeating: "word ", count: 11) + "…"),
    ]

    @Test("the step is short, and without the values it was given", arguments: cases)
    func shown(_ c: Case) { #expect(ImageInstruction(c.created).words == c.shown) }
}
