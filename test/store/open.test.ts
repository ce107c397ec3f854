import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from '@jest/globals';
import { backupStore, openStore, verifyTimeline } from '../../src/store/index.ts';
import { anEvent, anIncident } from './samples.ts';
import { temporaryDir } from './temporary.ts';

const freshDir = () => join(temporaryDir(), 'data');

async function storeWithOneEvent(dataDir: string) {
  const store = await openStore({ dataDir });
  await store.transaction(async (tx) => {
    await store.incidents.create(tx, anIncident());
    await store.timeline.append(tx, anEvent());
  });
  return store;
}

describe('openStore', () => {
  it('keeps the directory to its owner', async () => {
    const dataDir = freshDir();

    const store = await storeWithOneEvent(dataDir);

    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    for (const name of ['fiveohtwo.db', 'fiveohtwo.db-wal', 'holder.json']) {
      expect([name, statSync(join(dataDir, name)).mode & 0o777]).toEqual([name, 0o600]);
    }
    await store.close();
  });

  it('finds everything again after it was closed', async () => {
    const dataDir = freshDir();
    await (await storeWithOneEvent(dataDir)).close();

    const store = await openStore({ dataDir });

    const events = await store.transaction((tx) => store.timeline.read(tx, 'inc_1'));
    expect(verifyTimeline(events)).toMatchObject({ ok: true, count: 1 });
    await store.close();
  });

  it('refuses a directory that somebody else holds, and gives it back at close', async () => {
    const dataDir = freshDir();
    const first = await openStore({ dataDir });

    await expect(openStore({ dataDir })).rejects.toMatchObject({
      code: 'data-in-use',
      said: { id: 'store/data-in-use', args: { dir: dataDir, pid: String(process.pid) } },
    });

    await first.close();
    await (await openStore({ dataDir })).close();
  });

  it('refuses it to another process, names the holder, and is free the moment that one is killed', async () => {
    const dataDir = freshDir();
    const script = `
      const { openStore } = await import(${JSON.stringify(resolve('src/store/index.ts'))});
      await openStore({ dataDir: ${JSON.stringify(dataDir)} });
      console.log('open');
      setInterval(() => undefined, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');

    await expect(openStore({ dataDir })).rejects.toMatchObject({ said: { args: { pid: String(child.pid) } } });

    child.kill('SIGKILL');
    await once(child, 'exit');
    await (await openStore({ dataDir })).close();
  });

  describe('to read only', () => {
    it('reads what the running bot has committed, and takes nothing from it', async () => {
      const dataDir = freshDir();
      const bot = await storeWithOneEvent(dataDir);

      const reader = await openStore({ dataDir, readOnly: true });
      await bot.transaction((tx) => bot.timeline.append(tx, anEvent({ id: 'event_2' })));

      expect(await reader.transaction((tx) => reader.timeline.read(tx, 'inc_1'))).toHaveLength(2);
      await reader.close();
      await bot.close();
    });

    it('reads when no bot runs', async () => {
      const dataDir = freshDir();
      await (await storeWithOneEvent(dataDir)).close();

      const reader = await openStore({ dataDir, readOnly: true });

      expect(await reader.transaction((tx) => reader.incidents.get(tx, 'inc_1'))).toEqual(anIncident());
      await reader.close();
    });

    it('refuses to write', async () => {
      const dataDir = freshDir();
      await (await storeWithOneEvent(dataDir)).close();
      const reader = await openStore({ dataDir, readOnly: true });

      const write = reader.transaction((tx) => reader.timeline.append(tx, anEvent({ id: 'event_2' })));

      await expect(write).rejects.toThrow('readonly');
      await reader.close();
    });

    it('says so where there is nothing, and makes nothing', async () => {
      const dataDir = freshDir();

      await expect(openStore({ dataDir, readOnly: true })).rejects.toMatchObject({
        code: 'bad-config',
        said: { id: 'store/no-data', args: { dir: dataDir } },
      });
      expect(existsSync(dataDir)).toBe(false);
    });

    it('says so when the data is older than the program', async () => {
      const dataDir = freshDir();
      await (await openStore({ dataDir })).close();
      const db = new DatabaseSync(join(dataDir, 'fiveohtwo.db'));
      db.exec('delete from kysely_migration');
      db.close();

      await expect(openStore({ dataDir, readOnly: true })).rejects.toMatchObject({ said: { id: 'store/older-data' } });
    });
  });

  it.each([false, true])(
    'refuses data that a newer program wrote (readOnly: %s), and lets go of it',
    async (readOnly) => {
      const dataDir = freshDir();
      await (await openStore({ dataDir })).close();
      const db = new DatabaseSync(join(dataDir, 'fiveohtwo.db'));
      db.exec(`insert into kysely_migration values ('9999-later', '2030-01-01T00:00:00Z')`);
      db.close();

      for (let time = 1; time <= 2; time++) {
        await expect(openStore({ dataDir, readOnly })).rejects.toMatchObject({
          code: 'bad-config',
          said: { id: 'store/newer-data', args: { version: '9999-later' } },
        });
      }
    },
  );
});

describe('backupStore', () => {
  it('copies all of it while the bot works, for its owner alone', async () => {
    const dataDir = freshDir();
    const bot = await storeWithOneEvent(dataDir);
    const copy = freshDir();
    await (await openStore({ dataDir: copy })).close();
    const path = join(copy, 'backup.db');

    await backupStore(dataDir, path);

    const db = new DatabaseSync(path, { readOnly: true });
    expect(db.prepare('select id from timeline').all()).toMatchObject([{ id: 'event_1' }]);
    expect(db.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
    db.close();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await bot.close();
  });

  it('never overwrites a file', async () => {
    const dataDir = freshDir();
    await (await storeWithOneEvent(dataDir)).close();
    const path = join(dataDir, 'notes.txt');
    writeFileSync(path, 'mine');

    await expect(backupStore(dataDir, path)).rejects.toMatchObject({ code: 'usage' });
  });
});
