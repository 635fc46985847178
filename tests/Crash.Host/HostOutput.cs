namespace Crash.Host;

/// <summary>What a host prints for the test that started it.</summary>
internal static class HostOutput
{
    /// <summary>Stands before the address, once it listens.</summary>
    public const string Listening = "LISTENING ";
}
