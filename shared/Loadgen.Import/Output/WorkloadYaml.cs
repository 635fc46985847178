using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Loadgen.Import.Mapping;
using Loadgen.Import.Problems;
using Loadgen.Import.Sources;
using Loadgen.Import.Traces;
using Loadgen.Trace;
using Loadgen.Workloads.Files;

namespace Loadgen.Import.Output;

/// <summary>Writes a workload file, function by function. The same workload is the same text on every machine.</summary>
internal sealed class WorkloadYaml(TextWriter output, ProblemList problems)
{
    private const long Largest = WorkloadReader.MostBytes;
    private const int MinutesOfHour = 60;
    private const int MomentsOfLine = 10;

    private long _written;

    /// <param name="comments">What stands above everything, line by line.</param>
    public void Begin(string name, IEnumerable<string> comments)
    {
        foreach (var comment in comments)
            Line(comment.Length > 0 ? $"# {OneLine(comment)}" : "#");
        Line("workload: 1");
        Line($"name: {Quoted(name)}");
        Line("functions:");
    }

    /// <exception cref="ImportException">The file would be larger than a workload may be.</exception>
    public void Write(MappedFunction mapped)
    {
        var (function, traits) = (mapped.Function, mapped.Traits);
        Line($"  # {OneLine(About(function))}");
        Line($"  {Quoted(mapped.Id)}:");
        Line($"    target: {Quoted(traits.Target)}");
        if (mapped.Payload.Count > 0)
            Line($"    payload: {Flow(mapped.Payload)}");
        if (traits.Accelerator is Accelerator.Gpu)
            Line("    accelerator: gpu");
        if (!traits.Delayable)
            Line("    delayable: false");
        Line("    schedule:");
        if (function.Calls is MinuteCounts { Counts: var counts })
            List("per_minute", counts.Chunk(MinutesOfHour), count => count.ToString(CultureInfo.InvariantCulture), ",");
        else if (function.Calls is ExactMoments { Milliseconds: var moments })
            List("at", moments.Chunk(MomentsOfLine), moment => $"\"{OffsetText.Format(TimeSpan.FromMilliseconds(moment))}\"", ", ");
    }

    private static string About(TracedFunction function)
    {
        string?[] parts =
        [
            function.Name,
            function.Trigger,
            function.Duration is { } duration ? $"{Numbers.ToText(duration)} ms on average" : null,
            function.Memory is { } memory ? $"{Numbers.ToText(memory)} MB on average" : null,
            string.Create(CultureInfo.InvariantCulture, $"{function.Calls.Total} {(function.Calls.Total == 1 ? "call" : "calls")}"),
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    private void List<T>(string name, IEnumerable<T[]> lines, Func<T, string> text, string separator)
    {
        Line($"      {name}:");
        var before = "        [";
        foreach (var line in lines)
        {
            Text(before);
            Text(string.Join(separator, line.Select(text)));
            before = ",\n         ";
        }

        Line("]");
    }

    /// <summary>JSON on one line, with spaces where a person wants them. JSON is YAML.</summary>
    private static string Flow(JsonNode? node) => node switch
    {
        JsonObject members => members.Count == 0
            ? "{}"
            : $"{{ {string.Join(", ", members.Select(member => $"{Quoted(member.Key)}: {Flow(member.Value)}"))} }}",
        JsonArray elements => $"[{string.Join(", ", elements.Select(Flow))}]",
        JsonValue value when value.GetValueKind() is JsonValueKind.String => Quoted(value.GetValue<string>()),
        null => "null",
        _ => node.ToJsonString(),
    };

    private static string Quoted(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    /// <summary>What a file says of itself may have line ends in it, which would end a comment.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(letter => IsHarmless(letter) ? letter : ' '));

    private static bool IsHarmless(char letter) =>
        !char.IsControl(letter) && !char.IsSurrogate(letter) && letter is not ('\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF');

    private void Line(string text)
    {
        Text(text);
        Text("\n");
    }

    private void Text(string text)
    {
        _written += text.Length;
        if (_written > Largest)
        {
            throw problems.Fatal(
                "", null, "--out", $"a workload of more than {Largest / 1024 / 1024} MiB", $"{Largest / 1024 / 1024} MiB; "
                    + "--functions, --minutes or --max-per-minute makes it smaller");
        }

        output.Write(text);
    }
}
