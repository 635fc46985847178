namespace Grpc.Core;

/// <summary>How a call ended, with gRPC's numbers.</summary>
public enum StatusCode
{
    /// <summary>Success.</summary>
    OK = 0,

    /// <summary>The caller gave up.</summary>
    Cancelled = 1,

    /// <summary>Nobody knows what happened.</summary>
    Unknown = 2,

    /// <summary>The request is wrong, whatever the state of the system.</summary>
    InvalidArgument = 3,

    /// <summary>No answer in time; the operation may have taken effect.</summary>
    DeadlineExceeded = 4,

    /// <summary>There is no such thing.</summary>
    NotFound = 5,

    /// <summary>There is such a thing already.</summary>
    AlreadyExists = 6,

    /// <summary>The caller may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>A quota is used up.</summary>
    ResourceExhausted = 8,

    /// <summary>The system is not in a state for it.</summary>
    FailedPrecondition = 9,

    /// <summary>A conflict with somebody else's operation.</summary>
    Aborted = 10,

    /// <summary>Beyond the valid range.</summary>
    OutOfRange = 11,

    /// <summary>The server cannot do this.</summary>
    Unimplemented = 12,

    /// <summary>The server failed.</summary>
    Internal = 13,

    /// <summary>The server cannot be had for now.</summary>
    Unavailable = 14,

    /// <summary>Data is lost for good.</summary>
    DataLoss = 15,

    /// <summary>The caller is unknown.</summary>
    Unauthenticated = 16,
}
