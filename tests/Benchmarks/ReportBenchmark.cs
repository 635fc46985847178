using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using Loadgen.Analysis.Events;

namespace Loadgen.Benchmarks;

/// <summary>
/// A million lines of three scenarios: what reading them into tables takes, and a report with its page, against reading the lines alone.
/// </summary>
internal static class ReportBenchmark
{
    private const string LinesAlone = "log-lines";
    private const string Load = "load";
    private const string Report = "report --html";

    private const int Hours = 240;
    private const int EventsOfHour = 1389;

    private static readonly string[] Functions = ["api_health_check", "crypto_key_gen", "image_format_converter", "video_transcoder"];

    /// <summary>What a child process may be asked for.</summary>
    public static IReadOnlyList<string> Tasks { get; } = [LinesAlone, Load, Report];

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("loadgen-report-");
        try
        {
            foreach (var scenario in "ABC")
                WriteLog(Path.Combine(folder.FullName, $"{scenario}.jsonl"), scenario);
            var bytes = folder.EnumerateFiles().Sum(file => file.Length);
            Samples.Title(string.Create(
                CultureInfo.InvariantCulture, $"Report of {3 * Hours * EventsOfHour} lines, {bytes / 1e6:F0} MB"));
            // Once uncounted, so that all of them find the files in memory.
            await Child.StartAsync(LinesAlone, new Uri(folder.FullName));
            var baseline = await Child.StartAsync(LinesAlone, new Uri(folder.FullName));
            foreach (var task in Tasks)
            {
                var figures = task == LinesAlone ? baseline : await Child.StartAsync(task, new Uri(folder.FullName));
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {task,-20} {figures[0],8:F2} s  {figures[1],6:F0} MB at most  {figures[0] / baseline[0],6:F1} × {LinesAlone}"));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Seconds, and the most MB that the process had.</summary>
    public static double[] Measure(string task, string folder)
    {
        var files = Directory.GetFiles(folder);
        var start = TimeProvider.System.GetTimestamp();
        if (task == LinesAlone)
        {
            Console.Error.WriteLine(files.SelectMany(File.ReadLines).Sum(line => (long)line.Length));
        }
        else if (task == Report)
        {
            string[] command = ["report", folder, "--html", Path.Combine(folder, "report.html")];
            if (Assembly.Load("loadgen").EntryPoint!.Invoke(null, [command]) is not 0)
                throw new InvalidOperationException("No report was made.");
        }
        else
        {
            using var database = new EventDatabase();
            EventLogs.Load(database, [.. files.Select(file => new LogFile(file, file))], CancellationToken.None);
            if (database.Read("SELECT count(*) FROM events", row => row.GetInt64(0))[0] != 3 * Hours * EventsOfHour)
                throw new InvalidOperationException("Events were lost.");
        }

        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        using var process = Process.GetCurrentProcess();
        return [seconds, process.PeakWorkingSet64 / 1e6];
    }

    /// <summary>Ten days, a run an hour. Latencies are lognormal, and each scenario has its own.</summary>
    private static void WriteLog(string path, char scenario)
    {
        var random = new Random(scenario);
        using var output = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 20);
        for (var number = 0; number < Hours; number++)
        {
            var hour = new DateTimeOffset(2026, 1, 20, 0, 0, 0, TimeSpan.Zero).AddHours(number);
            var run = string.Create(
                CultureInfo.InvariantCulture,
                $"\"experiment_id\":\"benchmark\",\"scenario\":\"{scenario}\","
                    + $"\"trace_hour\":\"{hour:yyyy-MM-dd'T'HH}:00:00Z\","
                    + $"\"run_id\":\"{hour.AddMinutes(-2):yyyyMMdd'T'HHmmss}Z\"");
            WriteRunLine(output, run, hour.AddMinutes(-2), "start");
            for (var position = 0; position < EventsOfHour; position++)
                WriteEvent(output, run, hour, position, scenario, random);
            WriteRunLine(output, run, hour.AddHours(1), "complete");
        }
    }

    private static void WriteRunLine(StreamWriter output, string run, DateTimeOffset moment, string kind) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"ts_utc\":\"{Text(moment)}\",\"message\":\"loadgen_{kind}\",{run},\"invocations\":{EventsOfHour},\"dry_run\":false}}"));

    private static void WriteEvent(
        StreamWriter output, string run, DateTimeOffset hour, int position, char scenario, Random random)
    {
        var function = Functions[position % Functions.Length];
        var index = (position / Functions.Length) + 1;
        var scheduled = hour.AddMilliseconds(position * 2500);
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var latency = Math.Round((Math.Exp(4 + (normal / 2)) + (scenario - 'A') * 10), 4);
        var region = scenario == 'A' ? "us-east1" : "europe-north2";
        var url = $"https://{region}-project.cloudfunctions.example/{function}";
        var call = string.Create(CultureInfo.InvariantCulture, $$$"""
            {"url":"{{{url}}}","status_code":200,"latency_ms":{{{latency}}},"request_bytes":239,"response_bytes":98,"error":null,
            "response_json":{"status":"ok","delay":"false","region":"{{{region}}}"},"response_snippet":null,
            "timings":{"dns_ms":0.1,"connect_ms":0.8276,"tls_ms":2.25,"first_byte_ms":{{{latency - 4}}},"download_ms":0.1741}}
            """).ReplaceLineEndings("");
        var route = scenario == 'C'
            ? $"\"deadline_utc\":\"2026-02-20T11:00:00Z\",\"dispatcher_url\":\"{url}\","
                + "\"dispatcher_status\":\"scheduled\",\"dispatcher_priority\":1,"
                + "\"dispatcher_carbon_intensity\":41,\"target_time_utc\":null,"
            : "\"policy_region\":\"us-east1\",\"policy_region_source\":\"fixed_region\",";
        var (sent, calls) = scenario == 'C'
            ? ("dispatcher_sent_time_utc", $"\"dispatch\":{call},\"invoke\":null")
            : ("sent_time_utc", $"\"invoke\":{call}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $$$"""
            {"ts_utc":"{{{Text(scheduled.AddMilliseconds(latency))}}}",{{{run}}},
            "event_id":"benchmark:{{{hour:yyyy-MM-dd'T'HH}}}:00:00Z:{{{function}}}:{{{index:D2}}}","function_id":"{{{function}}}",
            "invocation_index":{{{index}}},"scheduled_time_utc":"{{{Text(scheduled)}}}",
            "trace_id":"{{{random.NextInt64():x16}}}{{{random.NextInt64():x16}}}","invoker_region":"us-east1",
            "clock":"machine","clock_speed":1,{{{route}}}"target_region":"{{{region}}}","target_url":"{{{url}}}",
            "{{{sent}}}":"{{{Text(scheduled)}}}","start_lag_ms":{{{random.Next(100, 99_999) / 1e4}}},"time_shifted":false,
            "end_to_end_latency_ms":{{{latency}}},"end_to_end_latency_source":"direct_invoke","end_to_end_latency_note":null,
            "outcome":"ok",{{{calls}}}}
            """).ReplaceLineEndings(""));
    }

    private static string Text(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
