import type { Fault } from './faults.ts';
import { AwsError } from './protocol/errors.ts';
import type { Service } from './protocol/services.ts';

type Kind = Exclude<Fault['kind'], 'slow' | 'cut-off'>;

/** What a service answers when a fault hits it, in the words of its protocol. */
export const faultError = (kind: Kind, service: Service, operation: string, account: string): AwsError =>
  service.protocol === 'ec2' ? ec2Errors[kind]() : named(service, errors[kind](service, operation, account));

/** REST JSON has the names of the other JSON services, with the statuses of HTTP. */
function named({ protocol }: Service, error: AwsError): AwsError {
  const name = protocol === 'rest-json' ? restNames[error.code] : undefined;
  return name === undefined ? error : new AwsError(name[0], error.message, name[1]);
}

const restNames: Readonly<Record<string, readonly [string, number]>> = {
  AccessDenied: ['AccessDeniedException', 403],
  Throttling: ['TooManyRequestsException', 429],
  ExpiredToken: ['ExpiredTokenException', 403],
  UnrecognizedClientException: ['UnrecognizedClientException', 403],
  InternalFailure: ['ServiceException', 500],
};

type ErrorOf = (service: Service, operation: string, account: string) => AwsError;

const isJson = ({ protocol }: Service) => protocol.startsWith('json');
/** JSON services answer 400 where the others answer 403. */
const forbidden = (service: Service) => (isJson(service) ? 400 : 403);

const errors: Readonly<Record<Kind, ErrorOf>> = {
  denied: (service, operation, account) => {
    const action = `${service.iam}:${operation === 'ListObjectsV2' ? 'ListBucket' : operation}`;
    const who = `arn:aws:sts::${account}:assumed-role/responder-read-only/responder`;
    return new AwsError(
      isJson(service) ? 'AccessDeniedException' : 'AccessDenied',
      `User: ${who} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`,
      forbidden(service),
    );
  },
  throttled: (service) => {
    if (service.protocol === 's3') return new AwsError('SlowDown', 'Please reduce your request rate.', 503);
    return new AwsError(isJson(service) ? 'ThrottlingException' : 'Throttling', 'Rate exceeded');
  },
  'expired-token': (service) =>
    new AwsError(
      isJson(service) ? 'ExpiredTokenException' : 'ExpiredToken',
      'The security token included in the request is expired',
      forbidden(service),
    ),
  'unrecognized-client': (service) =>
    new AwsError(
      unrecognized(service.protocol),
      'The security token included in the request is invalid.',
      forbidden(service),
    ),
  'internal-error': (service) =>
    new AwsError(
      isJson(service) ? 'InternalServerError' : 'InternalFailure',
      'The request processing has failed because of an unknown error.',
      500,
    ),
};

function unrecognized(protocol: Service['protocol']): string {
  if (protocol === 's3') return 'InvalidAccessKeyId';
  return protocol === 'query' ? 'InvalidClientTokenId' : 'UnrecognizedClientException';
}

/** EC2 has names of its own for what goes wrong in every service. */
const ec2Errors: Readonly<Record<Kind, () => AwsError>> = {
  denied: () => new AwsError('UnauthorizedOperation', 'You are not authorized to perform this operation.', 403),
  throttled: () => new AwsError('RequestLimitExceeded', 'Request limit exceeded.', 503),
  'expired-token': () => new AwsError('RequestExpired', 'Request has expired.'),
  'unrecognized-client': () =>
    new AwsError('AuthFailure', 'AWS was not able to validate the provided access credentials', 401),
  'internal-error': () => new AwsError('InternalError', 'An internal error has occurred', 500),
};
