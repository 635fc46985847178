using System.CommandLine;
using Loadgen.Cli.Local.Progress;
using Loadgen.Cli.Local.Views;
using Loadgen.Cli.Verification;
using Loadgen.Cli.Watching;

namespace Loadgen.Cli.Commands;

/// <summary>Shows an hour that runs elsewhere, as its log tells it.</summary>
internal sealed class WatchCommand : OperatorCommand
{
    private readonly Argument<string> _place = new("LOG")
    {
        Description = "A run log, a folder with run logs (*.jsonl) in it, gs://bucket/object, or gs://bucket/prefix.",
    };

    public WatchCommand(Shell shell)
        : base(
            shell,
            "watch",
            "Shows how far the runs are that go on elsewhere, from their logs and what is stored beside them: which events are due, held, "
                + "being called, done. Of a folder or a prefix, it waits for a run where none goes on. It ends when all are over, as "
                + "`verify` does.") => Add(_place);

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("loadgen watch artifacts/up", "the hour that `loadgen up` runs, or its next one"),
        new("loadgen watch gs://my-logs/loadgen-logs/experiment-2026-01-15", "an experiment's hour in the cloud, all scenarios"),
        new("loadgen watch run.jsonl | tee watched.txt", "a line for each step of one run"),
    ];

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var place = await LogPlaces.OpenAsync(Shell, arguments.GetRequiredValue(_place), cancellationToken);
        var board = new EventBoard(Shell.Time) { TellsHeld = true, Status = $"Reading {place.Name} …" };
        var view = new LiveView(Shell);
        var showing = Shell.IsLive ? view.ShowAsync(board) : new PlainView(Shell.Out).ShowAsync(board);
        IReadOnlyList<VerifiedLog>? logs = null;
        try
        {
            logs = await new RunWatch(Shell, place, board).RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Told below, when the table stands still.
        }
        finally
        {
            board.End();
            await showing;
        }

        (board.Title, board.Status) = (WatchText.Title(board.Runs), null);
        if (Shell.IsLive && board.Runs.Count > 0)
            Shell.Console.Write(view.Render(board));
        if (logs is null)
        {
            Shell.Out.WriteLine(board.Runs.Count > 0 ? $"Interrupted: {board.Summary}. The runs go on." : "Interrupted.");
            return ExitCode.Interrupted;
        }

        var verdict = Verdict.Of(logs, []);
        VerificationTables.Print(Shell, verdict);
        return verdict.ExitCode;
    }
}
