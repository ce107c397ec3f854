import { useEffect, useMemo, useState } from 'react';
import { Composer } from './composer.tsx';
import { Home } from './home.tsx';
import { MessageList } from './message-list.tsx';
import { Modal } from './modal.tsx';
import { keyOf, type Message, type Workspace } from './model.ts';
import { type Place, placeOf, rememberPerson, startingPerson } from './place.ts';
import { Sidebar } from './sidebar.tsx';
import { Sigil } from './sigil.tsx';
import { type Here, HereContext, useHere, useWorkspace, wordsOf } from './slack.ts';
import { useUnread } from './unread.ts';
import { Welcome } from './welcome.tsx';

export function App() {
  const [me, setMe] = useState(startingPerson);
  const workspace = useWorkspace(me);
  useEffect(() => rememberPerson(me), [me]);
  if (workspace === undefined) return <p className="connecting">Connecting…</p>;
  return <Desk workspace={workspace} onPerson={setMe} />;
}

/** Sidebar, channel and thread side by side. */
function Desk({ workspace, onPerson }: { readonly workspace: Workspace; onPerson(id: string): void }) {
  const person = workspace.people.find(({ id }) => id === workspace.me) ?? workspace.people[0];
  const [place, setPlace] = useState(() => placeOf(window.location));
  const [menu, setMenu] = useState(false);
  const [atHome, setAtHome] = useState(false);
  const channel = workspace.channels.find(({ id }) => id === place.channel) ?? workspace.channels[0];
  const unread = useUnread(workspace.messages, channel?.id);
  useEffect(() => {
    document.documentElement.lang = person?.locale.slice(0, 2) ?? 'en';
  }, [person]);
  if (person === undefined || channel === undefined) return null;
  const goTo = (to: Place): void => {
    setPlace(to);
    setAtHome(false);
    setMenu(false);
  };

  const here: Here = {
    workspace,
    channel: channel.id,
    person,
    words: wordsOf(person),
    openThread: (message) => goTo({ channel: message.channel, thread: message.thread_ts ?? message.ts }),
    follow: (href) => {
      const url = new URL(href, window.location.href);
      if (url.origin !== window.location.origin || !url.pathname.startsWith('/archives/')) return false;
      const to = placeOf(url);
      const message = workspace.messages.get(keyOf(to.channel ?? '', to.thread ?? ''));
      goTo({ channel: to.channel, thread: message?.thread_ts ?? to.thread });
      return true;
    },
  };
  const root = workspace.messages.get(keyOf(channel.id, place.thread ?? ''));
  return (
    <HereContext value={here}>
      <div className={root === undefined ? 'desk' : 'desk with-thread'}>
        <Sidebar
          channel={channel.id}
          unread={unread}
          open={menu}
          onChannel={(id) => goTo({ channel: id, thread: undefined })}
          atHome={atHome}
          onHome={() => {
            goTo({ channel: channel.id, thread: undefined });
            setAtHome(true);
          }}
          onPerson={(id) => {
            onPerson(id);
            setMenu(false);
          }}
          onClose={() => setMenu(false)}
        />
        {atHome ? (
          <Home key={person.id} onMenu={() => setMenu(true)} />
        ) : (
          <ChannelView key={channel.id} id={channel.id} onMenu={() => setMenu(true)} />
        )}
        {root === undefined ? null : (
          <Thread key={root.ts} root={root} onClose={() => setPlace({ channel: channel.id, thread: undefined })} />
        )}
      </div>
      {workspace.view === null ? null : (
        <Modal key={`${workspace.view.id}/${workspace.view.hash}`} view={workspace.view} />
      )}
    </HereContext>
  );
}

function ChannelView({ id, onMenu }: { readonly id: string; onMenu(): void }) {
  const { workspace, words } = useHere();
  const [suggested, suggest] = useState<{ readonly text: string } | undefined>();
  const channel = workspace.channels.find((one) => one.id === id);
  const messages = useMemo(
    () =>
      inOrder(
        [...workspace.messages.values()].filter(
          (one) => one.channel === id && (one.thread_ts === undefined || one.broadcast),
        ),
      ),
    [workspace.messages, id],
  );
  if (channel === undefined) return null;
  const invitation = `/invite @${workspace.bot.name}`;
  const withBot = channel.members.includes(workspace.bot.id);
  return (
    <main>
      <header className="bar">
        <button type="button" className="icon menu" aria-label={words.menu} onClick={onMenu}>
          ☰
        </button>
        <h1>
          <Sigil secret={channel.private} /> {channel.name}
        </h1>
        <p>{channel.topic}</p>
      </header>
      <MessageList messages={messages} label={`#${channel.name}`}>
        {withBot ? <Welcome onTry={(text) => suggest({ text })} /> : null}
      </MessageList>
      {withBot ? null : (
        <p className="notice">
          {words.botMissing}{' '}
          <button type="button" className="try" onClick={() => suggest({ text: invitation })}>
            {invitation}
          </button>
        </p>
      )}
      <Composer
        channel={id}
        placeholder={withBot ? words.placeholder(workspace.target) : words.placeholderOther(channel.name)}
        suggested={suggested}
      />
    </main>
  );
}

function Thread({ root, onClose }: { readonly root: Message; onClose(): void }) {
  const { workspace, words } = useHere();
  const replies = inOrder(
    [...workspace.messages.values()].filter((one) => one.channel === root.channel && one.thread_ts === root.ts),
  );
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape' && document.querySelector('dialog[open]') === null) onClose();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onClose]);
  return (
    <aside className="thread" aria-label={words.thread}>
      <header className="bar">
        <h1>{words.thread}</h1>
        <button type="button" className="icon end" aria-label={words.closeThread} onClick={onClose}>
          ✕
        </button>
      </header>
      <MessageList messages={[root, ...replies]} label={words.thread} inThread={true} />
      <Composer channel={root.channel} threadTs={root.ts} placeholder={words.replyPlaceholder} />
    </aside>
  );
}

function inOrder(messages: readonly Message[]): readonly Message[] {
  return messages.toSorted((a, b) => Number(a.ts) - Number(b.ts) || a.ts.localeCompare(b.ts));
}
