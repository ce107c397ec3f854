import { createHash } from 'node:crypto';
import { AwsError } from '../protocol/errors.ts';
import type { Shape } from '../protocol/schema.ts';
import type { StoredObject } from '../world/history.ts';
import { type Context, here, type Operations, present, text, whole } from './context.ts';

function bucketOf(input: Shape, context: Context): readonly StoredObject[] {
  const name = text(input.Bucket) ?? '';
  const objects = context.history.buckets.get(name);
  if (!objects) throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
  if (!here(context))
    throw new AwsError(
      'PermanentRedirect',
      'The bucket you are attempting to access must be addressed using the specified endpoint.',
      301,
    );
  return objects.filter(({ at }) => at <= context.now);
}

function objectOf(input: Shape, context: Context): StoredObject {
  const found = bucketOf(input, context).find(({ key }) => key === input.Key);
  if (!found) throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
  return found;
}

const etag = (body: Buffer) => `"${createHash('md5').update(body).digest('hex')}"`;

export const s3: Operations = {
  ListObjectsV2: (input, context) => {
    const prefix = text(input.Prefix) ?? '';
    const delimiter = text(input.Delimiter);
    const token = text(input.ContinuationToken);
    const after =
      token === undefined ? (text(input.StartAfter) ?? '') : Buffer.from(token, 'base64url').toString('utf8');
    const asked = whole(input.MaxKeys, 1000);
    const size = Math.min(asked, Math.max(context.pageSize, 1), 1000);
    const matching = bucketOf(input, context).filter(({ key }) => key.startsWith(prefix) && key > after);
    const folded = new Set<string>();
    const plain = matching.filter(({ key }) => {
      const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
      if (end < 0) return true;
      folded.add(key.slice(0, end + 1));
      return false;
    });
    const contents = plain.slice(0, size);
    const truncated = plain.length > contents.length;
    return present({
      Name: text(input.Bucket),
      Prefix: prefix,
      StartAfter: text(input.StartAfter),
      ContinuationToken: token,
      NextContinuationToken: truncated ? Buffer.from(contents.at(-1)?.key ?? '').toString('base64url') : undefined,
      MaxKeys: asked,
      KeyCount: contents.length,
      IsTruncated: truncated,
      Delimiter: delimiter,
      CommonPrefixes: folded.size > 0 ? [...folded].map((Prefix) => ({ Prefix })) : undefined,
      Contents: contents.map(({ key, at, body }) => ({
        Key: key,
        LastModified: new Date(at),
        ETag: etag(body()),
        Size: body().length,
        StorageClass: 'STANDARD',
      })),
    });
  },
  GetObject: (input, context) => {
    const object = objectOf(input, context);
    const whole = object.body();
    const range = /^bytes=(\d*)-(\d*)$/.exec(text(input.Range) ?? '');
    const [from, to] = range ? bounds(range, whole.length) : [0, whole.length];
    if (from >= whole.length && whole.length > 0)
      throw new AwsError('InvalidRange', 'The requested range is not satisfiable', 416);
    const body = whole.subarray(from, to);
    return present({
      Body: body,
      ContentLength: body.length,
      ContentType: 'application/octet-stream',
      AcceptRanges: 'bytes',
      ETag: etag(whole),
      LastModified: new Date(object.at),
      ContentRange: range ? `bytes ${from}-${to - 1}/${whole.length}` : undefined,
    });
  },
  HeadObject: (input, context) => {
    const object = objectOf(input, context);
    const body = object.body();
    return { ContentLength: body.length, ETag: etag(body), LastModified: new Date(object.at) };
  },
  HeadBucket: (input, context) => {
    bucketOf(input, context);
    return {};
  },
  GetBucketLocation: (_input, context) => ({ LocationConstraint: context.history.region }),
};

function bounds(range: RegExpExecArray, length: number): [number, number] {
  const [, first = '', last = ''] = range;
  if (first === '') return [Math.max(0, length - Number(last)), length];
  return [Number(first), last === '' ? length : Math.min(length, Number(last) + 1)];
}
