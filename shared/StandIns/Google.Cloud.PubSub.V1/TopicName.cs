using System.Diagnostics.CodeAnalysis;

namespace Google.Cloud.PubSub.V1;

/// <summary>A topic's resource name, <c>projects/{project}/topics/{topic}</c>.</summary>
public sealed class TopicName : IEquatable<TopicName>
{
    /// <summary>The name of <paramref name="topicId"/> in <paramref name="projectId"/>.</summary>
    public TopicName(string projectId, string topicId)
    {
        ArgumentException.ThrowIfNullOrEmpty(projectId);
        ArgumentException.ThrowIfNullOrEmpty(topicId);
        ProjectId = projectId;
        TopicId = topicId;
    }

    /// <summary>The project.</summary>
    public string ProjectId { get; }

    /// <summary>The topic in it.</summary>
    public string TopicId { get; }

    /// <summary>Reads a resource name.</summary>
    /// <exception cref="ArgumentException">It is none of a topic.</exception>
    public static TopicName Parse(string topicName)
    {
        ArgumentNullException.ThrowIfNull(topicName);
        return TryParse(topicName, out var result)
            ? result
            : throw new ArgumentException($"'{topicName}' is not a topic's resource name, projects/P/topics/T.", nameof(topicName));
    }

    /// <summary>Reads a resource name, if it is one of a topic.</summary>
    public static bool TryParse(string topicName, [NotNullWhen(true)] out TopicName? result)
    {
        ArgumentNullException.ThrowIfNull(topicName);
        result = topicName.Split('/') is ["projects", { Length: > 0 } project, "topics", { Length: > 0 } topic]
            ? new TopicName(project, topic)
            : null;
        return result is not null;
    }

    /// <summary>The whole resource name.</summary>
    public override string ToString() => $"projects/{ProjectId}/topics/{TopicId}";

    /// <inheritdoc />
    public bool Equals(TopicName? other) =>
        other is not null && (ProjectId, TopicId) == (other.ProjectId, other.TopicId);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as TopicName);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(ProjectId, TopicId);
}
