namespace CloudNative.CloudEvents;

/// <summary>Says which formatter reads and writes events whose data is of the marked type.</summary>
/// <param name="formatterType">A <see cref="CloudEventFormatter"/> with a public constructor without parameters.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CloudEventFormatterAttribute(Type formatterType) : Attribute
{
    /// <summary>The type of the formatter.</summary>
    public Type FormatterType { get; } = formatterType;

    /// <summary>Makes the formatter of a data type; null when the type names none.</summary>
    /// <exception cref="ArgumentException">The named type is no formatter, or cannot be made.</exception>
    public static CloudEventFormatter? CreateFormatter(Type targetType)
    {
        ArgumentNullException.ThrowIfNull(targetType);
        if (GetCustomAttribute(targetType, typeof(CloudEventFormatterAttribute), inherit: true) is not CloudEventFormatterAttribute { FormatterType: var type })
            return null;

        return type?.GetConstructor(System.Type.EmptyTypes) is { } constructor && constructor.Invoke(null) is CloudEventFormatter formatter
            ? formatter
            : throw new ArgumentException($"{targetType} names {type} as its CloudEvent formatter, which is not one with a public constructor without parameters.", nameof(targetType));
    }
}
