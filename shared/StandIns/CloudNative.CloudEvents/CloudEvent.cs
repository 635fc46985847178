namespace CloudNative.CloudEvents;

/// <summary>An event: the attributes that the CloudEvents specification names, any extensions, and data.</summary>
public sealed class CloudEvent
{
    private readonly Dictionary<string, CloudEventAttribute> _extensions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);

    /// <summary>Makes an empty event of version 1.0.</summary>
    public CloudEvent()
        : this(CloudEventsSpecVersion.Default, extensionAttributes: null)
    {
    }

    /// <summary>Makes an empty event that knows the types of some extensions.</summary>
    /// <param name="specVersion">The version of the specification.</param>
    /// <param name="extensionAttributes">Extensions whose values are not plain strings.</param>
    public CloudEvent(CloudEventsSpecVersion specVersion, IEnumerable<CloudEventAttribute>? extensionAttributes)
    {
        ArgumentNullException.ThrowIfNull(specVersion);
        SpecVersion = specVersion;
        foreach (var extension in extensionAttributes ?? [])
            _extensions.Add(extension.Name, extension);
    }

    /// <summary>The version of the specification.</summary>
    public CloudEventsSpecVersion SpecVersion { get; }

    /// <summary>The payload, in the form that the formatter gave it.</summary>
    public object? Data { get; set; }

    /// <summary>The media type of <see cref="Data"/>.</summary>
    public string? DataContentType { get => (string?)this[SpecVersion.DataContentTypeAttribute]; set => this[SpecVersion.DataContentTypeAttribute] = value; }

    /// <summary>Names the event within its source.</summary>
    public string? Id { get => (string?)this[SpecVersion.IdAttribute]; set => this[SpecVersion.IdAttribute] = value; }

    /// <summary>Where the form of <see cref="Data"/> is described.</summary>
    public Uri? DataSchema { get => (Uri?)this[SpecVersion.DataSchemaAttribute]; set => this[SpecVersion.DataSchemaAttribute] = value; }

    /// <summary>Where the event happened.</summary>
    public Uri? Source { get => (Uri?)this[SpecVersion.SourceAttribute]; set => this[SpecVersion.SourceAttribute] = value; }

    /// <summary>What it happened to.</summary>
    public string? Subject { get => (string?)this[SpecVersion.SubjectAttribute]; set => this[SpecVersion.SubjectAttribute] = value; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset? Time { get => (DateTimeOffset?)this[SpecVersion.TimeAttribute]; set => this[SpecVersion.TimeAttribute] = value; }

    /// <summary>What happened.</summary>
    public string? Type { get => (string?)this[SpecVersion.TypeAttribute]; set => this[SpecVersion.TypeAttribute] = value; }

    /// <summary>The extensions that have been named to this event.</summary>
    public IEnumerable<CloudEventAttribute> ExtensionAttributes => _extensions.Values;

    /// <summary>Whether every required attribute is set.</summary>
    public bool IsValid => !MissingAttributes.Any();

    private IEnumerable<CloudEventAttribute> MissingAttributes => SpecVersion.RequiredAttributes.Where(attribute => !_values.ContainsKey(attribute.Name));

    /// <summary>The value of an attribute; null when it is not set. Setting null removes it.</summary>
    /// <exception cref="ArgumentException">The attribute may not have that value.</exception>
    public object? this[CloudEventAttribute attribute]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(attribute);
            return _values.GetValueOrDefault(attribute.Name);
        }

        set
        {
            ArgumentNullException.ThrowIfNull(attribute);
            RefuseSpecVersion(attribute.Name);
            if (GetAttribute(attribute.Name) is null)
                _extensions.Add(attribute.Name, attribute);
            if (value is null)
                _values.Remove(attribute.Name);
            else
                _values[attribute.Name] = attribute.Validate(value);
        }
    }

    /// <summary>The value of an attribute by name. An unknown name makes a string extension.</summary>
    /// <exception cref="ArgumentException">The name is <c>specversion</c> or cannot name an attribute, or the value is not allowed.</exception>
    public object? this[string attributeName]
    {
        get
        {
            RefuseSpecVersion(attributeName);
            return _values.GetValueOrDefault(attributeName);
        }

        set => this[GetAttribute(attributeName) ?? CloudEventAttribute.CreateExtension(attributeName, CloudEventAttributeType.String)] = value;
    }

    /// <summary>The attribute of that name, or null if the event knows none.</summary>
    public CloudEventAttribute? GetAttribute(string name) =>
        SpecVersion.AllAttributes.FirstOrDefault(attribute => string.Equals(attribute.Name, name, StringComparison.Ordinal)) ?? _extensions.GetValueOrDefault(name);

    /// <summary>The attributes that are set, with their values.</summary>
    public IEnumerable<KeyValuePair<CloudEventAttribute, object>> GetPopulatedAttributes() =>
        _values.Select(pair => KeyValuePair.Create(GetAttribute(pair.Key)!, pair.Value));

    /// <summary>Sets an attribute to what its text says.</summary>
    /// <exception cref="ArgumentException">The name or the text is not allowed.</exception>
    public void SetAttributeFromString(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        this[name] = GetAttribute(name) is { } attribute ? attribute.Parse(value) : value;
    }

    /// <summary>Returns this event, if it is complete.</summary>
    /// <exception cref="InvalidOperationException">A required attribute is missing.</exception>
    public CloudEvent Validate() =>
        IsValid ? this : throw new InvalidOperationException($"Missing required attributes: {string.Join(", ", MissingAttributes.Select(attribute => attribute.Name))}");

    private static void RefuseSpecVersion(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (string.Equals(name, CloudEventsSpecVersion.SpecVersionAttribute.Name, StringComparison.Ordinal))
            throw new ArgumentException("The version of the specification is set when the event is made.", nameof(name));
    }
}
