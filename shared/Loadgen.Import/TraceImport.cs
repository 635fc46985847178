using System.Globalization;
using Loadgen.Import.Azure;
using Loadgen.Import.FaasProfiler;
using Loadgen.Import.Mapping;
using Loadgen.Import.Output;
using Loadgen.Import.Problems;
using Loadgen.Import.Sampling;
using Loadgen.Import.Sources;
using Loadgen.Import.Thinning;
using Loadgen.Import.Traces;
using Loadgen.Workloads.Files;

namespace Loadgen.Import;

/// <summary>Makes a workload file of a trace that others published.</summary>
public static class TraceImport
{
    private const int MinutesOfHour = 60;

    /// <summary>A file has two characters for each count.</summary>
    private const long MostCounts = WorkloadReader.MostBytes / 2;

    /// <summary>Reads the files twice, and writes the workload as YAML.</summary>
    /// <param name="files">In any order. Each is opened several times.</param>
    /// <param name="output">Gets LF as line ends. Where it throws, what was written is to be thrown away.</param>
    /// <exception cref="ImportException">A file or an option cannot be used, or the workload would be larger than one may be.</exception>
    public static ImportReport Run(TraceKind kind, IReadOnlyList<TraceFile> files, ImportOptions options, TextWriter output)
    {
        var problems = new ProblemList();
        var map = options.Map is { } mapFile ? TargetMapReader.Read(mapFile, problems) : TargetMap.BuiltIn;
        var trace = Open(kind, files, options, problems);
        var survey = trace.Survey(options.Minutes, problems);
        problems.ThrowIfAny();
        var chosen = Sample.Of(survey.Functions, options.Functions, options.Sample, (ulong)options.Seed);
        Check(chosen, survey, problems);
        var traced = trace.Read([.. chosen.Select(function => function.Key)], survey.Minutes, problems);
        problems.ThrowIfAny();

        var (before, callsOfChosen) = (PeakOf(traced, survey.Minutes), traced.Sum(function => function.Calls.Total));
        if (options.MaxPerMinute is { } most)
            Thinner.Thin([.. traced.Select(function => function.Calls)], survey.Minutes.Count, most);
        CheckHours(traced, survey.Minutes, problems);
        List<TracedFunction> called = [.. traced.Where(function => function.Calls.Total > 0)];
        if (called.Count == 0)
            throw problems.Fatal("", null, "--max-per-minute", "so few that no function has a call left", "more");

        var ids = WorkloadId.Of([.. called.Select(function => function.Name)]);
        var mapped = map.Apply([.. ids.Zip(called)], trace.Facts, problems);
        var report = new ImportReport
        {
            Name = options.Name ?? NameOf(kind, files[0]),
            Minutes = survey.Minutes,
            MinutesInTrace = survey.MinutesInTrace,
            Hours = ((survey.Minutes.Count - 1) / MinutesOfHour) + 1,
            Functions = new(survey.Functions.Count, called.Count),
            Calls = new(survey.Functions.Sum(function => function.Calls), called.Sum(function => function.Calls.Total)),
            CallsOfChosen = callsOfChosen,
            Peak = new(before, PeakOf(called, survey.Minutes)),
            FunctionsWithoutCalls = traced.Count - called.Count,
            BeganBefore = survey.BeganBefore,
            AddedRows = survey.AddedRows,
            Targets =
            [
                .. mapped.GroupBy(function => function.Traits.Target, StringComparer.Ordinal).Select(target => new TargetShare(
                    target.Key, target.Count(), target.Sum(function => function.Function.Calls.Total))),
            ],
        };

        var yaml = new WorkloadYaml(output, problems);
        yaml.Begin(report.Name, HeaderComments.Of(kind, files, options, report, mapped));
        foreach (var function in mapped)
            yaml.Write(function);
        return report;
    }

    private static ITrace Open(TraceKind kind, IReadOnlyList<TraceFile> files, ImportOptions options, ProblemList problems)
    {
        if (kind == TraceKind.Azure2019 || kind == TraceKind.InVitro)
            return new MinuteTrace(TraceTables.Of(files, problems));
        var file = files is [var single]
            ? single
            : throw problems.Fatal("", null, "FILE", string.Create(CultureInfo.InvariantCulture, $"{files.Count} files"), "one");
        return kind == TraceKind.Azure2021 ? new CallTrace(file) : new InstanceTrace(file, options.Seed);
    }

    private static void Check(IReadOnlyList<FunctionTotal> chosen, TraceSurvey survey, ProblemList problems)
    {
        if (chosen.Count == 0)
            problems.Add("", null, "--minutes", $"{survey.Minutes}, in which no function is called", "minutes with calls");
        if (chosen.Count > ImportOptions.MostFunctions)
        {
            problems.Add("", null, "functions", Number(chosen.Count), string.Create(
                CultureInfo.InvariantCulture, $"at most {ImportOptions.MostFunctions} in a workload; --functions takes some of them"));
        }
        else if ((long)chosen.Count * survey.Minutes.Count is > MostCounts and var counts)
        {
            problems.Add("", null, "functions times minutes", Number(counts), string.Create(
                CultureInfo.InvariantCulture, $"at most {MostCounts}, which fill 64 MiB; --functions or --minutes takes some of them"));
        }

        problems.ThrowIfAny();
    }

    private static void CheckHours(IReadOnlyList<TracedFunction> functions, TraceMinutes minutes, ProblemList problems)
    {
        var perHour = PerMinute(functions, minutes).Chunk(MinutesOfHour).Select(minutesOfHour => minutesOfHour.Sum());
        var (hour, calls) = perHour.Index().MaxBy(one => one.Item);
        if (calls <= ImportOptions.MostPerHour)
            return;
        throw problems.Fatal(
            "",
            null,
            string.Create(CultureInfo.InvariantCulture, $"hour {hour}, the busiest"),
            $"{Number(calls)} calls",
            $"at most {Number(ImportOptions.MostPerHour)} an hour; --max-per-minute thins them out, --functions takes some functions, "
                + "--minutes some minutes");
    }

    private static long PeakOf(IReadOnlyList<TracedFunction> functions, TraceMinutes minutes) => PerMinute(functions, minutes).Max();

    private static long[] PerMinute(IReadOnlyList<TracedFunction> functions, TraceMinutes minutes)
    {
        var perMinute = new long[minutes.Count];
        foreach (var function in functions)
            function.Calls.AddTo(perMinute);
        return perMinute;
    }

    private static string NameOf(TraceKind kind, TraceFile file)
    {
        var stem = WorkloadId.Cleaned(file.Stem);
        return stem.StartsWith(kind.Name, StringComparison.OrdinalIgnoreCase) ? stem : $"{kind.Name}-{stem}";
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
