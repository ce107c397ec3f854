import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { faultError } from './fault-errors.ts';
import type { Fault, Faults } from './faults.ts';
import { acm } from './operations/acm.ts';
import { applicationAutoScaling } from './operations/application-auto-scaling.ts';
import { autoScaling } from './operations/auto-scaling.ts';
import { cloudformation } from './operations/cloudformation.ts';
import { cloudtrail } from './operations/cloudtrail.ts';
import { cloudwatch } from './operations/cloudwatch.ts';
import { codedeploy } from './operations/codedeploy.ts';
import type { Context, Operations } from './operations/context.ts';
import { ec2Instances } from './operations/ec2-instances.ts';
import { ec2Network } from './operations/ec2-network.ts';
import { ecs } from './operations/ecs.ts';
import { elasticache } from './operations/elasticache.ts';
import { elbv2 } from './operations/elbv2.ts';
import { lambda } from './operations/lambda.ts';
import { makeLogs } from './operations/logs.ts';
import { rds } from './operations/rds.ts';
import { s3 } from './operations/s3.ts';
import { sns } from './operations/sns.ts';
import { sqs } from './operations/sqs.ts';
import { sts } from './operations/sts.ts';
import { AwsError } from './protocol/errors.ts';
import { readJson, writeJson, writeJsonError } from './protocol/json.ts';
import { readQuery, writeQuery, writeQueryError } from './protocol/query.ts';
import { readRest, restOperationOf, writeRest, writeRestError } from './protocol/rest-json.ts';
import { readS3, s3OperationOf, writeS3, writeS3Error } from './protocol/s3.ts';
import { errorShape, operationOf, requireMembers, type Shape } from './protocol/schema.ts';
import { type Service, s3Service, services } from './protocol/services.ts';
import type { Stats } from './stats.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** The connection drops in the middle of the body. */
  readonly cutOff?: boolean;
}

interface Call {
  readonly service: Service;
  readonly operation: string;
  readonly region: string;
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly body: Buffer;
}

export interface EndpointOptions {
  readonly context: () => Omit<Context, 'region' | 'gone'>;
  readonly faults: Faults;
  readonly stats: Stats;
}

const PAGE_TOKENS = ['NextToken', 'nextToken', 'Marker', 'ContinuationToken'];

/** Answers one request to any service: which one and what is told by the request itself, as at AWS. */
export function makeEndpoint({ context, faults, stats }: EndpointOptions) {
  const operations: Readonly<Record<string, Operations>> = {
    elasticloadbalancing: elbv2,
    sts,
    cloudwatch,
    logs: makeLogs(),
    cloudtrail,
    ecs,
    acm,
    ec2: { ...ec2Instances, ...ec2Network },
    autoscaling: autoScaling,
    'application-autoscaling': applicationAutoScaling,
    rds,
    elasticache,
    codedeploy,
    cloudformation,
    lambda,
    s3,
    sns,
    sqs,
  };

  return async (request: IncomingMessage, url: URL, body: Buffer): Promise<Reply> => {
    const call = await callOf(request, url, body);
    const requestId = randomUUID();
    const action = `${call.service.iam}:${call.operation}`;
    const hits = faults.of(action);
    let running: ReturnType<Stats['begin']> | undefined;
    try {
      const { operation, input } = await read(call);
      running = stats.begin(action, input, { nextPage: PAGE_TOKENS.some((name) => typeof input[name] === 'string') });
      await suffer(hits, call, context().history.account);
      const handler = operations[call.service.iam]?.[call.operation];
      if (!handler) throw unknownOperation(call);
      requireMembers(operation.input, input);
      const output = await handler(input, { ...context(), region: call.region, gone: goneOf(request) });
      const reply = write(call, operation, output, requestId);
      running.end(call.operation === 'GetObject' ? '' : JSON.stringify(output));
      return { ...reply, cutOff: hits.some(({ kind }) => kind === 'cut-off') };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return await refuse(call, error, requestId);
    }
  };
}

const gones = new WeakMap<Socket, AbortSignal>();

/** Aborted when the connection of the request has closed; one a connection, for it serves many requests. */
function goneOf({ socket }: IncomingMessage): AbortSignal {
  const known = gones.get(socket);
  if (known) return known;
  const gone = new AbortController();
  socket.once('close', () => gone.abort());
  gones.set(socket, gone.signal);
  return gone.signal;
}

async function callOf(request: IncomingMessage, url: URL, body: Buffer): Promise<Call> {
  const scope = /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//.exec(String(request.headers.authorization ?? ''));
  const region = scope?.[1] ?? '';
  const target = String(request.headers['x-amz-target'] ?? '');
  const [prefix, operation = ''] = target.split('.');
  const json = services.find((service) => service.protocol.startsWith('json') && service.target === prefix);
  if (json) return { service: json, operation, region, request, url, body };
  const form = formOf(request, body);
  const query = services.find((service) => isQuery(service) && service.target === form.get('Version'));
  if (query) return { service: query, operation: form.get('Action') ?? '', region, request, url, body };
  const rest = services.find((service) => service.protocol === 'rest-json' && service.target === scope?.[2]);
  if (rest) return { ...(await restCall(rest, request, url, body)), region };
  const s3Operation = s3OperationOf({ method: request.method ?? 'GET', url, headers: request.headers });
  return { service: s3Service, operation: s3Operation ?? '', region, request, url, body };
}

