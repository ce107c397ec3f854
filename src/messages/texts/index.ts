import type { Text } from '../../domain/text.ts';
import { alarmTexts } from './alarm.ts';
import { awsTexts } from './aws.ts';
import { chartTexts } from './chart.ts';
import { cliTexts } from './cli.ts';
import { configTexts } from './config.ts';
import { degradationTexts } from './degradation.ts';
import { doctorTexts } from './doctor.ts';
import { errorTexts } from './errors.ts';
import { helpTexts } from './help.ts';
import { homeTexts } from './home.ts';
import { incidentTexts } from './incident.ts';
import { outboxTexts } from './outbox.ts';
import { reportTexts } from './report.ts';
import { slackTexts } from './slack.ts';
import { storeTexts } from './store.ts';
import { verdictTexts } from './verdict.ts';

/** All texts that do not belong to one check, cause or runbook, by message id. One file an area; ids start with its name. */
export const texts = {
  ...alarmTexts,
  ...awsTexts,
  ...chartTexts,
  ...cliTexts,
  ...configTexts,
  ...degradationTexts,
  ...doctorTexts,
  ...helpTexts,
  ...outboxTexts,
  ...reportTexts,
  ...errorTexts,
  ...homeTexts,
  ...incidentTexts,
  ...slackTexts,
  ...storeTexts,
  ...verdictTexts,
} as const satisfies Readonly<Record<string, Text>>;

export type TextId = keyof typeof texts;
