/// Stripe's keys say in their second part whether they move money. Source: docs.stripe.com, "API keys".
package enum StripeKey {
    /// Live or test mode.
    package static func proof(of text: [UInt8]) -> Proof {
        let parts = String(decoding: text.prefix(16), as: UTF8.self).split(separator: "_")
        guard parts.count > 1 else { return .stands(Proof.Facts()) }
        switch parts[1] {
        case "live": return .says("live mode")
        case "test": return .says("test mode")
        default: return .stands(Proof.Facts())
        }
    }
}
