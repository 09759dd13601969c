/// What changing from legacy keys (JWTs) to the new ones asks of code.
///
/// Source: the guides "API keys" and "Migrating to new API keys" of Supabase.
package enum MigrationAdvice {
    /// The change that replacing a legacy key by a new one brings; one sentence each.
    package static let codeChanges = [
        "send the new key in the header apikey only: it is no JWT, so Authorization: Bearer refuses it",
        "Edge Functions: set verify_jwt = false and check the caller in the function",
        "replace anon by sb_publishable_ keys as well: disabling legacy keys ends both at once",
        "code that decodes the key or reads its role must stop: there is nothing in it to decode",
        "database webhooks and SQL that send the key as a bearer token must send the header apikey instead",
    ]

    /// Why a hosted project should leave its legacy keys.
    static let hosted =
        "legacy keys of a hosted project can no longer be made anew: create an sb_secret_ key, move every use to it, then disable the legacy keys"
    /// The same for a stack of one's own.
    static let selfHosted =
        "a self-hosted key is replaced together with JWT_SECRET (rekey supabase mint jwt); sb_ keys can be replaced alone"
}
