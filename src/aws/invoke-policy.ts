import { z } from 'zod';

const texts = z.union([z.string(), z.array(z.string())]).transform((one) => (typeof one === 'string' ? [one] : one));

const statementSchema = z.object({
  Effect: z.string(),
  Principal: z.union([z.string(), z.record(z.string(), texts)]).optional(),
  Action: texts.optional(),
  Condition: z.record(z.string(), z.record(z.string(), texts)).optional(),
});

const policySchema = z.object({
  Statement: z
    .union([statementSchema, z.array(statementSchema)])
    .transform((one) => (Array.isArray(one) ? one : [one])),
});

type Statement = z.infer<typeof statementSchema>;

const service = 'elasticloadbalancing.amazonaws.com';

/** Whether a resource policy lets the load balancer invoke for this target group. Null for a text that is no policy. */
export function letsInvoke(policy: string, targetGroupArn: string): boolean | null {
  const parsed = policySchema.safeParse(parse(policy));
  if (!parsed.success) return null;
  const about = parsed.data.Statement.filter((one) => isAbout(one, targetGroupArn));
  const denied = about.some(({ Effect }) => Effect === 'Deny');
  return !denied && about.some(({ Effect }) => Effect === 'Allow');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isAbout({ Principal, Action = [], Condition = {} }: Statement, targetGroupArn: string): boolean {
  const invokes = Action.some((action) => fits('lambda:InvokeFunction', action));
  return invokes && isBalancer(Principal) && Object.entries(Condition).every((one) => holds(one, targetGroupArn));
}

function isBalancer(principal: Statement['Principal']): boolean {
  if (typeof principal === 'string') return principal === '*';
  return (
    (principal?.Service ?? []).some((one) => one === service || one === '*') || (principal?.AWS ?? []).includes('*')
  );
}

type Condition = readonly [operator: string, keys: Readonly<Record<string, readonly string[]>>];

/** Conditions on what nobody here knows are taken to hold: the answer must not accuse. */
function holds([operator, keys]: Condition, targetGroupArn: string): boolean {
  if (!/^(Arn|String)(Like|Equals)/.test(operator)) return true;
  const account = targetGroupArn.split(':')[4] ?? '';
  return Object.entries(keys).every(([key, values]) => {
    const name = key.toLowerCase();
    if (name === 'aws:sourcearn') return values.some((value) => fits(targetGroupArn, value));
    return name !== 'aws:sourceaccount' || values.includes(account);
  });
}

/** `*` and `?` as in policies. */
function fits(text: string, pattern: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i').test(text);
}
