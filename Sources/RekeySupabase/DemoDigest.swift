internal import Libcrypto

/// Credentials that Supabase publishes for local work, recognised by the SHA-256 of their text.
///
/// Source: digests of the values in supabase/supabase `docker/.env.example` and supabase/cli `pkg/config`, over the text as it stands there.
package enum DemoDigest {
    /// What a published credential is, in words; `nil` for anything else.
    package static func name(of text: Span<UInt8>) -> String? {
        guard lengths.contains(text.count) else { return nil }
        return names[hexadecimal(Digest.sha256(text))]
    }

    /// No published credential is shorter or longer: the shortest is the S3 access key ID. Bytes.
    private static let lengths = 32...512

    private static let names: [String: String] = [
        "bf1725a8f98bea37e88618702e725ba84bd8acdb2647c5e0ed638bfd685791cf": "public anon key of the Supabase CLI",
        "70541e07fd4f900b66e289f5be55c85f9bef1def4924a5b0c518c45ea1688c12": "public service_role key of the Supabase CLI",
        "6804baa3d536719b4f978c8e3400a6a994f15402c67b380cb1ac4b279cf99fa6": "public anon key of older Supabase CLIs",
        "0c5b6d9485adaed0df5130b3cccd5a37f364f7b3be203a5b16dc331f89cde8ca": "public service_role key of older Supabase CLIs",
        "fc6a5e9ae75f9160dacd38844789d90a04c85c29c3c95c8c8c6e9da3f58c2365": "public ANON_KEY of the self-hosted example",
        "2359b281e1fa0ec38bb10316e2b0e3a7b960fe5d271ee75a4735ff1b313a222c": "public SERVICE_ROLE_KEY of the self-hosted example",
        "9705102db0d5f99ee08daa19a73e510d9877a2a9add9369da247cbbe6c2a0140": "public publishable key of the Supabase CLI",
        "c85debb55f2f204d868cc1552c42faa143b4c675f61363ab040dd50b5b5304cd": "public secret key of the Supabase CLI",
        "52f004438faf780274c9c95f79d1cf39d2355fbcf035899fc0242b1437f30df3": "public SECRET_KEY_BASE of the self-hosted example",
        "b0f3a96ded759f6c5f13d27881ffcbfd7821fd6bb5858b0ab819e7a187e46452": "public S3 access key ID of the self-hosted example",
        "7f59edafa4d502ca0156b8fddf28394634d77b1843838b5783a7c9c95fcbd32f": "public S3 access key of the self-hosted example",
        "4bb72687b307acae07be6ac5d5bea9b76c5da1adfc05db5b399d6544b87f84b8": "public root key of the Supabase CLI",
        "94228124c289844e33dbf484c2e2a47ed30c72ea2dd96b1b3acfda90246a286c": "public SECRET_KEY_BASE of the Supabase CLI",
        "68a3c0689dd52919680c1d3f4a606714b44e2c0c75287fcbfec9908af6ad8b40": "public JWT signing key of the Supabase CLI",
    ]
}
