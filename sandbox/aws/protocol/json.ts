import { JsonCodec2 } from '@aws-sdk/core/protocols';
import type { AwsError } from './errors.ts';
import type { Operation, Shape } from './schema.ts';

const codec = new JsonCodec2({ timestampFormat: { useTrait: true, default: 7 }, jsonName: false });

/** AWS JSON 1.0 and 1.1: the operation in X-Amz-Target, times in epoch seconds. */
export async function readJson(operation: Operation, body: Buffer): Promise<Shape> {
  const text = body.length === 0 ? '{}' : body.toString('utf8');
  return (await codec.createDeserializer().read(operation.input, text)) as Shape;
}

export function writeJson(operation: Operation, output: Shape): Buffer {
  const writer = codec.createSerializer();
  writer.write(operation.output, output);
  return Buffer.copyBytesFrom(writer.flush());
}

export function writeJsonError(error: AwsError): string {
  return JSON.stringify({ __type: error.code, message: error.message });
}
