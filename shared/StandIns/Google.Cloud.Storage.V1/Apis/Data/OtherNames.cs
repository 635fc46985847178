// Names of the genuine package that nothing here uses. They are here for what they hide: a name of ours, or of .NET's, that is ambiguous
// beside the genuine package must not compile beside the stand-in either.
#pragma warning disable CS1591, CA1711, CA1724, CA1034, MA0048, MA0036, S2094

namespace Google.Apis.Storage.v1.Data;

public sealed class AnywhereCache;
public sealed class AnywhereCaches;
public sealed class BucketAccessControl;
public sealed class BucketAccessControls;
public sealed class BucketStorageLayout;
public sealed class Buckets;
public sealed class BulkRestoreObjectsRequest;
public sealed class Expr;
public sealed class Folder;
public sealed class Folders;
public sealed class HmacKey;
public sealed class HmacKeyMetadata;
public sealed class HmacKeysMetadata;
public sealed class ManagedFolder;
public sealed class ManagedFolders;
public sealed class Notification;
public sealed class Notifications;
public sealed class ObjectAccessControl;
public sealed class ObjectAccessControls;
public sealed class ObjectCustomContextPayload;
public sealed class ObjectFullContext;
public sealed class Policy;
public sealed class RapidCache;
public sealed class RapidCaches;
public sealed class RelocateBucketRequest;
public sealed class RewriteResponse;
public sealed class ServiceAccount;
public sealed class TestIamPermissionsResponse;
