using System.Security.Cryptography;

namespace Loadgen.Samples.Workloads;

/// <summary>What is kept of a key pair; the pair itself is thrown away.</summary>
/// <param name="Fingerprint">SHA-256 of the public key (DER, SubjectPublicKeyInfo), as <c>sha256:</c> and lowercase hex digits.</param>
internal sealed record GeneratedKey(int Bits, string Fingerprint);

/// <summary>Makes RSA key pairs. How long it takes is a matter of luck: not every candidate turns out to be a prime.</summary>
internal static class RsaKeyWork
{
    /// <summary>Makes one. The system's cryptography cannot be interrupted.</summary>
    /// <param name="bits">A multiple of 8, from 1024 to 16384.</param>
    public static GeneratedKey Generate(int bits)
    {
        using var key = RSA.Create(bits);
        // The pair is made where it is first needed, which is here.
        var publicKey = key.ExportSubjectPublicKeyInfo();
        return new GeneratedKey(key.KeySize, $"sha256:{Convert.ToHexStringLower(SHA256.HashData(publicKey))}");
    }
}
