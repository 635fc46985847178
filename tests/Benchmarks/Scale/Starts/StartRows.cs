using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Loadgen.Benchmarks.Scale.Hours;
using Loadgen.Benchmarks.Scale.Processes;
using Loadgen.Testing.Processes;

namespace Loadgen.Benchmarks.Scale.Starts;

/// <summary>The row of a cold start: from the start of an invoker's process to its first answer, beside an empty function's.</summary>
internal static class StartRows
{
    private const int Rounds = 9;

    /// <summary>A push that both of them read. The invoker refuses it at once, so that no other server's time is measured.</summary>
    private static readonly byte[] Push = Encoding.UTF8.GetBytes("""
        {"message":{"data":"e30=","messageId":"1","publishTime":"2026-01-20T13:00:00Z"},"subscription":"projects/p/subscriptions/events"}
        """);

    public static async IAsyncEnumerable<ScaleRow> MeasureAsync(
        ScaleOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ScaleBenchmark.Say("publishing the invoker and an empty function …");
        var invoker = await Published.PublishAsync("functions/Invoker/Invoker.csproj", "Loadgen.Invoker", cancellationToken);
        const string nothing = "StandIns.Functions";
        var empty = await Published.PublishAsync($"tests/{nothing}/{nothing}.csproj", nothing, cancellationToken);
        var credentials = Path.Combine(Published.Folder, "credentials.json");
        await File.WriteAllTextAsync(credentials, Credentials(), cancellationToken);
        var variables = new Dictionary<string, string>(MillionEvents.Variables, StringComparer.Ordinal)
        {
            ["GOOGLE_APPLICATION_CREDENTIALS"] = credentials,
        };

        ScaleBenchmark.Say($"starting each {Rounds} times …");
        var (ours, theirs) = (new List<double>(), new List<double>());
        // Once uncounted, so that both find their files in memory.
        for (var round = -1; round < Rounds; round++)
        {
            var us = await StartAsync(invoker, "Loadgen.Invoker.InvokerFunction", variables, cancellationToken);
            var them = await StartAsync(empty, $"{nothing}.EventFunction", [], cancellationToken);
            if (round < 0)
                continue;
            ours.Add(us.TotalMilliseconds);
            theirs.Add(them.TotalMilliseconds);
        }

        var baseline = new Samples(theirs).Median;
        const string note = "the framework with an empty function";
        yield return new("start_to_first_answer_ms", new Samples(ours).Median, baseline * 1.15, baseline, note);
    }

    private static async Task<TimeSpan> StartAsync(
        string assembly, string target, Dictionary<string, string> variables, CancellationToken cancellationToken)
    {
        var port = Server.FreePort();
        var begun = TimeProvider.System.GetTimestamp();
        await using var process = new ChildProcess(
            Published.Function(assembly, target, port, variables), static _ => { }, static _ => { });
        using var http = new HttpClient { BaseAddress = new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", port, target).Uri };
        while (true)
        {
            if (process.Ended.IsCompleted)
                throw new ScaleException($"{assembly} ended with exit code {await process.Ended} before it answered");
            try
            {
                using var content = new ByteArrayContent(Push);
                content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                using var answer = await http.PostAsync(http.BaseAddress, content, cancellationToken);
                await answer.Content.ReadAsByteArrayAsync(cancellationToken);
                return (int)answer.StatusCode is 200 or 204 or 400
                    ? TimeProvider.System.GetElapsedTime(begun)
                    : throw new ScaleException($"{assembly} answered a push with {(int)answer.StatusCode}; allowed: 200, 204, 400");
            }
            catch (HttpRequestException e) when (e.InnerException is SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, cancellationToken);
            }
        }
    }

    /// <summary>A key that nobody knows: Google's client is built with it, and asked for nothing.</summary>
    private static string Credentials()
    {
        using var key = RSA.Create(2048);
        return JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["type"] = "service_account",
            ["project_id"] = "benchmark",
            ["private_key"] = key.ExportPkcs8PrivateKeyPem(),
            ["client_email"] = "benchmark@benchmark.iam.gserviceaccount.com",
            ["token_uri"] = "https://oauth2.googleapis.com/token",
        });
    }
}
