using Google.Apis.Discovery;
using Google.Apis.Requests;
using Google.Apis.Services;

namespace Google.Apis.Storage.v1;

/// <summary>A request to Cloud Storage.</summary>
/// <typeparam name="TResponse">What answers it.</typeparam>
public abstract class StorageBaseServiceRequest<TResponse> : ClientServiceRequest<TResponse>
{
    /// <summary>A request through <paramref name="service"/>.</summary>
    protected StorageBaseServiceRequest(IClientService service)
        : base(service)
    {
        base.InitParameters();
    }

    private protected void Declare(string name, string place, bool required = false) =>
        RequestParameters.Add(name, new Parameter { Name = name, IsRequired = required, ParameterType = place });
}