function formOf(request: IncomingMessage, body: Buffer): URLSearchParams {
  const isForm = String(request.headers['content-type'] ?? '').includes('x-www-form-urlencoded');
  return new URLSearchParams(isForm ? body.toString('utf8') : '');
}

async function restCall(
  service: Service,
  request: IncomingMessage,
  url: URL,
  body: Buffer,
): Promise<Omit<Call, 'region'>> {
  const operation = restOperationOf(await service.schemas(), { method: request.method ?? 'GET', url, body });
  return { service, operation: operation ?? '', request, url, body };
}

const isQuery = ({ protocol }: Service) => protocol === 'query' || protocol === 'ec2';

async function read(call: Call) {
  const operation = operationOf(await call.service.schemas(), call.operation);
  if (!operation) throw unknownOperation(call);
  if (call.region === '')
    throw new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403);
  return { operation, input: await inputOf(call, operation) };
}

type KnownOperation = NonNullable<ReturnType<typeof operationOf>>;

async function inputOf(call: Call, operation: KnownOperation): Promise<Shape> {
  const { protocol } = call.service;
  if (protocol === 'query' || protocol === 'ec2') {
    return readQuery(operation, new URLSearchParams(call.body.toString('utf8')), protocol);
  }
  if (protocol === 's3') {
    return readS3(operation, { method: call.request.method ?? 'GET', url: call.url, headers: call.request.headers });
  }
  if (protocol === 'rest-json') {
    const { url, body } = call;
    return readRest(operation, await call.service.schemas(), { method: call.request.method ?? 'GET', url, body });
  }
  return readJson(operation, call.body);
}

function unknownOperation({ service, operation }: Call): AwsError {
  if (service.protocol === 'ec2') {
    return new AwsError('InvalidAction', `The action ${operation} is not valid for this web service.`);
  }
  if (service.protocol === 'query') {
    return new AwsError('InvalidAction', `Could not find operation ${operation} for version ${service.target}`);
  }
  if (service.protocol === 's3')
    return new AwsError('NotImplemented', 'A header you provided implies functionality that is not implemented', 501);
  return new AwsError(
    'UnknownOperationException',
    `The requested operation is not recognized by the service: ${operation}`,
  );
}

function write(call: Call, operation: KnownOperation, output: Shape, requestId: string): Reply {
  const { protocol, namespace } = call.service;
  const headers = { 'x-amzn-requestid': requestId, 'x-amz-request-id': requestId };
  if (protocol === 's3') {
    const reply = writeS3(operation, output, namespace);
    return { ...reply, headers: { ...headers, ...reply.headers } };
  }
  if (protocol === 'query' || protocol === 'ec2') {
    const body = writeQuery(operation, output, { namespace, requestId, dialect: protocol });
    return { status: 200, headers: { ...headers, 'content-type': 'text/xml' }, body };
  }
  if (protocol === 'rest-json') {
    return {
      status: 200,
      headers: { ...headers, 'content-type': 'application/json' },
      body: writeRest(operation, output),
    };
  }
  return {
    status: 200,
    headers: { ...headers, 'content-type': contentType(protocol) },
    body: writeJson(operation, output),
  };
}

const contentType = (protocol: string) => `application/x-amz-${protocol}`;

async function refuse(call: Call, thrown: AwsError, requestId: string): Promise<Reply> {
  const { protocol, namespace, schemas } = call.service;
  const shape = errorShape(await schemas(), thrown.code);
  const status = shape && thrown.status === 400 ? shape.status : thrown.status;
  const headers: Record<string, string> = { 'x-amzn-requestid': requestId, 'x-amz-request-id': requestId };
  if (protocol === 's3') {
    return {
      status,
      headers: { ...headers, 'content-type': 'application/xml' },
      body: writeS3Error(thrown, call.url.pathname, requestId),
    };
  }
  if (protocol === 'query' || protocol === 'ec2') {
    const error = new AwsError(shape?.code ?? thrown.code, thrown.message, status);
    return {
      status,
      headers: { ...headers, 'content-type': 'text/xml' },
      body: writeQueryError(error, { namespace, requestId, dialect: protocol }),
    };
  }
  if (protocol === 'rest-json') {
    const reply = writeRestError(new AwsError(thrown.code, thrown.message, status));
    return { status, headers: { ...headers, ...reply.headers, 'content-type': 'application/json' }, body: reply.body };
  }
  if (protocol === 'json-1.0') headers['x-amzn-query-error'] = `${shape?.code ?? thrown.code};Sender`;
  return { status, headers: { ...headers, 'content-type': contentType(protocol) }, body: writeJsonError(thrown) };
}

/** The fault's error in the words of the service's protocol; slow faults only wait. */
async function suffer(hits: readonly Fault[], { service, operation }: Call, account: string): Promise<void> {
  for (const fault of hits) {
    if (fault.kind === 'slow') await new Promise((done) => setTimeout(done, fault.ms ?? 5_000).unref());
    if (fault.kind === 'slow' || fault.kind === 'cut-off') continue;
    throw faultError(fault.kind, service, operation, account);
  }
}
