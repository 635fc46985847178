using System.Net.Http.Headers;

namespace Google.Cloud.Storage.V1;

/// <summary>Options of an upload.</summary>
public sealed class UploadObjectOptions
{
    /// <summary>The generation that the object must have, 0 for none.</summary>
    public long? IfGenerationMatch { get; set; }
}

/// <summary>Options of a download.</summary>
public sealed class DownloadObjectOptions
{
    /// <summary>How many bytes are buffered before they are passed on; 10 MiB unless set, and at most.</summary>
    public int? ChunkSize { get; set; }

    /// <summary>The generation meant, instead of the live one.</summary>
    public long? Generation { get; set; }

    /// <summary>The generation that the object must have.</summary>
    public long? IfGenerationMatch { get; set; }

    /// <summary>Which bytes; all unless set.</summary>
    public RangeHeaderValue? Range { get; set; }

    /// <summary>Whether the content's CRC-32C is checked; it is unless set.</summary>
    public DownloadValidationMode? DownloadValidationMode { get; set; }
}

/// <summary>Whether a download is checked against the object's CRC-32C.</summary>
public enum DownloadValidationMode
{
    /// <summary>It is.</summary>
    Always = 0,

    /// <summary>It is not.</summary>
    Never = 1,
}

/// <summary>Options of reading metadata; nothing here uses any.</summary>
public sealed class GetObjectOptions;

/// <summary>Options of a listing; nothing here uses any.</summary>
public sealed class ListObjectsOptions;

/// <summary>Options of creating a bucket; nothing here uses any.</summary>
public sealed class CreateBucketOptions;

/// <summary>Options of a deletion.</summary>
public sealed class DeleteObjectOptions
{
    /// <summary>The generation that the object must have.</summary>
    public long? IfGenerationMatch { get; set; }

    /// <summary>Instead of the default: retries where a generation is given.</summary>
    public RetryOptions? RetryOptions { get; set; }
}
