using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Loadgen.Workloads.Files;

namespace Loadgen.Tests.Workloads.Files;

/// <summary>What the README of the formats says of a stored workload.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void Its_stored_workload_is_written_as_it_stands_there()
    {
        var folded = Regex.Match(
            Readme(), """(?<=```json\n)\{"workload":1.*?(?=\n```)""", RegexOptions.Singleline, TimeSpan.FromSeconds(1));
        var json = folded.Value.Replace("\n ", "", StringComparison.Ordinal);

        Assert.Equal(json, Encoding.UTF8.GetString(WorkloadCodec.Write(WorkloadCodec.Read(Encoding.UTF8.GetBytes(json))).Span));
    }

    private static string Readme([CallerFilePath] string self = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(self)!, "..", "..", "..", "..", "shared", "Loadgen", "README.md"));
}
