// Names of the genuine package that nothing here uses. They are here for what they hide: a name of ours, or of .NET's, that is ambiguous
// beside the genuine package must not compile beside the stand-in either.
#pragma warning disable CS1591, CA1711, CA1724, CA1034, MA0048, MA0036, S2094

namespace Google.Cloud.Storage.V1;

public sealed class CopyObjectOptions;
public sealed class CreateHmacKeyOptions;
public sealed class CreateNotificationOptions;
public sealed class DeleteBucketOptions;
public sealed class DeleteHmacKeyOptions;
public sealed class DeleteNotificationOptions;
public sealed class EncryptionKey;
public sealed class GetBucketIamPolicyOptions;
public sealed class GetBucketOptions;
public sealed class GetHmacKeyOptions;
public sealed class GetNotificationOptions;
public sealed class GetStorageServiceAccountEmailOptions;
public sealed class HmacKeyStates;
public sealed class ListBucketsOptions;
public sealed class ListHmacKeysOptions;
public sealed class ListNotificationsOptions;
public sealed class LockBucketRetentionPolicyOptions;
public sealed class ModifyBucketLabelsOptions;
public sealed class MoveObjectOptions;
public sealed class PatchBucketOptions;
public sealed class PatchObjectOptions;
public enum PredefinedBucketAcl;
public enum PredefinedObjectAcl;
public enum Projection;
public sealed class RestoreBucketOptions;
public sealed class RestoreObjectOptions;
public sealed class RetryPredicate;
public sealed class RetryTiming;
public sealed class SetBucketIamPolicyOptions;
public sealed class SignedUrlResumableUpload;
public enum SigningVersion;
public sealed class StorageClasses;
public sealed class TestBucketIamPermissionsOptions;
public sealed class UpdateBucketOptions;
public sealed class UpdateHmacKeyOptions;
public sealed class UpdateObjectOptions;
public sealed class UrlSigner;
