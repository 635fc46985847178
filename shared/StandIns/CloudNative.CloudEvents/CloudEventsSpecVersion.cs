using System.Net.Mime;

namespace CloudNative.CloudEvents;

/// <summary>A version of the CloudEvents specification and its attributes; there is one, 1.0.</summary>
public sealed class CloudEventsSpecVersion
{
    private CloudEventsSpecVersion(string versionId)
    {
        VersionId = versionId;
        RequiredAttributes = [IdAttribute, SourceAttribute, TypeAttribute];
        OptionalAttributes = [DataContentTypeAttribute, DataSchemaAttribute, SubjectAttribute, TimeAttribute];
    }

    /// <summary>The attribute that names the version itself.</summary>
    public static CloudEventAttribute SpecVersionAttribute { get; } = Define("specversion", CloudEventAttributeType.String, required: true);

    /// <summary>Version 1.0.</summary>
    public static CloudEventsSpecVersion V1_0 { get; } = new("1.0");

    /// <summary>The version of an event that names none.</summary>
    public static CloudEventsSpecVersion Default => V1_0;

    /// <summary>The version as an event writes it.</summary>
    public string VersionId { get; }

    /// <summary><c>id</c></summary>
    public CloudEventAttribute IdAttribute { get; } = Define("id", CloudEventAttributeType.String, required: true);

    /// <summary><c>datacontenttype</c></summary>
    public CloudEventAttribute DataContentTypeAttribute { get; } =
        new("datacontenttype", CloudEventAttributeType.String, required: false, extension: false, RefuseOtherThanMediaType);

    /// <summary><c>dataschema</c></summary>
    public CloudEventAttribute DataSchemaAttribute { get; } = Define("dataschema", CloudEventAttributeType.Uri);

    /// <summary><c>source</c></summary>
    public CloudEventAttribute SourceAttribute { get; } = Define("source", CloudEventAttributeType.UriReference, required: true);

    /// <summary><c>subject</c></summary>
    public CloudEventAttribute SubjectAttribute { get; } = Define("subject", CloudEventAttributeType.String);

    /// <summary><c>time</c></summary>
    public CloudEventAttribute TimeAttribute { get; } = Define("time", CloudEventAttributeType.Timestamp);

    /// <summary><c>type</c></summary>
    public CloudEventAttribute TypeAttribute { get; } = Define("type", CloudEventAttributeType.String, required: true);

    /// <summary>What every event has.</summary>
    public IEnumerable<CloudEventAttribute> RequiredAttributes { get; }

    /// <summary>What an event may have.</summary>
    public IEnumerable<CloudEventAttribute> OptionalAttributes { get; }

    /// <summary>Both.</summary>
    public IEnumerable<CloudEventAttribute> AllAttributes => RequiredAttributes.Concat(OptionalAttributes);

    /// <summary>The version of that name, or null.</summary>
    public static CloudEventsSpecVersion? FromVersionId(string? versionId) => string.Equals(versionId, V1_0.VersionId, StringComparison.Ordinal) ? V1_0 : null;

    private static CloudEventAttribute Define(string name, CloudEventAttributeType type, bool required = false) =>
        new(name, type, required, extension: false, type == CloudEventAttributeType.Timestamp ? null : value => RefuseEmpty(name, type.Format(value)));

    private static void RefuseEmpty(string name, string text)
    {
        if (text.Length == 0)
            throw new ArgumentException($"The CloudEvent attribute '{name}' cannot be empty.", name);
    }

    private static void RefuseOtherThanMediaType(object value)
    {
        try
        {
            _ = new ContentType((string)value);
        }
        catch (FormatException e)
        {
            throw new ArgumentException($"'{value}' is not a media type.", nameof(value), e);
        }
    }
}
