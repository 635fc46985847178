namespace CloudNative.CloudEvents;

/// <summary>One attribute that an event may carry: its name and what values it takes.</summary>
public class CloudEventAttribute
{
    private readonly Action<object>? _validator;

    internal CloudEventAttribute(string name, CloudEventAttributeType type, bool required, bool extension, Action<object>? validator)
    {
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)))
            throw new ArgumentException($"'{name}' cannot name a CloudEvent attribute: only lower-case ASCII letters and digits are allowed.", nameof(name));

        (Name, Type, IsRequired, IsExtension, _validator) = (name, type, required, extension, validator);
    }

    /// <summary>The type of the value.</summary>
    public CloudEventAttributeType Type { get; }

    /// <summary>The name, in lower case.</summary>
    public string Name { get; }

    /// <summary>Whether an event without it is invalid.</summary>
    public bool IsRequired { get; }

    /// <summary>Whether the specification leaves it to others.</summary>
    public bool IsExtension { get; }

    /// <summary>Defines an attribute that the specification does not.</summary>
    /// <param name="name">Lower-case ASCII letters and digits.</param>
    /// <param name="type">The type of its values.</param>
    /// <exception cref="ArgumentException">The name is not allowed.</exception>
    public static CloudEventAttribute CreateExtension(string name, CloudEventAttributeType type) => new(name, type, required: false, extension: true, validator: null);

    /// <inheritdoc />
    public override string ToString() => $"{Name} ({Type})";

    /// <summary>Reads and checks a value.</summary>
    /// <exception cref="ArgumentException">The text is not a value of this attribute.</exception>
    public object Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Validate(Type.Parse(text));
    }

    /// <summary>Checks and writes a value.</summary>
    /// <exception cref="ArgumentException">It is not a value of this attribute.</exception>
    public string Format(object value) => Type.Format(Validate(value));

    /// <summary>Returns the value, if this attribute may have it.</summary>
    /// <exception cref="ArgumentException">It may not.</exception>
    public object Validate(object value)
    {
        Type.Validate(value);
        _validator?.Invoke(value);
        return value;
    }
}
