import type { Operations } from './context.ts';

export const sts: Operations = {
  GetCallerIdentity: (_input, { history }) => ({
    UserId: 'AROA3XFRBF535PLBIFPI4:responder',
    Account: history.account,
    Arn: `arn:aws:sts::${history.account}:assumed-role/responder-read-only/responder`,
  }),
  AssumeRole: (input, { history, now }) => ({
    Credentials: {
      AccessKeyId: 'ASIA3XFRBF535SANDBOX',
      SecretAccessKey: 'not-a-real-secret-access-key-of-the-sandbox',
      SessionToken: 'not-a-real-session-token',
      Expiration: new Date(now + 3_600_000),
    },
    AssumedRoleUser: {
      AssumedRoleId: `AROA3XFRBF535PLBIFPI4:${String(input.RoleSessionName)}`,
      Arn: `arn:aws:sts::${history.account}:assumed-role/responder-read-only/${String(input.RoleSessionName)}`,
    },
  }),
};
