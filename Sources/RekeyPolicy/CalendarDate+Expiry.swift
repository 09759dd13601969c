package import RekeyCore

extension CalendarDate {
    /// As `init`, with an error that says how a date is written; `place` is where the text stands.
    package static func parse(_ text: String, at place: String) throws(Trouble) -> CalendarDate {
        guard let date = CalendarDate(text) else {
            throw Trouble("`expires` is not a date", at: place, why: "no such day", next: "write it as in `expires = \"2030-12-31\"`")
        }
        return date
    }
}
