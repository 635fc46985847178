using System.Globalization;

namespace Loadgen.Cli.Steps;

/// <summary>What a step is counted in.</summary>
/// <param name="Name">Behind the number.</param>
/// <param name="Size">How many of what is counted make one.</param>
internal sealed record Unit(string Name, long Size = 1)
{
    /// <summary>Bytes, told as megabytes.</summary>
    public static Unit Bytes { get; } = new("MB", 1_000_000);

    /// <summary>Files.</summary>
    public static Unit Files { get; } = new("files");

    /// <summary>Trace hours.</summary>
    public static Unit Hours { get; } = new("hours");

    /// <summary>How far something is.</summary>
    /// <param name="total"><see langword="null"/> where that is not known.</param>
    public string Text(long done, long? total) => total is { } all
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Min(done, all) / Size:N0} of {all / Size:N0} {Name}")
        : string.Create(CultureInfo.InvariantCulture, $"{done / Size:N0} {Name}");
}
