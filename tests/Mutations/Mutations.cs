#!/usr/bin/env dotnet
// Breaks the product on purpose, one defect at a time, in a scratch copy, and tells which tests notice. It takes an hour, so that it is not
// part of .ci/run.
//
//   dotnet run tests/Mutations/Mutations.cs                 all defects
//   dotnet run tests/Mutations/Mutations.cs -- proxy claim  those whose names contain one of the words
//
// A defect whose original text is not there any more, or more than once, ends it: the list below has to follow the code.
using System.Diagnostics;

var root = Run("git", ["rev-parse", "--show-toplevel"], Environment.CurrentDirectory, TimeSpan.FromMinutes(1)).Output.Trim();
var scratch = Directory.CreateTempSubdirectory("mutations-").FullName;
var chosen = Defects.All
    .Where(defect => args.Length == 0 || args.Any(word => defect.Name.Contains(word, StringComparison.Ordinal)))
    .ToList();
foreach (var defect in chosen)
    defect.Break(File.ReadAllText(Path.Combine(root, defect.File)));

Console.Error.WriteLine($"{chosen.Count} defects, in {scratch}");
Require(Run("cp", ["-r", $"{root}/.", scratch], root, TimeSpan.FromMinutes(5)), "the copy");
Require(Run("git", ["checkout", "-q", "--", "."], scratch, TimeSpan.FromMinutes(1)), "the copy's clean state");
Require(Build(), "the build of what is not broken");
Console.WriteLine("| defect | simulator | unit tests |");
Console.WriteLine("| --- | --- | --- |");
var survived = 0;
foreach (var defect in chosen)
{
    var file = Path.Combine(scratch, defect.File);
    var original = File.ReadAllText(file);
    File.WriteAllText(file, defect.Break(original));
    Require(Build(), $"the build with '{defect.Name}'");
    var simulator = Killers("tests/Simulation.Tests", "FullyQualifiedName~SimulatedHourTests", TimeSpan.FromMinutes(5));
    var units = Killers("tests/Loadgen.Tests", "FullyQualifiedName~Loadgen", TimeSpan.FromMinutes(4));
    File.WriteAllText(file, original);
    survived += simulator.Length + units.Length == 0 ? 1 : 0;
    Console.WriteLine($"| {defect.Name} | {Text(simulator)} | {Text(units)} |");
}

Directory.Delete(scratch, recursive: true);
Console.WriteLine();
Console.WriteLine($"{chosen.Count - survived} of {chosen.Count} defects were noticed.");
return survived == 0 ? 0 : 1;

(int? Code, string Output) Build()
{
    foreach (var project in new[] { "tests/Simulation.Tests", "tests/Loadgen.Tests" })
    {
        var built = Run("dotnet", ["build", project, "--no-restore", "-v", "q", "-p:RunAnalyzers=false"], scratch, TimeSpan.FromMinutes(5));
        if (built.Code != 0)
            return built;
    }

    return (0, "");
}

// The tests that fail; one that hangs is the run's.
string[] Killers(string project, string filter, TimeSpan limit)
{
    var ran = Run("dotnet", ["test", project, "--no-build", "--filter", filter], scratch, limit);
    if (ran.Code is null)
        return [$"(hung for {limit.TotalMinutes:F0} min)"];
    return
    [
        .. ran.Output.Split('\n')
            .Where(line => line.StartsWith("  Failed ", StringComparison.Ordinal))
            .Select(line => line["  Failed ".Length..].Split('(', '[')[0].Trim().Split('.')[^1])
            .Distinct(),
    ];
}

static string Text(string[] killers) => killers switch
{
    [] => "–",
    [var one] => $"`{one}`",
    [var one, ..] => $"`{one}` and {killers.Length - 1} more",
};

static void Require((int? Code, string Output) ran, string what)
{
    if (ran.Code != 0)
        throw new InvalidOperationException($"{what} failed ({ran.Code?.ToString() ?? "timeout"}):\n{ran.Output}");
}

static (int? Code, string Output) Run(string program, string[] arguments, string folder, TimeSpan limit)
{
    var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
    start.Environment["SIMULATED_HOURS"] = "3000"; // Three times as many as usual; most defects show within fifty.
    using var process = Process.Start(start)!;
    var output = process.StandardOutput.ReadToEndAsync();
    if (!process.WaitForExit(limit))
    {
        process.Kill(entireProcessTree: true);
        return (null, "");
    }

    return (process.ExitCode, output.Result);
}

/// <summary>Something to break.</summary>
/// <param name="Original">Occurs once in the file.</param>
record Defect(string Name, string File, string Original, string Broken)
{
    public string Break(string source) => source.Split(Original).Length == 2
        ? source.Replace(Original, Broken, StringComparison.Ordinal)
        : throw new InvalidOperationException($"'{Name}': the text is {source.Split(Original).Length - 1} times in {File}: {Original}");
}

static class Defects
{
    private const string Invoker = "shared/Loadgen/Invocation/EventInvoker.cs";
    private const string Claims = "shared/Loadgen/Claims/ClaimStore.cs";
    private const string Other = "shared/Loadgen/Invocation/OtherHolder.cs";
    private const string Growing = "shared/Loadgen/Logs/GrowingLog.cs";
    private const string Shards = "shared/Loadgen/Logs/ShardedLog.cs";
    private const string Finish = "shared/Loadgen/Logs/LogFinish.cs";
    private const string Claim = "shared/Loadgen/Claims/Claim.cs";
    private const string Planner = "shared/Loadgen/Planning/HourPlanner.cs";
    private const string Line = "shared/Loadgen/Planning/DelayLine.cs";
    private const string Runs = "shared/Loadgen/Runs/RunStore.cs";
    private const string Delay = "shared/Loadgen/Clocks/TimeProviderExtensions.cs";

