import { X509Certificate } from 'node:crypto';
import MessageValidator from 'sns-validator';
import { type Fetch, fetchSmall } from './fetch-small.ts';
import type { Envelope } from './parse/envelope.ts';
import { snsAddress } from './sns-host.ts';

/** How long the library may take for its own fetch of the certificate, which knows no limit. */
const LIMIT_MS = 5_000;
/** Certificates looked at side by side; SNS has one at a time, for a year. */
const AT_ONCE = 4;
const certificateName = /^\/SimpleNotificationService-[0-9a-f]{8,64}\.pem$/;

export type Verdict = 'good' | 'bad-signature' | 'bad-certificate' | 'certificate-away';

export type Verify = (envelope: Envelope) => Promise<Verdict>;

/**
 * The library checks the signature (versions 1 and 2). It fetches the certificate without a limit of time or size and keeps
 * every address for good, so it only hears of addresses that are SNS's own and were seen to hold a certificate.
 */
export function makeVerify(fetch: Fetch): Verify {
  const validator = new MessageValidator();
  const good = new Set<string>();
  const looking = new Map<string, Promise<Verdict>>();

  const look = (url: string): Promise<Verdict> => {
    const known = looking.get(url);
    if (known !== undefined) return known;
    if (looking.size >= AT_ONCE) return Promise.resolve('certificate-away');
    const found = lookAt(fetch, url).finally(() => looking.delete(url));
    looking.set(url, found);
    return found;
  };

  return async (envelope) => {
    const url = snsAddress(envelope.SigningCertURL, envelope.TopicArn);
    if (url === undefined || !certificateName.test(url.pathname) || url.search !== '') return 'bad-certificate';
    if (!good.has(url.href)) {
      const verdict = await look(url.href);
      if (verdict !== 'good') return verdict;
      good.add(url.href);
    }
    return validate(validator, { ...envelope, SigningCertURL: url.href });
  };
}

async function lookAt(fetch: Fetch, url: string): Promise<Verdict> {
  const pem = await fetchSmall(fetch, url).catch(() => undefined);
  if (pem === undefined) return 'certificate-away';
  try {
    new X509Certificate(pem);
    return 'good';
  } catch {
    return 'bad-certificate';
  }
}

function validate(validator: MessageValidator, envelope: Envelope): Promise<Verdict> {
  const message = Object.fromEntries(
    Object.entries(envelope).filter(([, value]) => value !== undefined && value !== null),
  );
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve('certificate-away'), LIMIT_MS);
    late.unref();
    validator.validate(message, (error) => {
      clearTimeout(late);
      resolve(error === null || error === undefined ? 'good' : verdictOf(error));
    });
  });
}

/** The library has nothing but sentences. What is none of these two came from its fetch: worth another try. */
function verdictOf({ message }: Error): Verdict {
  return /signature is invalid|signature version/.test(message) ? 'bad-signature' : 'certificate-away';
}
