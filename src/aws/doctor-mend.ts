import { messageOf } from './failure.ts';

/** Who was refused, in AWS's own words: an assumed role or a user. */
const refused = /arn:aws[\w-]*:(?:sts|iam)::\d{12}:(assumed-role|user)\/([\w+=,.@-]+)/;

/** The one command that allows an action to whoever was refused; the statement alone where AWS did not say who that was. */
export function allowing(action: string, error: unknown): string {
  const statement = { Effect: 'Allow', Action: action, Resource: '*' };
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const [, kind, name] = refused.exec(messageOf(cause)) ?? [];
  if (kind === undefined || name === undefined) return JSON.stringify(statement);
  const document = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const who = kind === 'user' ? `put-user-policy --user-name ${name}` : `put-role-policy --role-name ${name}`;
  const policy = `fiveohtwo-${action.replace(/\W/g, '-')}`;
  return `aws iam ${who} --policy-name ${policy} --policy-document '${document}'`;
}
