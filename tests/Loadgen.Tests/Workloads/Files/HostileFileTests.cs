using System.Text;
using Loadgen.Testing.Fuzzing;
using Loadgen.Workloads.Files;

namespace Loadgen.Tests.Workloads.Files;

/// <summary>Whatever a file holds, it is read or refused, in bounded memory.</summary>
public sealed class HostileFileTests
{
    private const int Megabyte = 1024 * 1024;

    public static TheoryData<WorkloadSyntax> Syntaxes => new(Enum.GetValues<WorkloadSyntax>());

    [Theory]
    [InlineData("a\uFFFDb", "EFBFBD", "FF", "line 2: found bytes that are not UTF-8; allowed: UTF-8", "a byte that is none of UTF-8's")]
    [InlineData("a\uFFFDb", "EFBFBD", "C3", "line 2: found bytes that are not UTF-8; allowed: UTF-8", "half a letter")]
    [InlineData("a\uFFFDb", "EFBFBD", "EDA080", "line 2: found bytes that are not UTF-8; allowed: UTF-8", "half a surrogate pair")]
    [InlineData("a\uFFFDb", "EFBFBD", "C080", "line 2: found bytes that are not UTF-8; allowed: UTF-8", "a NUL in two bytes")]
    [InlineData("a\uFFFDb", "EFBFBD", "00", "line 2: found the control character U+0000; allowed: text", "a NUL")]
    [InlineData("a\uFFFDb", "EFBFBD", "1B", "line 2: found the control character U+001B; allowed: text", "an escape")]
    public void Bytes_that_are_no_text_are_refused(string text, string marker, string bytes, string problem, string reason)
    {
        var file = Convert.ToHexString(Encoding.UTF8.GetBytes(WorkloadText.OfPayload($$"""{"a": "{{text}}"}""")));
        var content = Convert.FromHexString(file.Replace(marker, bytes, StringComparison.Ordinal));

        foreach (var syntax in Enum.GetValues<WorkloadSyntax>())
        {
            var refusal = WorkloadText.Refusal(content, syntax);
            Assert.Equal((problem, reason), (refusal.Replace("functions.f.payload.a: ", "", StringComparison.Ordinal), reason));
        }
    }

    [Theory]
    [InlineData(true, "found bytes that are not UTF-8", "with its mark")]
    [InlineData(false, "found the control character U+0000", "without one")]
    public void UTF_16_is_refused(bool hasMark, string found, string reason)
    {
        var encoding = new UnicodeEncoding(bigEndian: false, hasMark);
        byte[] content = [.. encoding.Preamble, .. encoding.GetBytes(WorkloadText.OfSchedule("\"count\": 1"))];

        foreach (var syntax in Enum.GetValues<WorkloadSyntax>())
            Assert.True(WorkloadText.Refusal(content, syntax).Contains(found, StringComparison.Ordinal), reason);
    }

    [Theory]
    [MemberData(nameof(Syntaxes))]
    public void It_does_not_matter_how_many_bytes_come_at_once(WorkloadSyntax syntax)
    {
        foreach (var (text, _) in GoodFiles.Rows)
        {
            var content = new DribblingStream([Encoding.UTF8.GetBytes($"\ufeff{text}")], most: 1);

            var workload = WorkloadReader.Read(content, syntax, WorkloadText.Parameters);

            Assert.Equal(WorkloadText.Canonical(WorkloadText.Read(text, syntax)), WorkloadText.Canonical(workload));
        }
    }

