using System.Text.Json;
using System.Text.Json.Nodes;
using Loadgen.Functions.Tests.Hosting;
using Microsoft.AspNetCore.Http;

namespace Loadgen.Functions.Tests.Secrets;

public sealed class SecretTests
{
    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly Dictionary<string, Func<ReceivedCall, HttpResponse, Task>> Echoes = new(StringComparer.Ordinal)
    {
        ["JSON"] = (call, response) => response.WriteAsync(JsonSerializer.Serialize(call)),
        ["JSON, written another way"] = (call, response) => response.WriteAsync(
            JsonSerializer.Serialize(call, Relaxed).Replace("/", "\\/", StringComparison.Ordinal)),
        ["text"] = (call, response) => response.WriteAsync(Spell(call)),
        ["text, cut by the end of the snippet"] = (call, response) =>
            response.WriteAsync(string.Concat(Enumerable.Range(0, 40).Select(_ => Spell(call)))),
        ["JSON, too long to be kept whole"] = (call, response) =>
            response.WriteAsync(JsonSerializer.Serialize(Enumerable.Repeat(call, 500))),
        ["an error"] = (call, response) =>
        {
            response.StatusCode = 500;
            return response.WriteAsync($"<p>{System.Net.WebUtility.HtmlEncode(Spell(call))} {Uri.EscapeDataString(Spell(call))}</p>");
        },
        ["an answer that ends before its end"] = (call, response) =>
        {
            response.ContentLength = 100_000;
            return response.WriteAsync(Spell(call));
        },
        ["an answer with a URL of its own"] = (call, response) => response.WriteAsync(new JsonObject
        {
            ["status"] = call.Headers["Authorization"],
            ["target_region"] = "us-east1",
            ["function_url"] = $"https://user:{SecretRun.AnsweredSignature}@function.test/run"
                + $"?X-Goog-Signature={SecretRun.AnsweredSignature}",
            ["priority"] = 2,
            ["result"] = $"stored at https://storage.test/o?sig={SecretRun.AnsweredSignature} until noon",
        }.ToJsonString()),
    };

    public static TheoryData<string, string, string> Runs
    {
        get
        {
            var runs = new TheoryData<string, string, string>();
            foreach (var echo in Echoes.Keys)
            {
                runs.Add("A", "bearer", echo);
                runs.Add("C", "bearer", echo);
                runs.Add("A", "oidc", echo);
            }

            return runs;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task Nothing_that_a_run_writes_holds_a_secret(string scenario, string authMode, string echo)
    {
        await using var target = await LoopbackTarget.StartAsync(Echoes[echo]);

        var written = await SecretRun.PlayAsync(scenario, authMode, target);

        // The target was sent secrets and has told them: there was something to hide.
        Assert.Equal(4, target.Calls.Count);
        Assert.All(target.Calls, call => Assert.Contains("s3cr3t", call.Url, StringComparison.Ordinal));
        Assert.All(
            target.Calls, call => Assert.Contains(call.Headers, header => header.Value.Contains("s3cr3t", StringComparison.Ordinal)));
        var bearer = authMode == "oidc" ? SecretRun.IdToken : scenario == "C" ? SecretRun.DispatcherBearer : SecretRun.Bearer;
        Assert.All(target.Calls, call => Assert.Equal($"Bearer {bearer}", call.Headers["Authorization"]));
        Assert.Equal(6, written.LogLines.Count);
        Assert.All(written.LogLines.Skip(1).SkipLast(1), line => Assert.Contains("[secret]", line, StringComparison.Ordinal));

        var found = written.Texts.SelectMany(text => SecretRun.All
            .Where(secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase))
            .Select(secret => $"{secret} in {text}"));
        Assert.Empty(found);
    }

    private static string Spell(ReceivedCall call) =>
        $"POST {call.Url}\n{string.Join('\n', call.Headers.Select(header => $"{header.Key}: {header.Value}"))}\n";
}
