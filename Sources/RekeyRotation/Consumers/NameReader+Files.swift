internal import RekeyCore
internal import RekeySupabase

/// Names in env files, images, infrastructure and other configuration.
extension NameReader {
    func envFileReading(_ name: NameOccurrence) -> NameReading? {
        let effect: ChangeEffect = ClientExposure.prefix(of: name.wanted.name) != nil ? .rebuild : .restart
        var reading = NameReading(kind: .envFile, effect: effect)
        if forms.has(.expansion, name.before) {
            guard name.isVariable else { return nil }
            if let target = assigned(name) { reading.forwards = [NameReading.Forward(name: target, space: .environment)] }
            return reading
        }
        guard name.isAsked, forms.has(.lineStart, name.before), forms.has(.equalsBehind, name.after) else { return nil }
        reading.details[.path] = name.text.pathText
        return reading
    }

    func dockerReading(_ name: NameOccurrence) -> NameReading? {
        guard name.isVariable else { return nil }
        var reading = NameReading(kind: .dockerfile, effect: .rebuild)
        if forms.has(.expansion, name.before) {
            let target = assigned(name) ?? forms.groups(.legacyEnv, name.before)?[1]
            if let target { reading.forwards = [NameReading.Forward(name: target, space: .environment)] }
            return reading
        }
        if forms.has(.dockerMount, name.before) || readsVariable(name) { return reading }
        // Why: where this text sets the name from the secret, the place it is set from is told already.
        guard forms.has(.dockerSet, name.before), name.isAsked || !name.isVariableHere else { return nil }
        let isDeclared = name.after.allSatisfy { $0.isASCIISpace } || name.after.first == 0x3D || name.after.first == 0x20
        // Why: only ARG and ENV start with the word in front; a continued line has the sign behind the name.
        let isInstruction = !name.before.allSatisfy { $0.isASCIISpace } || name.after.first == 0x3D
        return isDeclared && isInstruction ? reading : nil
    }

    func composeReading(_ name: NameOccurrence) -> NameReading? {
        var reading = NameReading(kind: .composeService, effect: .recreate)
        let ancestry = name.ancestry
        if ancestry.count > 1, ancestry[0].key == "services" { reading.service = ancestry[1].key }
        let keys = ancestry.map(\.key)
        if keys.contains("build") { reading.effect = .rebuild }
        if forms.has(.expansion, name.before) {
            guard name.isVariable else { return nil }
            if let target = assigned(name) ?? composeKey(name, keys) {
                reading.forwards = [NameReading.Forward(name: target, space: .environment)]
            }
            return reading
        }
        if keys.first == "secrets", keyOfValue(name) == "environment", ancestry.count > 1 {
            reading.forwards = [NameReading.Forward(name: ancestry[1].key, space: .local)]
            return name.isVariable ? reading : nil
        }
        if case .local = name.wanted.space {
            return name.isVariable && keys.contains("secrets") && keys.first == "services" ? reading : nil
        }
        guard name.isAsked else { return nil }
        let isListed = keys.contains("environment") || keys.contains("args")
        guard isListed, forms.hasAny([.yamlKey, .yamlItem], name.before) else { return nil }
        return reading
    }

    private func composeKey(_ name: NameOccurrence, _ keys: [String]) -> String? {
        guard keys.contains("environment") || keys.contains("args"), let key = keyOfValue(name), key != name.wanted.name else { return nil }
        return key
    }

    func ansibleReading(_ name: NameOccurrence) -> NameReading? {
        var reading = NameReading(kind: .ansible, effect: .rerun)
        let isExpanded = forms.has(.ansibleExpansion, name.before)
        if forms.has(.ansibleLookup, name.before) || forms.has(.expansion, name.before) || readsVariable(name) {
            guard name.isVariable else { return nil }
        } else if isExpanded || forms.has(.yamlKey, name.before) && forms.has(.keyBehind, name.after) {
            guard name.isAskedOrVariant || name.isVariableHere else { return nil }
            reading.isCertain = name.isAsked
        } else {
            return nil
        }
        if isExpanded || forms.has(.ansibleLookup, name.before), let key = assignedKey(name) {
            reading.forwards = [NameReading.Forward(name: key, space: .environment)]
        }
        return reading
    }

    private func assignedKey(_ name: NameOccurrence) -> String? {
        guard let node = name.ancestry.last, !node.key.isEmpty, node.key != name.wanted.name else { return nil }
        return WantedName.looksLikeVariable(node.key) ? node.key : nil
    }

    func terraformReading(_ name: NameOccurrence) -> NameReading? {
        var reading = NameReading(kind: .terraform, effect: .redeploy)
        if forms.has(.terraformReference, name.before) {
            guard name.isAskedOrVariant || name.wanted.space == .terraform else { return nil }
            let named = forms.groups(.terraformNamedValue, name.text.textBefore(name.offset))
            if let target = (named ?? forms.groups(.terraformForward, name.before))?[1], target != name.wanted.name {
                let isVariable = WantedName.looksLikeVariable(target)
                if isVariable || target != "value" {
                    reading.forwards = [NameReading.Forward(name: target, space: isVariable ? .environment : .terraform)]
                }
            }
            return reading
        }
        if forms.has(.terraformBlock, name.before) || forms.has(.lineStart, name.before) && forms.has(.equalsBehind, name.after) {
            return name.isAskedOrVariant || name.wanted.space == .terraform ? reading : nil
        }
        guard name.isAskedOrVariant, isQuoted(name) || forms.has(.expansion, name.before) else { return nil }
        reading.isCertain = name.isAsked
        return reading
    }

    func supabaseConfigReading(_ name: NameOccurrence) -> NameReading? {
        guard name.isVariable, forms.has(.supabaseEnv, name.before) else { return nil }
        return NameReading(kind: .supabaseConfig, effect: .restart)
    }

    func configurationReading(_ name: NameOccurrence, kind: Consumer.Kind, effect: ChangeEffect) -> NameReading? {
        guard name.isVariable else { return nil }
        var reading = NameReading(kind: kind, effect: effect)
        if forms.hasAny([.expansion, .supabaseEnv, .githubExpression, .powerShell], name.before) || readsVariable(name) {
            let target = assigned(name) ?? keyOfValue(name)
            if let target, WantedName.looksLikeVariable(target), target != name.wanted.name {
                reading.forwards = [NameReading.Forward(name: target, space: .environment)]
            }
            return reading
        }
        guard name.isAsked else { return nil }
        let isKey = forms.has(.yamlKey, name.before) && forms.has(.keyBehind, name.after)
        let isSet = forms.hasAny([.lineStart, .shellSet], name.before) && forms.has(.equalsBehind, name.after)
        guard name.wanted.looksLikeVariable || kind == .hosting, isKey || isSet || isQuoted(name) || keyOfValue(name) != nil else {
            return nil
        }
        reading.isCertain = isKey || isSet
        return reading
    }
}
