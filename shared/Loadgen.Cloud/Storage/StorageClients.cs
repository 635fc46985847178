using Google.Cloud.Storage.V1;

namespace Loadgen.Cloud.Storage;

/// <summary>Clients of Cloud Storage, or of an emulator.</summary>
public static class StorageClients
{
    /// <summary>What makes a client: of an emulator without credentials, of Cloud Storage with the default ones.</summary>
    /// <param name="emulator">
    /// The emulator's address, as <see cref="Loadgen.Configuration.StorageEmulator.AddressOf"/> tells it; <see langword="null"/>: Cloud
    /// Storage.
    /// </param>
    public static StorageClientBuilder For(string? emulator) => new() { BaseUri = emulator, UnauthenticatedAccess = emulator is not null };
}
