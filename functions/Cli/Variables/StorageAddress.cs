using Loadgen.Configuration;

namespace Loadgen.Cli.Variables;

/// <summary>The storage emulator that the operator's environment names.</summary>
internal static class StorageAddress
{
    /// <summary>Its address; <see langword="null"/>: the variable names none.</summary>
    /// <param name="value">What <see cref="StorageEmulator.Variable"/> says.</param>
    /// <exception cref="UsageException">That is not an address.</exception>
    public static string? Of(string? value)
    {
        try
        {
            return StorageEmulator.AddressOf(value);
        }
        catch (ConfigurationException e)
        {
            throw new UsageException(e.Problems[0].ToString(), e);
        }
    }
}
