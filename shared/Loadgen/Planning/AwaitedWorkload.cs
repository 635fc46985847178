using Loadgen.Configuration;
using Loadgen.Trace;
using Loadgen.Workloads;
using Loadgen.Workloads.Files;
using Microsoft.Extensions.Logging;

namespace Loadgen.Planning;

/// <summary>The workload of the next run, waited for while it cannot be used: a file that is mended in time still saves its hour.</summary>
internal sealed class AwaitedWorkload(LoadgenConfiguration configuration, IWorkloadSource source, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <summary>What is told already. The same again is no news, at whichever delivery.</summary>
    private string _told = "";

    /// <summary>Reads the workload until it is one that can be planned and routed.</summary>
    /// <param name="hour">The hour that it is for.</param>
    /// <returns><see langword="null"/> where the hour is lost: even its last event would be too late to be sent.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public async Task<Workload?> ReadAsync(TraceHour hour, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (workload, problems) = await TryReadAsync(cancellationToken);
            var isNews = problems != _told;
            _told = problems;
            if (workload is not null)
                return workload;

            if (isNews)
                logger.WorkloadWrong(Pause.TotalSeconds, problems);
            if (time.GetUtcNow() > hour.Start.AddHours(1) + configuration.MaxLateness)
            {
                logger.HourLost(hour.ToString());
                return null;
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task<(Workload? Workload, string Problems)> TryReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var workload = await source.ReadAsync(cancellationToken);
            var problems = RouteCheck.Of(configuration, workload);
            return problems.Count == 0 ? (workload, "") : (null, string.Join('\n', problems));
        }
        catch (Exception e) when (e is WorkloadException or WorkloadUnavailableException)
        {
            return (null, e.Message);
        }
    }
}