    public static readonly IReadOnlyList<Defect> All =
    [
        new("claim released without its token", Claims, " && held.Token == claimant)", ")"),
        new("own claim taken for another's after a lost answer", Claims, "return await ReadAsync(name, cancellationToken);",
            "return await ReadAsync(name, cancellationToken) is { } held ? held with { Token = Guid.Empty } : null;"),
        new("stale claim taken over without its generation", Claims, "claimant, shard, stale.Generation, token)",
            "claimant, shard, store.ReadAsync(paths.ClaimOf(run, planned), token).Result?.Generation ?? 0, token)"),
        new("claim says another shard", Claims, "place.ToString()", "(place with { Index = place.Index + 1 }).ToString()"),
        new("claim stale 2 s before its holder is gone", Claim, "FromSeconds(630)", "FromSeconds(598)"),
        new("unknown over a living holder", Other, "if (asked <= held.StaleAfter)", "if (asked <= held.StaleAfter.AddSeconds(-600))"),
        new("store cut by a stop", Invoker, "held), delivery.AnswerBy))", "held), delivery.Stop))"),
        new("call cut by a stop or a hang-up", Invoker, "grace.Over)", "grace.Over.IsCancellationRequested ? default : delivery.Stop)"),
        new("call not given up at a stop", "shared/Loadgen/Invocation/CallGrace.cs", "FromSeconds(7)", "FromSeconds(17)"),
        new("claim kept on a stop", Invoker, "await claims.ReleaseAsync(delivery.Run, delivery.Event, claimant, soon.Token);",
            "await Task.CompletedTask;"),
        new("stop ignored by the invoker", Invoker, "CreateLinkedTokenSource(stop, answerBy.Token)",
            "CreateLinkedTokenSource(answerBy.Token)"),
        new("lateness limit off", Invoker, "> configuration.MaxLateness)", "> TimeSpan.FromDays(9))"),
        new("hold limit off", Invoker, "if (wait > configuration.HoldMax)", "if (wait > configuration.HoldMax * 100)"),
        new("timeout left out of what is too late to call", Invoker, "return start + configuration.Timeout > delivery.CallEndsBy;",
            "return start > delivery.CallEndsBy;"),
        new("acknowledged before the line is stored", Invoker, "await StoreAsync(delivery, await CallAsync(delivery), held)",
            "StoreAsync(delivery, await CallAsync(delivery), held) is { } ? Disposition.Acknowledge : Disposition.Acknowledge"),
        new("result in memory forgotten", Invoker, "delivery.AnswerBy) is true;",
            "delivery.AnswerBy) is true && delivery.Log is null;"),
        new("run without a manifest believed", "shared/Loadgen/Invocation/KnownRuns.cs",
            "?? throw new MessageFormatException($\"The event is of the {identity}, which was never begun: it has no manifest.\");",
            "?? new(named, \"\", 0, null);"),
        new("old log content believed after a lost answer", Growing,
            "_isKnown = false;", "_isKnown = true;"),
        new("line written by a right that is over", Shards, "line.Right?.IsOver(now) is true", "line.Right?.IsOver(now) is true && false"),
        new("batch with a lost line written again", Shards, "if (await FindLostAsync(batch, cancellationToken) is { Count: > 0 } lost)",
            "if (await FindLostAsync(batch, cancellationToken) is { Count: > 9999 } lost)"),
        new("batch that was not answered forgotten", Shards, "var batch = _unanswered ?? new(", "var batch = new("),
        new(
            "acknowledged without a look for the end",
            Shards,
            "if (line.IsStored is true && _pending.IsEmpty)",
            "if (line.IsStored is null)"),
        new("end seen one line too early", Finish, "if (state.Events + view.Events < run.Invocations)",
            "if (state.Events + view.Events < run.Invocations - 1)"),
        new("shards taken in twice", Growing, "if (log.Content.Generation != known.Generation)", "if (log.Content.Generation < 0)"),
        new("shards deleted before the log has them", Finish, "await log.TakeInAsync(state, some,",
            "await shards.DeleteAsync(some, cancellationToken); await log.TakeInAsync(state, some,"),
        new("blocks joined that are not full", Shards, "shards.JoinAsync(_written, _next,", "shards.JoinAsync(_written, _next + 32,"),
        new("checkpoint goes back", Runs, "reached.Or, static", "_ => reached, static"),
        new("every continuation taken", Planner, "if (number > 0 && !await", "if (number > 9999 && !await"),
        new("relieved planner goes on", Planner, "if (number < checkpoint.Number)", "if (number < checkpoint.Number - 9999)"),
        new("start line not waited for", Planner, "await logs.Of(manifest.Run).AppendAsync(start, cancellationToken);",
            "_ = logs.Of(manifest.Run).AppendAsync(start, cancellationToken);"),
        new("stop ignored by the planner", Planner, "CreateLinkedTokenSource(stop, window.Token)",
            "CreateLinkedTokenSource(window.Token)"),
        new("nothing published ahead of a continuation", Planner, "await _line.PublishAheadAsync(progress);", ""),
        new("tick acknowledged without its continuation", Line, "            return false;", "            return true;"),
        new("event published early", Line, "await time.DelayUntilAsync(publishAt, group.Ending);",
            "await time.DelayUntilAsync(publishAt.AddSeconds(-7), group.Ending);"),
        new("wait that ends 0.2 ms early", Delay, "left > TimeSpan.Zero; left", "left > TimeSpan.FromMilliseconds(0.2); left"),
        new("proxy used", "shared/Loadgen/Calls/Http/MeasuredConnection.cs", "UseProxy = false", "UseProxy = true"),
    ];
}
