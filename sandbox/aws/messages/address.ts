export interface Account {
  readonly region: string;
  readonly account: string;
}

const topicName = 'alarms';
export const queueName = 'fiveohtwo-alarms';

export const topicArn = ({ region, account }: Account, name = topicName) => `arn:aws:sns:${region}:${account}:${name}`;

/** Where the alarms of a world come out: known before the stand-in runs. `queue` is the path under its endpoint. */
export const alarmAddress = (of: Account) => ({ topic: topicArn(of), queue: `/${of.account}/${queueName}` });
