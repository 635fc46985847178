using System.Text;
using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Serialization;

namespace Loadgen.Analysis.Verification;

/// <summary>Reads logs of any size: what is in memory at a time is a few pieces of lines, and what their digest keeps of them.</summary>
public static class LogDigestReader
{
    private static readonly byte[] RunIdMember = Encoding.UTF8.GetBytes($"\"{RunMember.RunId}\"");

    private delegate LogEntry? Parse(ReadOnlyMemory<byte> line, int number);

    /// <summary>
    /// Reads a log. It is one of the original job where no run ID stands in it and at least one line is the job's; then all else is text
    /// that was printed between its lines.
    /// </summary>
    /// <param name="open">Opens it, from its beginning. A log of the original job is read twice.</param>
    /// <param name="shards">Those of its lines that lie beside it, in the order in which they are taken.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static LogDigest Read(
        Func<Stream> open, IReadOnlyList<(string Name, Func<Stream> Open)> shards, CancellationToken cancellationToken)
    {
        if (!HasRunId(open, cancellationToken))
        {
            var original = new LogDigest();
            AddTo(original, open, OriginalLine.Parse, cancellationToken);
            if (!original.IsEmpty)
                return original;
        }

        var digest = new LogDigest();
        digest.EndPart(AddTo(digest, open, LogLineParser.Parse, cancellationToken));
        foreach (var (name, openShard) in shards)
        {
            digest.BeginShard(name);
            digest.EndPart(AddTo(digest, openShard, LogLineParser.Parse, cancellationToken));
        }

        return digest;
    }

    private static bool HasRunId(Func<Stream> open, CancellationToken cancellationToken)
    {
        using var stream = open();
        return LogPieces.Of(stream).Any(piece =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return piece.Content.Span.IndexOf(RunIdMember) >= 0;
        });
    }

    /// <summary>Adds all lines. Each core parses and checks pieces of its own, and they are added in their order.</summary>
    /// <returns>Whether the last line is whole.</returns>
    private static bool AddTo(LogDigest digest, Func<Stream> open, Parse parse, CancellationToken cancellationToken)
    {
        var endsInNewline = true;
        var pending = new Queue<Task<List<CheckedLine>>>();
        using var stream = open();
        foreach (var piece in LogPieces.Of(stream))
        {
            cancellationToken.ThrowIfCancellationRequested();
            endsInNewline = JsonLines.EndsInNewLine(piece.Content);
            pending.Enqueue(Task.Run(() => Check(piece, parse), CancellationToken.None));
            if (pending.Count > Environment.ProcessorCount * 2)
                AddFirst();
        }

        while (pending.Count > 0)
            AddFirst();
        return endsInNewline;

        void AddFirst()
        {
            foreach (var line in pending.Dequeue().GetAwaiter().GetResult())
                digest.Add(line);
        }
    }

    private static List<CheckedLine> Check(LogPiece piece, Parse parse)
    {
        var lines = new List<CheckedLine>();
        var number = piece.FirstLine;
        foreach (var line in JsonLines.Split(piece.Content))
        {
            if (parse(line, number++) is { } entry)
                lines.Add(CheckedLine.Of(entry));
        }

        return lines;
    }
}
