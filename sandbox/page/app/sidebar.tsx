import { Avatar } from './message.tsx';
import { Sigil } from './sigil.tsx';
import { useHere, wordsOf } from './slack.ts';

interface Props {
  readonly channel: string;
  readonly unread: ReadonlySet<string>;
  readonly open: boolean;
  readonly atHome: boolean;
  onHome(): void;
  onChannel(id: string): void;
  onPerson(id: string): void;
  onClose(): void;
}

export function Sidebar({ channel, unread, open, atHome, onHome, onChannel, onPerson, onClose }: Props) {
  const { workspace, person, words } = useHere();
  return (
    <>
      {open ? <button type="button" className="scrim" aria-label={words.closeMenu} onClick={onClose} /> : null}
      <nav className={open ? 'sidebar open' : 'sidebar'}>
        <header>
          <span className="team-icon" aria-hidden="true">
            {workspace.team.name.slice(0, 1)}
          </span>
          <strong>{workspace.team.name}</strong>
          <span className="tag">{words.sandbox}</span>
        </header>
        <h2>{words.channels}</h2>
        <ul>
          {workspace.channels.map(({ id, name, private: secret }) => (
            <li key={id}>
              <button
                type="button"
                className={unread.has(id) ? 'place unread' : 'place'}
                aria-current={id === channel && !atHome ? 'page' : undefined}
                onClick={() => onChannel(id)}
              >
                <Sigil secret={secret} />
                {name}
              </button>
            </li>
          ))}
        </ul>
        <h2>{words.apps}</h2>
        <ul>
          <li>
            <button
              type="button"
              className="place"
              data-home={true}
              aria-current={atHome ? 'page' : undefined}
              onClick={onHome}
            >
              <Avatar user={workspace.bot.id} small={true} />
              {workspace.bot.name}
            </button>
          </li>
        </ul>
        <h2>{words.people}</h2>
        <ul>
          {workspace.people.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                className="place"
                aria-pressed={one.id === person.id}
                data-person={one.id}
                onClick={() => onPerson(one.id)}
              >
                <Avatar user={one.id} small={true} />
                <span className="who">
                  {one.realName}
                  <small>
                    {one.title} · {wordsOf(one).language}
                  </small>
                </span>
                {one.id === person.id ? <span className="me">{words.you}</span> : null}
              </button>
            </li>
          ))}
        </ul>
        {workspace.socketMode === undefined ? null : (
          <p className="wire">{workspace.socketMode ? words.bySocket : words.byHttp}</p>
        )}
      </nav>
    </>
  );
}
