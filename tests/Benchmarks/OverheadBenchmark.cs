using System.Net.Http.Headers;
using System.Text;
using Loadgen.Calls;

namespace Loadgen.Benchmarks;

/// <summary>What measuring costs: a call against a plain <see cref="HttpClient"/> that opens a connection for each request.</summary>
internal static class OverheadBenchmark
{
    private const int Calls = 1000;
    private const int Uncounted = 200;

    public static async Task RunAsync()
    {
        foreach (var tls in (bool[])[false, true])
        {
            using var target = new Target(tls, answers: true);
            using var handler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero, UseProxy = false };
            handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
            handler.SslOptions.AllowTlsResume = false;
            using var client = new HttpClient(handler);
            var caller = Child.Caller();
            var ours = new List<double>();
            var measured = new List<double>();
            var baseline = new List<double>();
            for (var i = -Uncounted; i < Calls; i++)
            {
                var start = TimeProvider.System.GetTimestamp();
                var result = await caller.CallAsync(target.Url);
                var took = TimeProvider.System.GetElapsedTime(start);
                if (result.Outcome != Outcome.Ok)
                    throw new InvalidOperationException(result.Error);

                start = TimeProvider.System.GetTimestamp();
                await PostAsync(client, target.Url);
                var tookPlain = TimeProvider.System.GetElapsedTime(start);
                if (i < 0)
                    continue;

                ours.Add(took.TotalMilliseconds);
                measured.Add(result.Latency.TotalMilliseconds);
                baseline.Add(tookPlain.TotalMilliseconds);
            }

            Samples.Title($"Overhead of a call, {target.Url.Scheme}");
            var plain = new Samples(baseline);
            new Samples(ours).PrintAgainst("HttpEventCaller, from outside", plain, "HttpClient, new connection each", "ms");
            new Samples(measured).PrintAgainst("HttpEventCaller, the latency it reports", plain, "HttpClient, new connection each", "ms");
        }
    }

    private static async Task PostAsync(HttpClient client, Uri url)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"check":"ping"}"""));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await client.PostAsync(url, content);
        await response.Content.ReadAsByteArrayAsync();
    }
}
