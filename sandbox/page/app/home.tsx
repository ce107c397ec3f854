import { useEffect, useState } from 'react';
import { Blocks } from './block-view.tsx';
import { Avatar } from './message.tsx';
import { type Form, FormContext, withValue } from './press.ts';
import { act, useHere } from './slack.ts';

/** The app's Home tab: opening it tells the bot, which publishes what this person sees. */
export function Home({ onMenu }: { onMenu(): void }) {
  const { workspace, person, words } = useHere();
  const [values, setValues] = useState<Form['values']>({});
  const home = workspace.home ?? undefined;
  useEffect(() => void act('home', person.id, {}), [person.id]);
  const form: Form = {
    values,
    errors: {},
    set: (blockId, actionId, value) => setValues((old) => withValue(old, blockId, actionId, value)),
    press: (element) => act('press', person.id, { view_id: home?.id, element, state: values }),
  };
  return (
    <main className="home">
      <header className="bar">
        <button type="button" className="icon menu" aria-label={words.menu} onClick={onMenu}>
          ☰
        </button>
        <Avatar user={workspace.bot.id} small={true} />
        <h1>{workspace.bot.name}</h1>
        <nav className="tabs" aria-label={workspace.bot.name}>
          <span aria-current="page">{words.homeTab}</span>
        </nav>
      </header>
      <div className="list">
        {home === undefined ? (
          <p className="home-empty">{words.homeEmpty}</p>
        ) : (
          <FormContext value={form}>
            <div className="blocks home-view">
              <Blocks blocks={home.blocks} />
            </div>
          </FormContext>
        )}
      </div>
    </main>
  );
}
