using System.Text;

namespace Loadgen.Emulation.Storage.Objects;

/// <summary>Cloud Storage's rule for object names: 1 to 1,024 bytes of UTF-8, no line breaks, neither <c>.</c> nor <c>..</c>.</summary>
internal static class ObjectName
{
    internal static void Require(string name)
    {
        if (name.Length == 0)
            throw StorageException.Required("An object needs a name.");
        if (Encoding.UTF8.GetByteCount(name) > 1024)
            throw StorageException.Invalid("An object's name has at most 1024 bytes in UTF-8.");
        if (name is "." or ".." || name.Contains('\r', StringComparison.Ordinal) || name.Contains('\n', StringComparison.Ordinal))
            throw StorageException.Invalid("An object's name is neither '.' nor '..' and has no line breaks.");
    }
}
