internal import RekeyCore
internal import Testing

@testable internal import RekeySources

/// SQLite databases as rows.
@Suite struct DatabaseRowsTests {
    @Test("a row is a line with the names of its columns")
    func rows() throws {
        let database = DatabaseSample(
            table: "settings", statement: "CREATE TABLE settings(\"name\" TEXT, value, PRIMARY KEY(name))",
            rows: [["smtp_password", "it's"], ["two words", "x"]])
        let sample = try #require(DocumentSample(database.bytes, path: "app.db"))
        #expect(sample.text("table settings") == "name='smtp_password', 'it''s'\nname='two words', value='x'\n")
        #expect(sample.path("table settings") == "app.db.sql")
        #expect(sample.rest.contains("CREATE TABLE") && !sample.rest.contains("smtp_password"))
    }

    @Test("a value that goes on in another page is put together")
    func overflow() throws {
        let long = String(repeating: "word ", count: 150) + "end"
        let (cell, rest) = DatabaseSample.overflowing(long, to: 3)
        let database = DatabaseSample(table: "t", statement: "CREATE TABLE t(a)", rows: [])
        var bytes = Array(database.bytes.prefix(DatabaseSample.pageSize)) + DatabaseSample.leaf([cell])
        bytes += [0, 0, 0, 0] + rest + [UInt8](repeating: 0, count: DatabaseSample.pageSize - 4 - rest.count)
        let sample = try #require(DocumentSample(bytes, path: "app.db"))
        #expect(sample.text("table t") == "a='\(long)'\n")
        #expect(!sample.rest.contains("word"))
    }

    @Test("a page that no table has holds what was deleted")
    func freePages() throws {
        var database = DatabaseSample(table: "t", statement: "CREATE TABLE t(a)", rows: [["here"]])
        database.append(DatabaseSample.leaf([DatabaseSample.record([.text("gone")])]))
        let sample = try #require(DocumentSample(database.bytes, path: "app.db"))
        #expect(sample.text("free pages") == "'gone'\n")
    }

    @Test("what SQLite itself writes is read: trees, overflow, UTF-16, tables without row numbers")
    func written() throws {
        let script = """
            create table t(id integer primary key, note text, "token value" text); create index i on t(note);
            create table w(k text primary key, v) without rowid; insert into w values ('key', 'val');
            with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000)
            insert into t select i, printf('note %d', i), printf('value-%d', i) from n;
            insert into t values (9000, printf('%.9000c', 'x'), 'last');
            """
        for encoding in ["UTF-8", "UTF-16le", "UTF-16be"] {
            let bytes = try Workshop().make(
                "sqlite3 a.db \"pragma encoding='\(encoding)';\" '\(script.replacing("'", with: "'\\''"))'", "a.db", needs: ["sqlite3"])
            let sample = try #require(DocumentSample(bytes, path: "a.db"))
            let lines = sample.text("table t")?.split(separator: "\n") ?? []
            #expect(lines.count == 3_001)
            #expect(lines[2_499] == "note='note 2500', token value='value-2500'")
            #expect(lines[3_000] == "note='\(String(repeating: "x", count: 9_000))', token value='last'")
            #expect(sample.text("table w") == "'key', 'val'\n")
            #expect(!sample.rest.contains("note 2500"))
        }
    }

    @Test("a write-ahead log gives each row once")
    func log() throws {
        let script = """
            pragma journal_mode=wal; pragma wal_autocheckpoint=0; create table t(a, b); insert into t values ('one', 'two');
            insert into t values ('three', 'four');
            """
        let bytes = try Workshop().make(
            "sqlite3 a.db \"\(script)\" '.shell cp a.db-wal kept'", "kept", needs: ["sqlite3"])
        let sample = try #require(DocumentSample(bytes, path: "a.db-wal"))
        let lines = sample.text("rows")?.split(separator: "\n") ?? []
        #expect(lines.filter { $0 == "'one', 'two'" }.count == 1)
        #expect(lines.contains("'three', 'four'"))
    }

    /// A statement, and the names of the columns that it makes.
    struct Statement: CustomTestStringConvertible, Sendable {
        var text: String
        var names: [String]
        var testDescription: String { text }
    }

    @Test(
        "columns are read from the statement",
        arguments: [
            Statement(text: "CREATE TABLE t(a, b INT DEFAULT (1 + (2)), [c d] TEXT)", names: ["a", "b", "c d"]),
            Statement(text: "CREATE TABLE t(\"a,b\" TEXT, `c`, FOREIGN KEY(c) REFERENCES x(y))", names: ["a,b", "c"]),
            Statement(text: "CREATE TABLE t(a, b", names: ["a"]), Statement(text: "CREATE TABLE t AS SELECT 1", names: []),
            Statement(text: "CREATE TABLE t(,)", names: []),
        ])
    func columns(_ c: Statement) { #expect(TableColumns(Array(c.text.utf8)).names == c.names) }
}
