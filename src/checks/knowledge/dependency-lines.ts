import type { Meaning } from '../reading/logs.ts';

/** What lines say about secrets, native code and scheduled work, in the words of drivers, SDKs and runtimes. */
export const dependencyMeanings = {
  loginRefused: {
    tags: [],
    pattern:
      /password authentication failed for user|Access denied for user '|Login failed for user|\b(NOAUTH|WRONGPASS)\b|SQLSTATE\[28P01\]|SQLSTATE\[HY000\] \[1045\]|authentication failed.{0,40}(mongo|SCRAM)|MongoServerError: Authentication failed|Secrets Manager can't find the specified secret|ParameterNotFound|(secretsmanager|ssm).{0,80}(AccessDenied|not authorized)|The security token included in the request is (expired|invalid)|ExpiredTokenException|UnrecognizedClientException|InvalidClientTokenId|invalid_client\b|(invalid|expired|revoked) (api[ _-]?key|credentials?|client secret|access token)/i,
  },
  nativeCrash: {
    // Only what names the library or plug-in: a bare signal is any crash.
    tags: [],
    pattern:
      /(SIGSEGV|SIGBUS|SIGILL|Segmentation fault|segfault).{0,300}\.(so|node|dll|dylib)\b|undefined symbol: |symbol lookup error|# C {2}\[\S+\.so|PHP Fatal error: .{0,200}\/(plugins|extensions|modules|themes)\/|free\(\): invalid|double free or corruption|munmap_chunk\(\)|corrupted (size|unsorted)|\.node: (cannot open|invalid ELF)/,
  },
  batch: {
    tags: [],
    pattern:
      /\b(nightly|scheduled|cron|batch|import|export|reindex|backfill|aggregation|etl|report)[\w -]{0,30}\b(job|task|run|import|export)?\b.{0,20}\b(start(ed|ing)|begin(s|ning)?|running|launched)\b|\bpg_dump\b|\bmysqldump\b|REINDEX|VACUUM FULL|OPTIMIZE TABLE/i,
  },
} as const satisfies Readonly<Record<string, Meaning>>;
