using Google.Apis.Discovery;
using Google.Apis.Requests;
using Google.Apis.Services;

namespace Google.Apis.Storage.v1;

/// <summary>A request to Cloud Storage.</summary>
/// <typeparam name="TResponse">What answers it.</typeparam>
public abstract class StorageBaseServiceRequest<TResponse> : ClientServiceRequest<TResponse>
{
    private readonly object? _body;

    /// <summary>A request through <paramref name="service"/>.</summary>
    private protected StorageBaseServiceRequest(
        IClientService service, string methodName, string httpMethod, string restPath, object? body = null)
        : base(service)
    {
        (MethodName, HttpMethod, RestPath, _body) = (methodName, httpMethod, restPath, body);
        base.InitParameters();
    }

    /// <inheritdoc />
    public sealed override string MethodName { get; }

    /// <inheritdoc />
    public sealed override string HttpMethod { get; }

    /// <inheritdoc />
    public sealed override string RestPath { get; }

    /// <inheritdoc />
    protected override object? GetBody() => _body;

    private protected void Declare(string name, string place, bool required = false) =>
        RequestParameters.Add(name, new Parameter { Name = name, IsRequired = required, ParameterType = place });
}
