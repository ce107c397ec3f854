/** The host that SNS itself answers on in the topic's region. Anything else in its name is somebody else's. */
export function snsHostOf(topic: string): string {
  const [, partition = '', , region = ''] = topic.split(':');
  return `sns.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`;
}

/**
 * The address if it is https on SNS's own host in the topic's region, on the usual port, without a user. What that name
 * resolves to is not looked at: behind a VPC endpoint it is a private address, and rightly so.
 */
export function snsAddress(raw: string | undefined, topic: string): URL | undefined {
  if (raw === undefined || !URL.canParse(raw)) return undefined;
  const url = new URL(raw);
  const isPlain = url.username === '' && url.password === '' && url.port === '' && url.hash === '';
  return url.protocol === 'https:' && url.hostname === snsHostOf(topic) && isPlain ? url : undefined;
}
