using Google.Protobuf;

namespace Google.Events.Protobuf.Cloud.PubSub.V1;

public sealed partial class PubsubMessage
{
    /// <summary><see cref="Data"/> as UTF-8 text.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    public string TextData
    {
        get => Data.ToStringUtf8();
        set => Data = ByteString.CopyFromUtf8(value);
    }
}
