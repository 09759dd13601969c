import RekeyCore
import RekeyTestSupport
import Testing

@testable import RekeyRotation

@Suite("one variable of 5,500 made-up env files is set")
struct EnvRoundTripTests {
    /// A sample, what was done to it, and where it was written.
    struct Case {
        let sample: EnvSample
        let outcome: Result<EnvChange, EditRefusal>
        let changed: [UInt8]?
    }

    static let cases: [Case] = (UInt64(1)...5500).map { seed in
        let sample = EnvSample(seed: seed)
        do throws(EditRefusal) {
            let change = try EnvFile(bytes: sample.file).setting("TARGET", to: SecretText(sample.value))
            return Case(sample: sample, outcome: .success(change), changed: ByteEdit.apply(change.edits, to: sample.file))
        } catch {
            return Case(sample: sample, outcome: .failure(error), changed: nil)
        }
    }

    @Test("the edits are the value's bytes, or one line at the end")
    func onlyTheValue() throws {
        for (index, one) in Self.cases.enumerated() {
            guard case .success(let change) = one.outcome else { continue }
            #expect(one.changed != nil)
            let file = EnvFile(bytes: one.sample.file)
            let ranges = file.entries(named: "TARGET").map(\.valueRange)
            let allowed = ranges.isEmpty ? [one.sample.file.count..<one.sample.file.count] : ranges
            #expect(change.edits.allSatisfy { allowed.contains($0.range) })
            guard index % 10 == 0 else { continue }
            let again = try EnvFile(bytes: one.changed ?? []).setting("TARGET", to: SecretText(one.sample.value))
            #expect(again.edits.isEmpty && Set(again.readers).isSuperset(of: change.readers))
        }
    }

    @Test("most values are written, and a refusal names its reason")
    func refusals() {
        var (written, reasons): (Int, [String: Int]) = (0, [:])
        for one in Self.cases {
            switch one.outcome {
            case .success: written += 1
            case .failure(.noSpelling(let marks, _)):
                reasons["noSpelling", default: 0] += 1
                #expect(!Set(marks).isDisjoint(with: [.singleQuote, .reference, .backslash]))
            case .failure(.entangled): reasons["entangled", default: 0] += 1
            case .failure(.notRead): reasons["notRead", default: 0] += 1
            case .failure(let other): reasons["\(other)", default: 0] += 1
            }
        }
        #expect(Set(reasons.keys).isSubset(of: ["noSpelling", "notRead", "entangled"]))
        #expect(written > 5000 && reasons["entangled", default: 0] < 50)
    }

    @Test("the real reader takes the new value, and all else as foreseen", arguments: EnvDialect.allCases)
    func realReaders(_ dialect: EnvDialect) throws {
        let program = try EnvReaderPrograms.require(dialect)
        let workspace = try Workspace()
        var (paths, files): ([String], [(bytes: [UInt8], expected: [UInt8]?)]) = ([], [])
        func add(_ bytes: [UInt8], expecting value: [UInt8]?) throws {
            let name = "\(files.count).env"
            try workspace.write(name, bytes)
            paths.append(workspace.path(name))
            files.append((bytes, value))
        }
        for one in Self.cases {
            try add(one.sample.file, expecting: nil)
            guard case .success(let change) = one.outcome, let changed = one.changed else { continue }
            try add(changed, expecting: change.readers.contains(dialect) ? one.sample.value : nil)
        }
        let answers = try program.read(paths)
        var (agreed, foreseen, wrong): (Int, Int, [String]) = (0, 0, [])
        for (file, answer) in zip(files, answers) {
            if let expected = file.expected {
                if answer[0] == expected { agreed += 1 } else { wrong.append("edited: \(shown(file.bytes)) gave \(shown(answer[0]))") }
            }
            let readings = EnvReadings.of(file.bytes, as: dialect)
            if dialect == .bash, readings.fault != nil { continue }
            for (name, value) in zip(EnvSample.names, answer) {
                let own = readings.values[Array(name.utf8)]
                if own?.expands == true { continue }
                if own?.text.revealedBytes == value {
                    foreseen += 1
                } else {
                    wrong.append("\(name) of \(shown(file.bytes)): \(shown(value)), not \(shown(own?.text.revealedBytes))")
                }
            }
        }
        #expect(wrong.isEmpty, "\(wrong.count) differ, such as\n\(wrong.prefix(5).joined(separator: "\n"))")
        #expect(agreed > 2000)
    }

    @Test("the table of dialects is what the real readers say", arguments: EnvDialect.allCases)
    func table(_ dialect: EnvDialect) throws {
        let program = try EnvReaderPrograms.require(dialect)
        let workspace = try Workspace()
        let rows = EnvFileTests.readings
        for (index, row) in rows.enumerated() { try workspace.write("\(index).env", row.text.replacing("K", with: "TARGET")) }
        let answers = try program.read(rows.indices.map { workspace.path("\($0).env") })
        let column = try #require(EnvDialect.allCases.firstIndex(of: dialect))
        for (row, answer) in zip(rows, answers) {
            let expected = row.values[column]
            if expected?.hasPrefix("$") == true { continue }
            #expect(answer[0].map { String(decoding: $0, as: UTF8.self) } == expected, "\(row.name)")
        }
    }

    private func shown(_ bytes: [UInt8]?) -> String { bytes.map { String(decoding: $0, as: UTF8.self).debugDescription } ?? "nothing" }
}
