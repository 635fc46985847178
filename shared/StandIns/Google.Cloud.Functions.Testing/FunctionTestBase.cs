using CloudNative.CloudEvents;
using CloudNative.CloudEvents.Http;
using CloudNative.CloudEvents.SystemTextJson;

namespace Google.Cloud.Functions.Testing;

/// <summary>A test class with a server of its own. Startups that the test class or its assembly names replace the function's.</summary>
/// <typeparam name="TFunction">The function.</typeparam>
public abstract class FunctionTestBase<TFunction> : IDisposable
{
    /// <summary>Uses a server that the test has made.</summary>
    protected FunctionTestBase(FunctionTestServer server) => Server = server;

    /// <summary>Starts a server.</summary>
    protected FunctionTestBase() => Server = new FunctionTestServer<TFunction>(GetType());

    /// <summary>The server.</summary>
    public FunctionTestServer Server { get; }

    /// <summary>Gets a page, which must succeed, and returns its text.</summary>
    public async Task<string> ExecuteHttpGetRequestAsync(string uri = "sample-uri")
    {
        using var client = Server.CreateClient();
        using var response = await client.GetAsync(new Uri(uri, UriKind.RelativeOrAbsolute));
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>Sends a request and hands the response to a check.</summary>
    public async Task ExecuteHttpRequestAsync(HttpRequestMessage request, Func<HttpResponseMessage, Task> validator)
    {
        ArgumentNullException.ThrowIfNull(validator);
        using var client = Server.CreateClient();
        using var response = await client.SendAsync(request);
        await validator(response);
    }

    /// <summary>Sends an event, which must succeed.</summary>
    /// <param name="cloudEvent">A complete event.</param>
    /// <param name="formatter">Writes the data; null for the one that the data's type names, or plain JSON.</param>
    public async Task ExecuteCloudEventRequestAsync(CloudEvent cloudEvent, CloudEventFormatter? formatter = null)
    {
        ArgumentNullException.ThrowIfNull(cloudEvent);
        formatter ??= (cloudEvent.Data is { } data ? CloudEventFormatterAttribute.CreateFormatter(data.GetType()) : null) ?? new JsonEventFormatter();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("sample-uri", UriKind.Relative)) { Content = cloudEvent.ToHttpContent(ContentMode.Structured, formatter) };
        await ExecuteHttpRequestAsync(request, response => Task.FromResult(response.EnsureSuccessStatusCode()));
    }

    /// <summary>Makes an event around some data and sends it; it must succeed.</summary>
    /// <param name="eventType">The event's type.</param>
    /// <param name="data">Its data; null for none.</param>
    /// <param name="source">Its source; null for one of the test's own.</param>
    /// <param name="subject">Its subject; null for none.</param>
    public Task ExecuteCloudEventRequestAsync<T>(string eventType, T? data, Uri? source = null, string? subject = null)
        where T : class
    {
        var cloudEvent = new CloudEvent
        {
            Id = Guid.NewGuid().ToString(),
            Type = eventType,
            Source = source ?? new Uri("//test-source", UriKind.RelativeOrAbsolute),
            Subject = subject,
            Data = data,
        };
        return ExecuteCloudEventRequestAsync(cloudEvent, CloudEventFormatterAttribute.CreateFormatter(typeof(T)));
    }

    /// <summary>What the function's own logger heard.</summary>
    public List<TestLogEntry> GetFunctionLogEntries() => Server.GetFunctionLogEntries();

    /// <summary>Stops the server.</summary>
    public void Dispose()
    {
        Server.Dispose();
        GC.SuppressFinalize(this);
    }
}
