using System.Globalization;

namespace Loadgen.Logs.Shards;

/// <summary>Where a line will be, once it is stored: in this batch of a writer, or a later one.</summary>
/// <param name="Writer">32 hex digits.</param>
/// <param name="Index">The index of the batch, from 0.</param>
public readonly record struct ShardPlace(string Writer, int Index)
{
    /// <summary>What it looks like.</summary>
    public const string Example = "0123456789abcdef0123456789abcdef-00000042";

    /// <summary><c>{writer}-{index}</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Writer}-{Index:D8}");

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static ShardPlace? Find(string text) =>
        ShardName.TryParse(text.Replace("-", "-0-", StringComparison.Ordinal) + "-0", out var batch)
            ? new(batch.Writer, batch.Index)
            : null;
}
