import { describe, expect, it } from '@jest/globals';
import type { DoctorRun } from '../../src/domain/doctor-rows.ts';
import { failed, off, ok } from '../../src/messages/found.ts';
import { doctorParts } from '../../src/slack/blocks/doctor.ts';

const run = {
  id: 'run_1',
  state: 'waiting',
  requestedBy: 'slack:T1/U0BEN',
  pressBy: 60_000,
  pressedAt: null,
  pressedBy: null,
  found: [
    ok('slack/channel', { channel: 'C0ALARMS' }),
    ok('slack/socket'),
    off('alarms/off'),
    failed('slack/not-in-channel', { channel: 'C0OTHER', bot: '502' }),
  ],
} as unknown as DoctorRun;

const shown = (parts: ReturnType<typeof doctorParts>) =>
  parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []));

describe('what the doctor found, in Slack', () => {
  it('is a line for each finding that is not ok, and a count of the others', () => {
    const lines = shown(doctorParts('en', run));

    expect(lines).toContain('Slack: 2 ok\noff: Alarms are not set up.');
    expect(lines.join('\n')).not.toContain('C0ALARMS');
  });

  it('names channels as Slack does, and copies no advice to press into a code block', () => {
    const parts = doctorParts('en', run);

    expect(shown(parts).join('\n')).toContain('posted to <#C0OTHER>, but');
    expect(parts).toContainEqual({ kind: 'facts', lines: ['Type /invite @502 in C0OTHER.'] });
    expect(JSON.stringify(parts)).not.toContain('Press the button above');
  });

  it('says who pressed', () => {
    const pressed = { ...run, state: 'done', pressedAt: 2_000, pressedBy: 'slack:T1/U0AIKO' } as DoctorRun;

    expect(shown(doctorParts('en', pressed)).join('\n')).toContain(
      'The button press came through: <@U0AIKO>, after 2 s.',
    );
  });
});
