internal import RekeyCore
internal import RekeySupabase

/// Names in program text, shells, package scripts and SQL.
extension NameReader {
    func codeReading(_ name: NameOccurrence) -> NameReading? {
        guard name.isVariable else { return nil }
        let isFunction = name.text.format == .supabaseFunction
        var reading = NameReading(kind: isFunction ? .supabaseFunction : .code, effect: isFunction ? .nothing : .restart)
        if readsVariable(name) {
            reading.isCertain = true
        } else if forms.has(.powerShell, name.before), name.after.first == 0x25 || name.before.last == 0x3A {
            reading.isCertain = true
        } else if destructures(name) {
            reading.isCertain = true
        } else if name.wanted.looksLikeVariable, isQuoted(name) || declares(name) {
            reading.isCertain = false
        } else {
            return nil
        }
        if isInlined(name) { reading.effect = .rebuild }
        return reading
    }

    private func destructures(_ name: NameOccurrence) -> Bool {
        let before = name.text.textBefore(name.offset)
        guard forms.has(.openBrace, before) else { return false }
        return forms.has(.closesDestructuring, name.text.textAfter(name.offset + name.wanted.name.utf8.count))
    }

    /// A schema of settings: `NAME: z.string()`, `NAME: SecretStr`.
    private func declares(_ name: NameOccurrence) -> Bool {
        forms.has(.lineStart, name.before) && forms.has(.typeBehind, name.after)
    }

    /// Whether a build copies the value into its product.
    private func isInlined(_ name: NameOccurrence) -> Bool {
        ClientExposure.prefix(of: name.wanted.name) != nil || forms.has(.inlinedRead, name.before)
    }

    func shellReading(_ name: NameOccurrence) -> NameReading? {
        guard name.isVariable else { return nil }
        var reading = NameReading(kind: .code, effect: .rerun)
        if forms.has(.expansion, name.before) {
            if let target = assigned(name) { reading.forwards = [NameReading.Forward(name: target, space: .environment)] }
            return reading
        }
        if forms.has(.powerShell, name.before) || readsVariable(name) { return reading }
        guard name.isAsked, forms.has(.shellSet, name.before) else { return nil }
        if name.after.first == 0x3D { return reading }
        // Why: `export NAME` and `-e NAME` pass a variable on; a bare word does not.
        return name.before.last.map { $0.isASCIISpace } == true && setsByWord(name.before) ? reading : nil
    }

    private func setsByWord(_ before: [UInt8]) -> Bool {
        let word = before.reversed().drop { $0.isASCIISpace }.prefix { !$0.isASCIISpace }
        return ["export", "-e", "--env", "--build-arg", "unset"].contains(String(decoding: word.reversed(), as: UTF8.self))
    }

    func packageReading(_ name: NameOccurrence) -> NameReading? {
        guard name.isVariable else { return nil }
        var reading = NameReading(kind: .packageScript, effect: .rerun)
        let keys = name.keys
        if keys.contains("scripts") || keys.contains("tasks") { reading.step = keys.last }
        let isSet = name.isAsked && forms.has(.shellSet, name.before) && name.after.first == 0x3D
        let isUsed = isSet || forms.hasAny([.expansion, .powerShell], name.before) || readsVariable(name)
        guard isUsed || isQuoted(name) && name.wanted.looksLikeVariable else { return nil }
        reading.isCertain = isUsed
        if forms.has(.expansion, name.before), let target = assigned(name) {
            reading.forwards = [NameReading.Forward(name: target, space: .environment)]
        }
        return reading
    }

    /// A name in Vault of the database, or a setting.
    func sqlReading(_ name: NameOccurrence) -> NameReading? {
        guard name.isAskedOrVariant else { return nil }
        let isPart = name.before.last == 0x2E && name.after.first == 0x27
        guard isQuoted(name) || isPart || forms.has(.expansion, name.before) else { return nil }
        return NameReading(kind: .sql, effect: .rerun, isCertain: name.isAsked)
    }
}
