import { type ErrorCode, ResponderError } from '../domain/errors.ts';
import type { TextArgs } from '../domain/text.ts';
import type { AwsTextId } from '../messages/texts/aws.ts';
import { redactText } from '../redaction/index.ts';
import { CallFailed, codeOf, messageOf, systemCodeOf } from './failure.ts';
import type { OtherKind } from './query.ts';

/** Where a call went, for the sentence. */
export interface Whereabouts {
  readonly region: string;
  readonly profile: string | null;
}

interface Kind {
  readonly code: ErrorCode;
  readonly id: AwsTextId;
  readonly pattern: RegExp;
}

/** By the SDK's name, the system's code and the message; the first that fits. */
const kinds: readonly Kind[] = [
  {
    code: 'expired-credentials',
    id: 'aws/expired-credentials',
    pattern:
      /ExpiredToken|RequestExpired|TokenRefreshRequired|(token|session|credentials)\b.{0,60}\bexpired|SSO session/i,
  },
  {
    code: 'no-credentials',
    id: 'aws/bad-credentials',
    pattern:
      /UnrecognizedClient|InvalidClientTokenId|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidSignature|AuthFailure|IncompleteSignature/,
  },
  { code: 'wrong-region', id: 'aws/region-missing', pattern: /Region is missing/ },
  { code: 'aws-unreachable', id: 'aws/region-off', pattern: /ENOTFOUND|EAI_AGAIN/ },
  {
    code: 'wrong-region',
    id: 'aws/region-off',
    pattern: /OptInRequired|region.{0,20}(disabled|not enabled)/i,
  },
  {
    code: 'no-credentials',
    id: 'aws/no-credentials',
    pattern:
      /CredentialsProviderError|MissingAuthenticationToken|Could not load credentials|Resolved credential object is not valid/,
  },
  { code: 'denied', id: 'aws/denied', pattern: /AccessDenied|UnauthorizedOperation|NotAuthorized|Forbidden/ },
  { code: 'aws-unreachable', id: 'aws/throttled', pattern: /Throttl|TooManyRequests|RequestLimitExceeded/ },
  {
    code: 'aws-unreachable',
    id: 'aws/unreachable',
    pattern:
      /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|TimeoutError|AbortError|socket hang up|CERT_|certificate|EPROTO/,
  },
];

/** The sentence for a failed look-up. What fits none is AWS's own fault: it answered, but not as it should. */
export function toResponderError(error: unknown, { region, profile }: Whereabouts): ResponderError {
  const cause = error instanceof CallFailed ? error.cause : error;
  const message = messageOf(cause);
  const text = `${codeOf(cause)} ${systemCodeOf(cause)} ${message}`;
  const kind = kinds.find(({ pattern }) => pattern.test(text));
  const args: TextArgs = {
    region,
    profile: profile ?? 'default',
    action: error instanceof CallFailed ? error.action : '',
    detail: redactText(`${codeOf(cause)}: ${message}`.replace(/\s+/g, ' ').slice(0, 200)),
  };
  const id = kind?.id ?? 'aws/failed';
  return new ResponderError(kind?.code ?? 'aws-unreachable', { id, args }, { cause: error });
}

const otherTexts: { readonly [K in OtherKind]: AwsTextId } = {
  network: 'aws/not-an-alb-network',
  gateway: 'aws/not-an-alb-gateway',
  classic: 'aws/not-an-alb-classic',
  'target-group': 'aws/not-an-alb-target-group',
  arn: 'aws/not-an-alb-arn',
};

export function notAnAlb(what: OtherKind, name: string): ResponderError {
  return new ResponderError('target-not-found', { id: otherTexts[what], args: { name } });
}

export function inAnotherRegion(name: string, asked: string, found: string): ResponderError {
  return new ResponderError('wrong-region', { id: 'aws/wrong-region', args: { name, asked, found } });
}
