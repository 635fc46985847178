using Loadgen.Messages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Loadgen.Cloud.Hosting;

/// <summary>
/// Refuses pushes that are larger than what this system publishes, before they are read: a message may have 10 MB, and reading it takes a
/// multiple of that.
/// </summary>
/// <param name="Data">The most bytes that a message's data may have.</param>
public sealed record PushLimit(int Data)
{
    // The base64 of the data, and beside it the message's attributes and the push's own members.
    private const int Beside = 16 * 1024;

    /// <summary>For ticks: 16 KiB.</summary>
    public static PushLimit Tick { get; } = new(16 * 1024);

    /// <summary>For events: 1.5 MiB.</summary>
    public static PushLimit Event { get; } = new(1536 * 1024);

    private int Request => (Data * 4 / 3) + Beside;

    /// <summary>Has Kestrel keep no more of a request at hand than a push may have, whoever reads it.</summary>
    public void AddTo(IServiceCollection services) => services.Configure<KestrelServerOptions>(kestrel =>
        kestrel.Limits.MaxRequestBufferSize = Math.Min(kestrel.Limits.MaxRequestBufferSize ?? Request, Request));

    /// <summary>Puts the limit in front of the function.</summary>
    public void AddTo(IApplicationBuilder app)
    {
        var logger = app.ApplicationServices.GetRequiredService<ILogger<PushLimit>>();
        app.Use((context, next) =>
        {
            if (context.Request.ContentLength is not { } length)
            {
                // It breaks off where it gets too long.
                if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                    size.MaxRequestBodySize = Request;
                return next(context);
            }

            if (length <= Request)
                return next(context);

            logger.LogError(
                "A push of {Length} bytes is refused unread and will end in the dead-letter topic: it may have {Allowed}.",
                length,
                Request);
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        });
    }

    /// <summary>The message's data.</summary>
    /// <exception cref="MessageFormatException">It has too many bytes to be worth reading.</exception>
    public ReadOnlyMemory<byte> Check(ReadOnlyMemory<byte> data) => data.Length <= Data
        ? data
        : throw new MessageFormatException($"The message has {data.Length} bytes of data; allowed are {Data}.");
}
