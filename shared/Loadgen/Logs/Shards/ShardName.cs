using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Loadgen.Logs.Shards;

/// <summary>
/// Names a shard, and says all that is needed to count lines: <c>{writer}-{level}-{index}-{events}</c>, as an object with <c>.jsonl</c>
/// behind it.
/// </summary>
/// <param name="Writer">32 hex digits: the log of one run in one instance.</param>
/// <param name="Level">0: a batch as it was written. Others are joined from up to 32 shards of lower levels.</param>
/// <param name="Index">Which of the writer's of this level it is, from 0: it has the batches <c>Index * 32^Level</c> and on.</param>
/// <param name="Events">How many lines of events it has.</param>
public readonly record struct ShardName(string Writer, int Level, int Index, int Events)
{
    /// <summary>So many shards are joined at a time: Cloud Storage composes no more.</summary>
    public const int Block = 32;

    /// <summary>More than a thousand million batches fit into one of this level.</summary>
    internal const int HighestLevel = 6;

    private const string Extension = ".jsonl";
    private const int WriterDigits = 32;
    private const int IndexDigits = 8;

    /// <summary>The shard of the next level that this one is a part of, but for how many events that has.</summary>
    public ShardName Parent => new(Writer, Level + 1, Index / Block, 0);

    /// <summary>The index of the first batch that it has.</summary>
    public long FirstIndex => Index * Batches;

    /// <summary>The index of the first batch that it does not have any more.</summary>
    public long EndIndex => FirstIndex + Batches;

    /// <summary>The name of the object, without the folder.</summary>
    public string ObjectName => $"{this}{Extension}";

    /// <summary>Whether the other shard's lines are all in this one, which is of a higher level.</summary>
    public bool Covers(ShardName other) =>
        other.Level < Level && other.AtLevel(Level) == this with { Events = 0 };

    /// <summary>How many batches a shard of its level has.</summary>
    private long Batches
    {
        get
        {
            var batches = 1L;
            for (var level = 0; level < Level; level++)
                batches *= Block;
            return batches;
        }
    }

    /// <summary>The shard of a higher level that this one is a part of, but for how many events that has.</summary>
    internal ShardName AtLevel(int level)
    {
        var shard = this;
        while (shard.Level < level)
            shard = shard.Parent;
        return shard;
    }

    /// <summary><c>{writer}-{level}-{index}-{events}</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Writer}-{Level}-{Index:D8}-{Events}");

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ShardName name)
    {
        name = default;
        if (text?.Split('-') is not [{ Length: WriterDigits } writer, { Length: 1 }, { Length: IndexDigits }, _] parts
            || !writer.All(char.IsAsciiHexDigitLower)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var level)
            || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || !int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var events)
            || level > HighestLevel)
            return false;

        name = new(writer, level, index, events);
        return name.ToString() == text;
    }

    /// <summary>The shard that an object is, whichever folder is named with it.</summary>
    /// <returns><see langword="null"/> where it is none.</returns>
    public static ShardName? Of(string objectName) =>
        objectName.EndsWith(Extension, StringComparison.Ordinal)
        && TryParse(objectName[(objectName.LastIndexOf('/') + 1)..^Extension.Length], out var name)
            ? name
            : null;
}
