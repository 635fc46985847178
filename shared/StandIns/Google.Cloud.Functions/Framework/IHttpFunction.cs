using Microsoft.AspNetCore.Http;

namespace Google.Cloud.Functions.Framework;

/// <summary>A function that answers HTTP requests.</summary>
public interface IHttpFunction
{
    /// <summary>Answers one request; when the task ends, so does the response.</summary>
    Task HandleAsync(HttpContext context);
}