    [Theory]
    [MemberData(nameof(Syntaxes))]
    public void A_file_of_64_MiB_is_read_and_one_of_a_byte_more_is_not(WorkloadSyntax syntax)
    {
        var file = Encoding.UTF8.GetBytes(WorkloadText.OfSchedule("\"count\": 1"));
        var lines = Encoding.UTF8.GetBytes($"{new string(' ', 1023)}\n");
        IEnumerable<byte[]> Padded(int more) =>
            [file, .. Enumerable.Repeat(lines, (64 * 1024) - 1), lines[file.Length..], .. Enumerable.Repeat(" "u8.ToArray(), more)];

        Assert.Equal("some", WorkloadReader.Read(new DribblingStream(Padded(0)), syntax, parameters: null).Name);
        var refusal = Assert.Throws<WorkloadException>(() => WorkloadReader.Read(new DribblingStream(Padded(1)), syntax, parameters: null));
        Assert.Contains("found more than 67108864 bytes; allowed: at most 67108864 bytes", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Syntaxes))]
    public void What_never_ends_is_not_read_to_its_end(WorkloadSyntax syntax)
    {
        var content = new DribblingStream(Endless(Encoding.UTF8.GetBytes(new string(' ', 65_535) + "\n")));

        Assert.Throws<WorkloadException>(() => WorkloadReader.Read(content, syntax, parameters: null));
        Assert.InRange(content.Given, 64 * Megabyte, 65 * Megabyte);
    }

    [Theory]
    [InlineData("[", "lists")]
    [InlineData("{\"a\":", "mappings")]
    public void Deep_nesting_ends_the_reading_early(string level, string reason)
    {
        foreach (var syntax in Enum.GetValues<WorkloadSyntax>())
        {
            var content = new DribblingStream(Endless(Encoding.UTF8.GetBytes(level)));

            var refusal = Assert.Throws<WorkloadException>(() => WorkloadReader.Read(content, syntax, parameters: null));

            Assert.True(refusal.Problems[^1].Found == "mappings and lists more than 64 levels deep", reason);
            Assert.InRange(content.Given, 64, Megabyte);
        }
    }

    [Fact]
    public void Aliases_that_would_be_endless_or_a_billion_are_refused_where_they_stand() => Assert.Equal(
        """
        line 4: functions.f: found the anchor '&f'; allowed: values without anchors
        line 5: functions.f.payload: found the anchor '&a'; allowed: values without anchors
        line 5: functions.f.payload.self: found the alias '*a'; allowed: the value written out
        line 5: functions.f.payload.laugh[0]: found the alias '*a'; allowed: the value written out
        line 5: functions.f.payload.laugh[1]: found the alias '*a'; allowed: the value written out
        line 6: functions.f.schedule: found the alias '*f'; allowed: the value written out
        """.ReplaceLineEndings("\n"),
        WorkloadText.Refusal("""
            workload: 1
            name: x
            functions:
              f: &f
                payload: &a { self: *a, laugh: [*a, *a] }
                schedule: *f
            """));

    /// <summary>1,440,000 minutes, 4 MB of text.</summary>
    [Fact]
    public void A_thousand_functions_of_a_day_take_little_more_than_a_byte_a_minute()
    {
        var minutes = Encoding.UTF8.GetBytes(string.Join(", ", Enumerable.Repeat("0", 1440)));
        IEnumerable<byte[]> File()
        {
            yield return "{\"workload\": 1, \"name\": \"x\", \"functions\": {"u8.ToArray();
            for (var i = 0; i < 1_000; i++)
            {
                yield return Encoding.UTF8.GetBytes($"{(i > 0 ? "," : "")}\n\"f{i}\": {{\"schedule\": {{\"per_minute\": [");
                yield return minutes;
                yield return "]}}"u8.ToArray();
            }

            yield return "}}"u8.ToArray();
        }

        var content = new DribblingStream(File());
        var before = GC.GetAllocatedBytesForCurrentThread();
        var workload = WorkloadReader.Read(content, WorkloadSyntax.Json, parameters: null);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((1_000, 24), (workload.Functions.Count, workload.Hours));
        Assert.InRange(content.Given, 4_300_000, 4_400_000);
        Assert.InRange(allocated, 1_440_000, 10_000_000);
    }

    [Theory]
    [MemberData(nameof(Syntaxes))]
    public void Of_very_many_problems_most_are_only_counted(WorkloadSyntax syntax)
    {
        const int count = 200_000;
        var members = Enumerable.Range(0, count).Select(i => Encoding.UTF8.GetBytes($"\"k{i}\": 0,\n"));
        var content = new DribblingStream(["{"u8.ToArray(), .. members, "\"workload\": 1}"u8.ToArray()]);

        var refusal = Assert.Throws<WorkloadException>(() => WorkloadReader.Read(content, syntax, parameters: null));

        // Name and functions are missing as well.
        Assert.Equal((100, count + 2 - 100), (refusal.Problems.Count, refusal.More));
    }

    [Theory]
    [MemberData(nameof(Syntaxes))]
    public Task Any_file_is_read_or_refused(WorkloadSyntax syntax)
    {
        byte[][] files = [.. GoodFiles.Rows.Select(row => row.Text).Append(BuiltInWorkload.Text).Select(Encoding.UTF8.GetBytes)];
        return FuzzCampaign.RunAsync(10, random => Hostile.Spoil(random, files[random.Next(files.Length)]), bytes =>
        {
            try
            {
                var canonical = WorkloadText.Canonical(WorkloadText.Read(bytes, syntax, WorkloadText.Parameters));
                Assert.Equal(canonical, WorkloadText.Canonical(WorkloadCodec.Read(Encoding.UTF8.GetBytes(canonical))));
            }
            catch (WorkloadException refusal)
            {
                Assert.All(refusal.Problems, problem => Assert.InRange(problem.Line, 1, 1_000_000));
                Assert.All(refusal.Problems, problem => Assert.DoesNotContain('\n', $"{problem}"));
            }
        });
    }

    private static IEnumerable<byte[]> Endless(byte[] part)
    {
        while (true)
            yield return part;
    }
}
