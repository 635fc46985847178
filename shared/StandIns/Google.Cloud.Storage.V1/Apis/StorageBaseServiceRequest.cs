using Google.Apis.Discovery;
using Google.Apis.Requests;
using Google.Apis.Services;
using Google.Apis.Util;

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
        Declare("fields", "query");
    }

    /// <summary>Which members the answer shall have; all unless set.</summary>
    [RequestParameter("fields", RequestParameterType.Query)]
    public virtual string? Fields { get; set; }

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
