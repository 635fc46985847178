using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Loadgen.Functions.Tests.Hosting;
using Loadgen.Planner;
using Loadgen.Testing.Processes;

namespace Loadgen.Functions.Tests.Planner;

/// <summary>A planner as a process of its own, and the most memory that it has ever had.</summary>
public sealed class PlannerMemoryTests
{
    private const int Megabyte = 1 << 20;

    /// <summary>What an instance of 128 MiB has, of which the runtime then gives three quarters to the heap.</summary>
    private const int Most = 128 * Megabyte;

    private static readonly TimeSpan TestTimeout = TimeSpan.FromMinutes(5);

    public static TheoryData<int, int, bool, string> Crowds => new()
    {
        { 20, 9_900_000, false, "as large as Pub/Sub takes" },
        { 20, 9_900_000, true, "of a length that is not told" },
        { 80, 16 * 1024, false, "as large as a tick may be" },
    };

    [SkippableTheory]
    [MemberData(nameof(Crowds))]
    public async Task A_planner_lives_in_128_MiB_whatever_is_pushed_at_once(int pushes, int size, bool isChunked, string reason)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Only Linux tells the peak of a process's memory.");
        var port = FreePort();
        var output = new ConcurrentQueue<string>();
        await using var planner = new ChildProcess(
            ChildProgram.Dotnet(typeof(PlannerFunction).Assembly.Location) with { Variables = Environment(port) },
            output.Enqueue, output.Enqueue);
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}/"), Timeout = TestTimeout };
        await UntilListeningAsync(client, planner);
        var body = Pushes.Envelope(new byte[size]);

        var statuses = await Task.WhenAll(Enumerable.Range(0, pushes).Select(_ => TryPushAsync(client, body, isChunked)));

        Assert.All(statuses, status => Assert.True(status is null or HttpStatusCode.BadRequest, $"{reason}: {status}"));
        Assert.False(planner.Ended.IsCompleted, reason);
        var peak = await PeakAsync(planner);
        Assert.True(peak < Most, $"{reason}: {peak / Megabyte} MiB");
        Assert.DoesNotContain(output, line => line.Contains("OutOfMemory", StringComparison.Ordinal));
    }

    // Whoever has not read a request may hang up before it is all there, which is as good as an answer.
    private static async Task<HttpStatusCode?> TryPushAsync(HttpClient client, byte[] body, bool isChunked)
    {
        try
        {
            return await PushAsync(client, body, isChunked);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static async Task<HttpStatusCode> PushAsync(HttpClient client, byte[] body, bool isChunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "projects/p/topics/t") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TransferEncodingChunked = isChunked;
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    private static async Task UntilListeningAsync(HttpClient client, ChildProcess planner)
    {
        while (true)
        {
            try
            {
                // Any answer will do.
                await PushAsync(client, "{}"u8.ToArray(), isChunked: false);
                return;
            }
            catch (HttpRequestException) when (!planner.Ended.IsCompleted)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }
        }
    }

    private static async Task<long> PeakAsync(ChildProcess planner)
    {
        var lines = await File.ReadAllLinesAsync($"/proc/{planner.Id}/status");
        var words = lines.Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return long.Parse(words[1], CultureInfo.InvariantCulture) * 1024;
    }

    private static Dictionary<string, string> Environment(int port)
    {
        var variables = Variables.Of("A").ToDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.Ordinal);
        variables["PORT"] = port.ToString(CultureInfo.InvariantCulture);
        variables["PUBSUB_EMULATOR_HOST"] = "127.0.0.1:1";
        variables["LOG_GCS_BUCKET"] = "";
        variables["DOTNET_GCHeapHardLimit"] = (Most / 4 * 3).ToString("x", CultureInfo.InvariantCulture);
        return variables;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
