using System.Reflection;

namespace Google.Cloud.Functions.Hosting;

/// <summary>Names a <see cref="FunctionsStartup"/> for every function of an assembly, or for one function.</summary>
/// <param name="startupType">A startup with a public constructor without parameters.</param>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class, AllowMultiple = true)]
public class FunctionsStartupAttribute(Type startupType) : Attribute
{
    /// <summary>The startup.</summary>
    public Type StartupType { get; set; } = startupType;

    /// <summary>Lower runs first; startups of the same order run by name.</summary>
    public int Order { get; set; }

    /// <summary>The startups of a function, in the order in which they run.</summary>
    /// <param name="assembly">Whose attributes count, with those of the function.</param>
    /// <param name="target">The function; null for none.</param>
    public static IEnumerable<Type> GetStartupTypes(Assembly assembly, Type? target)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        var ofTarget = target?.GetCustomAttributes<FunctionsStartupAttribute>(inherit: true) ?? [];
        return assembly.GetCustomAttributes<FunctionsStartupAttribute>()
            .Concat(ofTarget)
            .OrderBy(attribute => attribute.Order)
            .ThenBy(attribute => attribute.StartupType.FullName, StringComparer.Ordinal)
            .Select(attribute => attribute.StartupType);
    }
}
