using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Loadgen.Benchmarks.Scale.Processes;

/// <summary>
/// The baseline: what a program does that has nothing but the calls to make. A <c>Task.Delay</c> for each, checked again by the clock, and
/// an <see cref="HttpClient"/> that opens a connection for each.
/// </summary>
internal static class PlainLoop
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"check":"ping"}""");

    /// <summary>Calls a target.</summary>
    /// <param name="rate">Calls a second.</param>
    /// <returns>As <see cref="PlainFigures.Parse"/> reads them.</returns>
    public static async Task<double[]> RunAsync(Uri target, int rate, int seconds)
    {
        using var handler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero, UseProxy = false };
        using var client = new HttpClient(handler);
        await PostAsync(client, target);
        var time = TimeProvider.System;
        var first = time.GetUtcNow().AddSeconds(2);
        var spent = Environment.CpuUsage.TotalTime;
        var lags = await Task.WhenAll(Enumerable.Range(0, rate * seconds).Select(async i =>
        {
            var due = first.AddSeconds((double)i / rate);
            while (due - time.GetUtcNow() is { Ticks: > 0 } left)
                await Task.Delay(left, time);
            var lag = (time.GetUtcNow() - due).TotalMilliseconds;
            await PostAsync(client, target);
            return lag;
        }));
        spent = Environment.CpuUsage.TotalTime - spent;
        var samples = new Samples(lags);
        var resident = ProcessFigures.Of(Environment.ProcessId).Resident;
        return [samples.Median, samples.P99, lags.Max(), spent.TotalMilliseconds / lags.Length, resident];
    }

    private static async Task PostAsync(HttpClient client, Uri target)
    {
        using var content = new ByteArrayContent(Body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await client.PostAsync(target, content);
        await response.Content.ReadAsByteArrayAsync();
    }
}

/// <summary>What the plain loop takes.</summary>
/// <param name="Median">How late a call is at the median, in ms; likewise the next two.</param>
/// <param name="Processor">Milliseconds of processor time a call.</param>
/// <param name="Resident">MB at the end.</param>
internal sealed record PlainFigures(double Median, double P99, double Most, double Processor, double Resident)
{
    public static PlainFigures Parse(string output)
    {
        var figures = output.Trim().Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return new(figures[0], figures[1], figures[2], figures[3], figures[4]);
    }
}
