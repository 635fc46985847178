using System.Globalization;
using System.Text.RegularExpressions;

namespace CloudNative.CloudEvents;

/// <summary>The type of an attribute's value, and how it is written.</summary>
public abstract partial class CloudEventAttributeType
{
    private CloudEventAttributeType(string name, Type clrType) => (Name, ClrType) = (name, clrType);

    /// <summary>Text without control characters.</summary>
    public static CloudEventAttributeType String { get; } = new StringType();

    /// <summary>An absolute URI.</summary>
    public static CloudEventAttributeType Uri { get; } = new UriType("URI", UriKind.Absolute);

    /// <summary>A URI, absolute or relative.</summary>
    public static CloudEventAttributeType UriReference { get; } = new UriType("URI-Reference", UriKind.RelativeOrAbsolute);

    /// <summary>An instant as RFC 3339 writes it.</summary>
    public static CloudEventAttributeType Timestamp { get; } = new TimestampType();

    /// <summary>The name that the CloudEvents specification gives the type.</summary>
    public string Name { get; }

    /// <summary>The .NET type of a value.</summary>
    public Type ClrType { get; }

    /// <inheritdoc />
    public override string ToString() => Name;

    /// <summary>Writes a value.</summary>
    public abstract string Format(object value);

    /// <summary>Reads a value.</summary>
    /// <exception cref="ArgumentException">The text is not of this type.</exception>
    public abstract object Parse(string text);

    /// <summary>Refuses a value that is not of this type.</summary>
    /// <exception cref="ArgumentException">The value is of another .NET type, or not allowed.</exception>
    public virtual void Validate(object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!ClrType.IsInstanceOfType(value))
            throw new ArgumentException($"A CloudEvent attribute of type {Name} takes a {ClrType}, not a {value.GetType()}.", nameof(value));
    }

    private sealed class StringType() : CloudEventAttributeType("String", typeof(string))
    {
        public override string Format(object value) => (string)value;

        public override object Parse(string text) => text;

        public override void Validate(object value)
        {
            base.Validate(value);
            if (((string)value).Any(char.IsControl))
                throw new ArgumentException("A CloudEvent attribute holds no control characters.", nameof(value));
        }
    }

    private sealed class UriType(string name, UriKind kind) : CloudEventAttributeType(name, typeof(Uri))
    {
        public override string Format(object value) => ((Uri)value).OriginalString;

        public override object Parse(string text) =>
            System.Uri.TryCreate(text, kind, out var uri) ? uri : throw new ArgumentException($"'{text}' is not a {Name}.", nameof(text));
    }

    private sealed partial class TimestampType() : CloudEventAttributeType("Timestamp", typeof(DateTimeOffset))
    {
        private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

        public override string Format(object value)
        {
            var instant = (DateTimeOffset)value;
            return instant.ToString(instant.Offset == TimeSpan.Zero ? Formats[0] : Formats[1], CultureInfo.InvariantCulture);
        }

        public override object Parse(string text) =>
            DateTimeOffset.TryParseExact(BeyondTicks().Replace(text, ""), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
                ? instant
                : throw new ArgumentException($"'{text}' is not a timestamp as RFC 3339 writes it.", nameof(text));

        [GeneratedRegex(@"(?<=\.\d{7})\d+", RegexOptions.None, matchTimeoutMilliseconds: Timeout.Infinite)]
        private static partial Regex BeyondTicks();
    }
}
