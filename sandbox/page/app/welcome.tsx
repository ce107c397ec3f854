import { useHere } from './slack.ts';

/** The first thing that a newcomer reads: what this is, and what to type. */
export function Welcome({ onTry }: { onTry(text: string): void }) {
  const { workspace, words } = useHere();
  const tries = [`/502 check ${workspace.target}`, '/502 help'];
  return (
    <section className="welcome">
      <span
        className="avatar bot large"
        aria-hidden="true"
        style={{ background: 'linear-gradient(135deg, #5e56a8, #312e4e)' }}
      >
        502
      </span>
      <h2>{words.welcome}</h2>
      <p>{words.welcomeMore(workspace.target)}</p>
      <p className="tries">
        <span>{words.start}</span>
        {tries.map((text) => (
          <button key={text} type="button" className="try" onClick={() => onTry(text)}>
            {text}
          </button>
        ))}
      </p>
      <p className="quiet">{words.others}</p>
    </section>
  );
}
