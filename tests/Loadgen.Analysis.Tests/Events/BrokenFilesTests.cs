using System.Text;
using Loadgen.Testing.Fuzzing;
using Loadgen.Testing.Logs;

namespace Loadgen.Analysis.Tests.Events;

public sealed class BrokenFilesTests : IDisposable
{
    private static readonly List<string> Lines = new LogText().Lines();
    private static readonly string Text = string.Concat(Lines.Select(line => line + "\n"));

    private readonly EventFiles _files = new();

    public static TheoryData<Func<byte[]>, string, string> Files => new()
    {
        { () => [], "0 events", "an empty file" },
        { () => "\n\n \n\t\r\n"u8.ToArray(), "0 events", "blank lines" },
        { () => Encoding.UTF8.GetBytes("\uFEFF" + Text), "4 events of 1 run", "a byte order mark" },
        { () => Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\r\n")), "4 events of 1 run", "Windows' line ends" },
        { () => Encoding.UTF8.GetBytes(Text[..^1]), "4 events of 1 run", "no newline at the end" },
        {
            () => Encoding.UTF8.GetBytes(Text.Replace("\n", "\n\n", StringComparison.Ordinal)),
            "4 events of 1 run", "blank lines in between"
        },
        { () => Encoding.UTF8.GetBytes(Text[..^40]), "4 events of 1 run; 6: not JSON from byte ", "a torn last line" },
        { () => Encoding.Unicode.GetBytes(Text), "0 events; 1: not JSON from byte 1 on; 2: ", "UTF-16" },
        { () => [.. Encoding.UTF8.GetBytes(Text), 0xFF, 0xFE, (byte)'\n'], "4 events of 1 run; 7: not UTF-8", "no UTF-8" },
        {
            () => Encoding.UTF8.GetBytes($"{{\n\"a\": [\n1\n]\n}}\n{Text}"),
            "4 events of 1 run; 1: not JSON from byte 1 on; 2: ", "JSON on several lines"
        },
        { () => With(10 << 20), "5 events of 1 run", "a line of 10 MiB" },
        { () => With(17 << 20), "4 events of 1 run; 2: longer than 16 MiB", "a line that is too long" },
        { () => With(40 << 20), "4 events of 1 run; 2: longer than 16 MiB", "a line that no buffer has room for" },
    };

    /// <summary>A log with one more event, whose answer is long.</summary>
    private static byte[] With(int length)
    {
        var line = Lines[1].Replace("check:01", "check:02", StringComparison.Ordinal)
            .Replace("\"response_json\":{}", $"\"response_json\":\"{new string('x', length)}\"", StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes($"{Lines[0]}\n{line}\n{string.Concat(Lines[1..].Select(other => other + "\n"))}");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_is_read_as_far_as_it_is_one(Func<byte[]> content, string expected, string reason)
    {
        using var database = EventFiles.Load(_files.Add("a.jsonl", content()), _files.Add("b.jsonl", new LogText(hour: 14).Lines()));

        var counts = EventFiles.Rows(database, """
            SELECT count(*) || ' events', count(DISTINCT run_id) FROM events WHERE log = 'a.jsonl'
            """)[0].Split(" | ");
        var problems = EventFiles.Rows(database, "SELECT line || ': ' || reason FROM problems WHERE log = 'a.jsonl' ORDER BY line");
        var found = string.Join("; ", [counts[0] + (counts[1] == "0" ? "" : $" of {counts[1]} run"), .. problems]);
        Assert.True(
            expected.Contains(':', StringComparison.Ordinal) ? found.StartsWith(expected, StringComparison.Ordinal) : found == expected,
            $"{reason}: {found}");
        Assert.Equal(["4"], EventFiles.Rows(database, "SELECT count(*) FROM events WHERE log = 'b.jsonl'"));
    }

    [Fact]
    public Task Whatever_a_file_holds_the_lines_that_are_whole_are_read() => FuzzCampaign.RunAsync(1, Make, input =>
    {
        using var files = new EventFiles();
        using var database = EventFiles.Load(files.Add("a.jsonl", input.Content));

        Assert.InRange(
            database.Read("SELECT count(*) FROM events WHERE run_id = '20260120T125800Z'", row => row.GetInt64(0))[0],
            input.Whole,
            long.MaxValue);
    });

    /// <summary>Lines of which some are spoilt, and how many events there are at least.</summary>
    private static (byte[] Content, long Whole) Make(Random random)
    {
        var text = new List<byte>();
        var whole = new HashSet<int>();
        for (var count = random.Next(1, 12); count > 0; count--)
        {
            var position = random.Next(1, Lines.Count - 1);
            var isSpoilt = random.Next(2) == 0;
            var line = Encoding.UTF8.GetBytes(Lines[position]);
            text.AddRange(isSpoilt ? Hostile.Spoil(random, line) : line);
            text.Add((byte)'\n');
            if (!isSpoilt)
                whole.Add(position);
        }

        return ([.. text], whole.Count);
    }

    public void Dispose() => _files.Dispose();
}
